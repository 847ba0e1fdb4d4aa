"""Forms of an exit: the day, the path, the situation, and outcomes with their evidence."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.forms import CorrectionForm, DayField, Sections, sections_of
from projects.participants.entries import LeaveEntry, OutcomeEntry
from projects.participants.forms.fields import NOT_CHOSEN, CheckedForm
from projects.participants.models import Participation
from projects.participants.reported import ReportingForm
from projects.participants.rule_sets import rule_set
from projects.participants.rules import Problem
from projects.participants.vocabulary import PROOFS, EvidenceKind, OutcomeKind
from projects.participants.wordings import choices

NOTE = gettext_lazy("Note on the document")
NOTE_HELP = gettext_lazy("Number, day and issuer of the document; no scan is kept here.")
# The numbers of the condition are as far as we know them; a contract may set its own.
LASTING_HELP = gettext_lazy(
    "Lasting work was taken up within 3 months of leaving: an employment contract for at least "
    "3 months and half of full time, a civil contract for at least 3 months and three minimum "
    "wages, or a firm that runs for at least 3 months. The agreement may say otherwise."
)
YES_OR_NO = [("yes", gettext_lazy("yes")), ("no", gettext_lazy("no"))]


class LeaveForm(CheckedForm, CorrectionForm, ReportingForm):
    """An exit, or its correction: the outcomes typed here replace those recorded before."""

    ended_on = DayField(label=gettext_lazy("Day of leaving"))
    completed_path = forms.TypedChoiceField(
        label=gettext_lazy("The path planned for the person was completed"),
        choices=YES_OR_NO,
        widget=forms.RadioSelect,
        coerce=lambda answer: answer == "yes",
    )
    exit_situation = forms.ChoiceField(
        label=gettext_lazy("Situation after leaving"),
        help_text=gettext_lazy(
            "Until the statement is there, choose that the situation is being monitored."
        ),
    )

    def __init__(self, *args: Any, participation: Participation, **facts: Any) -> None:
        super().__init__(*args, current=partial(_current, participation), **facts)
        situations = rule_set(participation.project.rule_set).scope.fields["exit_situation"]
        self.fields["exit_situation"].choices = [*NOT_CHOSEN, *choices(situations.values)]
        for kind in OutcomeKind.values:
            day, evidence, note = _names(kind)
            self.fields[day] = DayField(label=_("Observed on"), required=False)
            self.fields[evidence] = forms.ChoiceField(
                label=_("Evidence"),
                choices=[*NOT_CHOSEN, *((proof.value, proof.label) for proof in PROOFS[kind])],
                required=False,
            )
            self.fields[note] = forms.CharField(
                label=NOTE, max_length=200, required=False, help_text=NOTE_HELP
            )

    @property
    def sections(self) -> Sections:
        exit_fields = ("ended_on", "completed_path", "exit_situation")
        outcomes = [
            (_("If it is known already: %(outcome)s") % {"outcome": label}, _names(kind))
            for kind, label in OutcomeKind.choices
        ]
        return sections_of(self, [(_("Exit"), exit_fields), *outcomes])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for kind, label in OutcomeKind.choices:
            (day, evidence, _note), named = _names(kind), {"outcome": label}
            if typed.get(day) and not typed.get(evidence):
                text = _("Say what proves it, or clear the day: %(outcome)s.")
                self.add_error(evidence, text % named)
            if typed.get(evidence) and not typed.get(day) and day not in self.errors:
                text = _("Enter the day it was observed on, or clear the evidence: %(outcome)s.")
                self.add_error(day, text % named)
        return typed

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        outcomes = [
            OutcomeEntry(
                kind=kind, observed_on=typed[day], evidence=typed[evidence], note=typed[note]
            )
            for kind in OutcomeKind.values
            for day, evidence, note in [_names(kind)]
            if typed[day]
        ]
        entry = LeaveEntry(
            ended_on=typed["ended_on"],
            completed_path=typed["completed_path"],
            exit_situation=typed["exit_situation"],
            outcomes=tuple(outcomes),
        )
        return {"entry": entry, "version": typed["version"]}

    def field_of(self, problem: Problem) -> str:
        if problem.field != "outcomes":
            return problem.field
        if "kind" in problem.facts:
            return f"{problem.facts['kind']}_on"
        if problem.check == "V14":
            return f"{OutcomeKind.EMPLOYMENT}_on"
        days = {f"{kind}_on": self.cleaned_data.get(f"{kind}_on") for kind in OutcomeKind.values}
        return next((name for name, day in days.items() if day == problem.facts.get("day")), "")


class OutcomeForm(CheckedForm, CorrectionForm, ReportingForm):
    """One outcome, added to an exit; one of the kind recorded before is put beside it first."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=OutcomeKind.choices,
        widget=forms.RadioSelect,
        help_text=LASTING_HELP,
    )
    observed_on = DayField(label=gettext_lazy("Observed on"))
    evidence = forms.ChoiceField(
        label=gettext_lazy("Evidence"), choices=[*NOT_CHOSEN, *EvidenceKind.choices]
    )
    note = forms.CharField(label=NOTE, max_length=200, required=False, help_text=NOTE_HELP)

    def __init__(self, *args: Any, participation: Participation, **facts: Any) -> None:
        kind = (args[0] or {}).get("kind", "") if args else ""
        super().__init__(*args, current=partial(_recorded, participation, kind), **facts)

    def as_arguments(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        version = typed.pop("version")
        return {"outcome": OutcomeEntry(**typed), "version": version if self.has_answers else None}

    def field_of(self, problem: Problem) -> str:
        return "kind" if problem.check == "V14" else "observed_on"


class ReturnForm(ReportingForm):
    """The day a person came back, and why; the exit stays in the history."""

    returned_on = DayField(label=gettext_lazy("Came back on"))
    reason = forms.CharField(
        label=gettext_lazy("Why the exit no longer holds"),
        max_length=300,
        help_text=gettext_lazy(
            "For example: lost the work and takes the support up again; or the exit was recorded "
            "by mistake."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def _recorded(participation: Participation, kind: str) -> dict[str, Any]:
    """The outcome of this kind, if there is one."""
    current: dict[str, Any] = {"version": participation.version}
    for outcome in participation.outcomes.filter(kind=kind):
        for name in ("kind", "observed_on", "evidence", "note"):
            current[name] = getattr(outcome, name)
    return current


def _current(participation: Participation) -> dict[str, Any]:
    current: dict[str, Any] = {"version": participation.version}
    if participation.ended_on:
        current |= {
            "ended_on": participation.ended_on,
            "completed_path": "yes" if participation.completed_path else "no",
            "exit_situation": participation.exit_situation,
        }
    for outcome in participation.outcomes.all():
        day, evidence, note = _names(outcome.kind)
        current |= {day: outcome.observed_on, evidence: outcome.evidence, note: outcome.note}
    return current


def _names(kind: str) -> tuple[str, str, str]:
    return f"{kind}_on", f"{kind}_evidence", f"{kind}_note"
