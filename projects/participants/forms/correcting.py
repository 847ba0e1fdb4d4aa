"""Forms that correct what was entered wrongly: the person, or the state at the start."""

from dataclasses import replace
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from projects.forms import CorrectionForm, Sections, sections_of
from projects.participants import checks
from projects.participants.columns import start_of
from projects.participants.entries import StateEntry
from projects.participants.forms.fields import (
    ADDRESS,
    CONTACT,
    IDENTITY,
    AddressFields,
    CheckedForm,
    PersonFields,
)
from projects.participants.forms.state import (
    ASKED_PLAINLY,
    NOTICE,
    OF_WORK,
    STATE_PARTS,
    StateFields,
    present,
    shown_state,
)
from projects.participants.models import Participation, Person
from projects.participants.operations import KnownPerson
from projects.participants.reported import ReportingForm
from projects.participants.rule_sets import rule_set
from projects.participants.scopes import Scope

REASON = gettext_lazy("Why it is corrected")


def _reason() -> forms.CharField:
    return forms.CharField(
        label=REASON,
        max_length=300,
        help_text=gettext_lazy("For example: a digit mistyped. It stays in the history."),
    )


class CorrectPersonForm(PersonFields, CheckedForm, CorrectionForm, ReportingForm):
    """Corrects identity and contact. The PESEL is not shown: left empty, it stays as it is."""

    reason = _reason()

    def __init__(self, *args: Any, person: Person, **facts: Any) -> None:
        super().__init__(*args, current=partial(_held_by_person, person), **facts)
        self.person = person
        if person.pesel:
            self.fields["pesel"].required = False
            self.fields["pesel"].help_text = _("Leave it empty to keep the number as it is.")

    @property
    def sections(self) -> Sections:
        return sections_of(self, present(self, (IDENTITY, CONTACT, ADDRESS, (REASON, ("reason",)))))

    def clean_pesel(self) -> str:
        kept = "" if self.data.get(self.add_prefix("no_pesel")) else self.person.pesel or ""
        return super().clean_pesel() or kept

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "entry": self.person_entry(),
            "version": typed["version"],
            "reason": typed["reason"],
        }

    def show(self, refusal: RuleBroken) -> None:
        if isinstance(refusal, KnownPerson):
            self.add_error("pesel", _("Another person in the register has this PESEL."))
        else:
            super().show(refusal)


class CorrectStartForm(AddressFields, StateFields, CheckedForm, CorrectionForm, ReportingForm):
    """Corrects the frozen state: only what was written down wrongly, and only with a reason."""

    reason = _reason()

    def __init__(self, *args: Any, participation: Participation, **facts: Any) -> None:
        project = participation.project
        scope = rule_set(project.rule_set).scope
        self.held = start_of(participation)
        super().__init__(
            *args,
            scope=scope,
            reintegration_unit=checks.target_group_of(project).reintegration_unit,
            current=partial(_held_at_start, participation, scope),
            **facts,
        )
        # Whoever is only accepted has no first support yet.
        self.fields["started_on"].required = participation.started_on is not None
        # An answer that nobody asked for before this period's form was known may still be missing.
        for name in ("notice_given_on", *scope.fields):
            if name in self.fields and not self.initial.get(name):
                self.fields[name].required = False

    @property
    def sections(self) -> Sections:
        address = (gettext_lazy("Address on the day of the start"), ADDRESS[1])
        parts = (*STATE_PARTS[:1], address, *STATE_PARTS[1:], NOTICE, (REASON, ("reason",)))
        return sections_of(self, present(self, parts))

    def as_arguments(self) -> dict[str, Any]:
        typed, start = self.cleaned_data, self.start_entry()
        return {
            "start": replace(start, address=self.address_entry(), **self._not_asked(start)),
            "version": typed["version"],
            "reason": typed["reason"],
        }

    def _not_asked(self, start: StateEntry) -> dict[str, Any]:
        """What this form does not ask stays as it is: it was asked once, by another rule or form."""
        kept = {name: getattr(self.held, name) for name in ASKED_PLAINLY - self.fields.keys()}
        if start.labour_status != self.held.labour_status:
            # An employer goes with the work that the correction takes back.
            return {name: value for name, value in kept.items() if name not in OF_WORK}
        if not start.labour_register:
            kept["labour_register"] = self.held.labour_register
        return kept


def _held_by_person(person: Person) -> dict[str, Any]:
    """Everything but the PESEL, which no form shows."""
    names = [name for name in PersonFields.base_fields if name not in ("pesel", "no_pesel")]
    held = {name: getattr(person, name) or "" for name in names}
    return held | {"no_pesel": not person.pesel, "version": person.version}


def _held_at_start(participation: Participation, scope: Scope) -> dict[str, Any]:
    facts = {"started_on": participation.started_on, "version": participation.version}
    return shown_state(start_of(participation), scope) | facts
