"""What a person types about the national file: a reason, a file, the office's contact."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.participants.reported import ReportingForm
from projects.sm_efs import opening, operations
from projects.sm_efs.models import Export, OfficeContact, Upload
from projects.workbench.correcting import CorrectionForm

LONGEST_REASON = 300
OPERATIONS = {
    Upload.Kind.EXPORT: operations.read_export,
    Upload.Kind.FEEDBACK: operations.read_feedback,
    Upload.Kind.LIST: operations.check_list,
}


def reason_field(help_text: Any) -> forms.CharField:
    return forms.CharField(label=_("Reason"), max_length=LONGEST_REASON, help_text=help_text)


class ReasonForm(OperationForm):
    """Why something is done; it stays in the history."""

    reason = reason_field(_("It stays in the history, with your name and the time."))


class ExportForm(ReasonForm):
    """Everybody, or what changed since the last export."""

    kind = forms.ChoiceField(
        label=_("What the file holds"), choices=Export.Kind.choices, widget=forms.RadioSelect
    )
    field_order = ("kind", "reason")


class OfficeForm(CorrectionForm):
    """What stands in for missing values; empty for none."""

    phone = forms.CharField(label=_("Office's telephone"), max_length=24, required=False)
    email = forms.CharField(label=_("Office's e-mail"), max_length=120, required=False)
    support_scope = forms.CharField(
        label=_("Scope of support of the call"),
        max_length=120,
        required=False,
        help_text=_("Exactly as in the SM EFS list for this project's call."),
    )
    reason = reason_field(_("For example: who of the unit agreed, and when."))

    def __init__(self, *args: Any, office: OfficeContact, **facts: Any) -> None:
        names = ("phone", "email", "support_scope", "version")
        current = {name: getattr(office, name) for name in names}
        super().__init__(*args, current=current, **facts)


class UploadForm(OperationForm):
    """A file and what it is."""

    kind = forms.ChoiceField(
        label=_("What it is"), choices=Upload.Kind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": opening.ACCEPTED}),
        help_text=_("CSV, as SM EFS saves it; XLSX and ODS too. It is kept sealed."),
    )

    def carry_out_upload(self, **arguments: Any) -> bool:
        """With the operation that the kind of file calls for."""
        kind = self.data.get(self.add_prefix("kind"), "")
        operation = OPERATIONS.get(Upload.Kind(kind)) if kind in Upload.Kind.values else None
        return self.carry_out(operation or operations.check_list, **arguments)

    def as_arguments(self) -> dict[str, Any]:
        sent = self.cleaned_data["file"]
        return {"name": sent.name or "", "content": sent.read()}


class MendForm(ReportingForm):
    """Why texts of people are corrected; which ones, and what the page showed of them, is hidden."""

    reason = reason_field(_("For example: spelling of TERYT. It stays in the history."))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, concerned_ids: Iterable[Any] = (), **facts: Any) -> None:
        super().__init__(*args, **facts)
        self._concerned = set(concerned_ids)

    def concerned(self, arguments: dict[str, Any]) -> set[Any]:
        return self._concerned


class MendListForm(OperationForm):
    """The ticked mends of a list; the version that the page showed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    row = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, keys: Iterable[str], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["row"].choices = [(key, key) for key in keys]

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"keys": typed["row"], "version": typed["version"]}
