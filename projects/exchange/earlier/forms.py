"""What a person says about a whole earlier project: the workbook, and what each of its sheets holds."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OperationForm
from projects.exchange.earlier.sheets import ORDER, Sheet
from projects.exchange.forms import FileFields
from projects.exchange.kinds import REGISTERED

LEFT_OUT = ("out", gettext_lazy("– left out –"))
SHEET = "sheet_"


class SendEarlierForm(FileFields):
    """The workbook with the sheets."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["file"].help_text = _(
            "One workbook, XLSX or ODS, with a sheet for each list. Titles above a table, own headings and "
            "sheets of something else do no harm."
        )

    def as_arguments(self) -> dict[str, Any]:
        sent = self.cleaned_data["file"]
        return {"name": sent.name or "", "content": sent.read()}


class SheetsForm(OperationForm):
    """Each sheet with the kind that it seems to hold."""

    def __init__(self, *args: Any, sheets: Iterable[Sheet], **facts: Any) -> None:
        super().__init__(*args, **facts)
        listed = [LEFT_OUT, *((code, REGISTERED[code].label) for code in ORDER)]
        for one in sheets:
            self.fields[f"{SHEET}{one.place}"] = forms.ChoiceField(
                label=one.name, choices=listed, initial=one.kind or LEFT_OUT[0]
            )

    def as_arguments(self) -> dict[str, Any]:
        told = self.cleaned_data.items()
        return {"kinds": {int(name.removeprefix(SHEET)): kind for name, kind in told}}
