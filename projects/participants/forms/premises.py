"""Forms of premises: what was seen, until when it holds, and a mistake taken away."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from projects.forms import CorrectionForm, DayField, OnceForm
from projects.participants.entries import PremiseEntry
from projects.participants.forms.fields import NOT_CHOSEN
from projects.participants.models import Premise
from projects.participants.premise_kinds import catalogue
from projects.participants.reported import ReportingForm
from projects.participants.wordings import said


class PremiseForm(OnceForm, ReportingForm):
    """A premise with the evidence seen; degree and kind only where a disability is proved."""

    kind = forms.ChoiceField(label=gettext_lazy("Premise"))
    evidence = forms.ChoiceField(label=gettext_lazy("Evidence that was seen"))
    issuer = forms.CharField(
        label=gettext_lazy("Issued by"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("The office, without the number of the document."),
    )
    valid_from = DayField(label=gettext_lazy("Valid from"), required=False)
    valid_to = DayField(
        label=gettext_lazy("Valid to"),
        required=False,
        help_text=gettext_lazy("Leave it empty when the evidence has no end."),
    )
    disability_degree = forms.ChoiceField(
        label=gettext_lazy("Degree of disability"),
        required=False,
        help_text=gettext_lazy("Stays in this register: no national file and no figure has it."),
    )
    disability_kind = forms.ChoiceField(label=gettext_lazy("Kind of disability"), required=False)
    seen_on = DayField(label=gettext_lazy("Seen on"))

    def __init__(self, *args: Any, started_on: date, **facts: Any) -> None:
        super().__init__(*args, **facts)
        listed = catalogue()
        kinds = [(one.code, said(one.wording)) for one in listed.known_on(started_on)]
        self.fields["kind"].choices = NOT_CHOSEN + kinds
        for name, words in {
            "evidence": listed.evidence,
            "disability_degree": listed.disability_degrees,
            "disability_kind": listed.disability_kinds,
        }.items():
            named = [(code, said(wording)) for code, wording in words.items()]
            self.fields[name].choices = NOT_CHOSEN + named

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": PremiseEntry(**self.cleaned_data)}


class EndPremiseForm(CorrectionForm):
    """Until when the evidence holds, and why it ends."""

    ends_on = DayField(label=gettext_lazy("Last day of validity"))
    reason = forms.CharField(
        label=gettext_lazy("Why it ends"),
        max_length=300,
        help_text=gettext_lazy("For example: a new certificate came. It stays in the history."),
    )

    def __init__(self, *args: Any, premise: Premise, **facts: Any) -> None:
        current = {"ends_on": premise.valid_to, "version": premise.version}
        super().__init__(*args, current=current, **facts)


class RemovePremiseForm(ReportingForm):
    """Why a premise was entered by mistake."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is removed"),
        max_length=300,
        help_text=gettext_lazy("For example: entered for another person. It stays in the history."),
    )
