"""Forms of editions: why one is withdrawn, and a figure as somebody published it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from dashboards.public.contents import AREAS, TOLD
from dashboards.public.entries import PublishedEntry
from indicators.definitions.models import Definition
from projects.forms import DayField

LONGEST_TEXT = 300
UNIT, PROJECT = "powiat", "projekt"
Choices = list[tuple[str, str]]


class ApproveForm(OperationForm):
    """Says yes to one candidate: there is nothing to type."""

    @classmethod
    def of(cls, request: HttpRequest) -> "ApproveForm":
        form = cls()
        form.is_bound = request.method == "POST"
        return form


class WithdrawForm(OperationForm):
    """Why the edition is taken off the public pages."""

    reason = forms.CharField(
        label=capfirst(_("reason")),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays beside the edition for ever; the public does not read it."),
    )


class PublishedForm(OperationForm):
    """What, of which place, how much, where it was published and who says that it may be shown."""

    subject = forms.ChoiceField(label=_("Indicator"))
    place = forms.ChoiceField(
        label=_("Of what"), required=False, help_text=_("Projects whose units agreed to a page.")
    )
    value = forms.IntegerField(
        label=capfirst(_("value")),
        min_value=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w-auto", "size": 8}),
    )
    source = forms.CharField(
        label=capfirst(_("source")),
        max_length=LONGEST_TEXT,
        help_text=_("A page, a report or a press note, as a reader would look for it."),
    )
    published_on = DayField(label=capfirst(_("published on")), required=False)
    approved_by = forms.CharField(
        label=capfirst(_("approved by")),
        max_length=160,
        help_text=_("An office or a letter with its number; everybody reads it."),
    )

    def __init__(self, *args: Any, subjects: Choices, places: Choices, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["subject"].choices = [("", _("Choose an indicator")), *subjects]
        self.fields["place"].choices = [("", _("the whole programme")), *places]

    def as_arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        kind, _point, key = typed.pop("place").partition(":")
        typed["unit_code"] = key if kind == UNIT else ""
        typed["project_id"] = key if kind == PROJECT else None
        return {"entry": PublishedEntry(**typed)}


def subjects_of(definitions: Iterable[Definition]) -> Choices:
    names = {one.pk: one.name for one in definitions}
    return [*((code, names.get(code, code)) for code in TOLD), (AREAS, _("areas of support"))]
