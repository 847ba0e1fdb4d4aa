"""Forms of one person's basket: the plan, a barrier, a benefit, a meeting, a course's end."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import OperationForm
from projects.forms import CorrectionForm, DayField
from projects.participants.entries import OutcomeEntry
from projects.participants.reported import ReportingForm
from projects.participants.vocabulary import PROOFS, EvidenceKind, OutcomeKind
from projects.support.entries import BarrierEntry, PlanEntry, ResultEntry
from projects.support.forms.fields import NOT_CHOSEN, QuantityField, note_field
from projects.support.forms.sessions import SessionFields
from projects.support.models import CourseResult, PlannedSupport, Service
from projects.support.vocabulary import BarrierKind, Mark, ResultKind

PLAN = ("quantity", "starts_on", "ends_on", "note")


def service_field(label: Any = None) -> forms.ModelChoiceField:
    label = label or capfirst(_("service"))
    return forms.ModelChoiceField(queryset=Service.objects.none(), label=label, empty_label="—")


class OfServices(forms.Form):
    """A form that begins with one of these services."""

    def __init__(self, *args: Any, services: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["service"].queryset = services


class PlanFields(forms.Form):
    quantity = QuantityField(label=_("How much"), help_text=_("In the unit of the service."))
    starts_on = DayField(label=capfirst(_("from")), required=False)
    ends_on = DayField(label=capfirst(_("to")), required=False)
    note = note_field()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        starts_on, ends_on = typed.get("starts_on"), typed.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The plan ends before it starts. Correct one of the days."))
        return typed

    def entry(self) -> PlanEntry:
        return PlanEntry(**{name: self.cleaned_data[name] for name in PLAN})


class PlanForm(OfServices, PlanFields, OperationForm):
    service = service_field()
    field_order = ("service", *PLAN)

    def as_arguments(self) -> dict[str, Any]:
        return {"service": self.cleaned_data["service"], "entry": self.entry()}


class ChangePlanForm(PlanFields, CorrectionForm):
    def __init__(self, *args: Any, planned: PlannedSupport, **facts: Any) -> None:
        current = {name: getattr(planned, name) for name in (*PLAN, "version")}
        super().__init__(*args, current=current, **facts)

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": self.entry(), "version": self.cleaned_data["version"]}


class BarrierForm(OperationForm):
    kind = forms.ChoiceField(
        label=capfirst(_("barrier")), choices=BarrierKind.choices, widget=forms.RadioSelect
    )
    lowered_by = forms.ModelChoiceField(
        queryset=Service.objects.none(),
        label=_("Which service lowers it"),
        required=False,
        empty_label=_("none yet"),
    )
    note = note_field()

    def __init__(self, *args: Any, services: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.fields["lowered_by"].queryset = services

    def as_arguments(self) -> dict[str, Any]:
        return {"entry": BarrierEntry(**self.cleaned_data)}


class GiveForm(OfServices, ReportingForm):
    service = service_field(_("What was given"))
    given_on = DayField(label=capfirst(_("day")))
    quantity = QuantityField(label=_("How much"), help_text=_("In the unit of the service."))


class TakeBackForm(ReportingForm):
    """Removes what was written down as given; it asks for nothing, unless a report would differ."""


class MeetingForm(OfServices, SessionFields, ReportingForm):
    """A meeting with one person, still to come."""

    service = service_field()
    field_order = ("service",)

    def as_arguments(self) -> dict[str, Any]:
        return {"service": self.cleaned_data["service"], "entry": self.entry()}


class RecordMeetingForm(MeetingForm):
    """A meeting that was held, with whether the person came."""

    mark = forms.ChoiceField(
        label=_("Was the person there"),
        choices=Mark.choices,
        widget=forms.RadioSelect,
        initial=Mark.PRESENT,
    )
    part = QuantityField(
        label=_("Hours attended"), required=False, help_text=_("Only for a part of the time.")
    )

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {**super().as_arguments(), "mark": typed["mark"], "part": typed["part"]}


class ResultForm(OfServices, ReportingForm):
    """How a course ended; a failed exam is written down too."""

    service = service_field(_("Training course"))
    passed = forms.TypedChoiceField(
        label=_("Was it passed"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )
    ended_on = DayField(label=_("Day of the exam or of the end"))
    kind = forms.ChoiceField(
        label=_("What was gained"),
        choices=ResultKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "A qualification is certified by a body entitled to it; a competence is checked "
            "in four stages."
        ),
    )
    title = forms.CharField(label=_("Name of the qualification or competence"), max_length=200)
    certificate_number = forms.CharField(
        label=_("Number of the certificate"), max_length=60, required=False
    )
    issued_by = forms.CharField(label=_("Issued by"), max_length=160, required=False)
    issued_on = DayField(label=_("Issued on"), required=False)

    def as_arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return {"service": typed.pop("service"), "entry": ResultEntry(**typed)}


class OfferForm(ReportingForm):
    """Makes an outcome of a passed course, when somebody says so."""

    evidence = forms.ChoiceField(
        label=_("Evidence"),
        choices=[
            *NOT_CHOSEN,
            *((proof.value, proof.label) for proof in PROOFS[OutcomeKind.QUALIFICATION]),
        ],
        initial=EvidenceKind.CERTIFICATE,
    )

    def __init__(self, *args: Any, result: CourseResult, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.result = result

    def as_arguments(self) -> dict[str, Any]:
        entry = OutcomeEntry(
            kind=OutcomeKind.QUALIFICATION,
            observed_on=self.result.ended_on,
            evidence=self.cleaned_data["evidence"],
        )
        return {"outcome": entry}
