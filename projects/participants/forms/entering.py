"""Forms that enter a person, and enrol one already known."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from core.errors import RuleBroken
from projects.agreements.models import Project
from projects.forms import OnceForm, Sections, sections_of
from projects.participants import checks, rules
from projects.participants.columns import start_of
from projects.participants.entries import as_start
from projects.participants.forms.fields import (
    ADDRESS,
    CONTACT,
    IDENTITY,
    CheckedForm,
    PersonFields,
)
from projects.participants.forms.links import LookalikeCheck
from projects.participants.forms.state import (
    EDUCATION,
    LABOUR,
    NOTICE,
    PROJECT,
    SITUATION,
    STATE_PARTS,
    STATEMENTS,
    StateFields,
    present,
)
from projects.participants.models import Participation
from projects.participants.operations import KnownPerson
from projects.participants.reported import ReportingForm
from projects.participants.rule_sets import rule_set

PARTS = (NOTICE, PROJECT, IDENTITY, CONTACT, ADDRESS, LABOUR, EDUCATION, SITUATION, STATEMENTS)


class ParticipantFields(PersonFields, StateFields, CheckedForm):
    """All that is asked of a new participant of one project, whatever the door; it saves nothing."""

    def __init__(self, *args: Any, project: Project, on: date, **facts: Any) -> None:
        group = checks.target_group_of(project)
        scope = rule_set(project.rule_set).scope
        super().__init__(*args, scope=scope, reintegration_unit=group.reintegration_unit, **facts)
        self.order_fields([name for _legend, names in PARTS for name in names])
        self.project, self.on = project, on

    def problems(self) -> list[rules.Problem]:
        """What the numbered checks refuse at the door."""
        found = rules.problems_at_start(
            as_start(self.person_entry(), self.start_entry()),
            project_starts_on=self.project.starts_on,
            project_ends_on=self.project.ends_on,
            gmina_known=True,
            today=self.on,
            rule_set=rule_set(self.project.rule_set),
        )
        return [problem for problem in found if problem.severity == "E"]


class EnterForm(LookalikeCheck, ParticipantFields, OnceForm, ReportingForm):
    """A new person with their participation; `known` is set when the PESEL is here already."""

    def __init__(self, *args: Any, visible: QuerySet[Participation], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.visible = visible
        self.known: Participation | None = None

    @property
    def sections(self) -> Sections:
        return sections_of(self, [*self.lookalike_part(), *present(self, PARTS)])

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if self.errors and typed.get("started_on"):
            # Whoever left something out hears of all mistakes at once, not of the next one later.
            self.show_problems(p for p in self.problems() if p.field not in self.errors)
        return typed

    def as_arguments(self) -> dict[str, Any]:
        return {"person": self.person_entry(), "start": self.start_entry()}

    def show(self, refusal: RuleBroken) -> None:
        if not isinstance(refusal, KnownPerson):
            return super().show(refusal)
        self.known = self.visible.filter(person=refusal.person).order_by("-started_on").first()
        return self.add_error("pesel", str(refusal) if self.known else _HIDDEN_PERSON)


# Says nothing of somebody whom the reader may not see.
_HIDDEN_PERSON = gettext_lazy(
    "A person with this PESEL is in the register, in a project that you do not see. "
    "Ask the coordinator of your unit to enrol them."
)


class EnrolForm(StateFields, CheckedForm, OnceForm, ReportingForm):
    """Another project for a person already known: only the state at its start is asked."""

    def __init__(self, *args: Any, project: Project, known: Participation, **facts: Any) -> None:
        group = checks.target_group_of(project)
        scope = rule_set(project.rule_set).scope
        before = {name: vars(start_of(known))[name] for name in STAYS}
        super().__init__(
            *args,
            scope=scope,
            reintegration_unit=group.reintegration_unit,
            initial=before,
            **facts,
        )

    @property
    def sections(self) -> Sections:
        return sections_of(self, present(self, (NOTICE, *STATE_PARTS)))

    def as_arguments(self) -> dict[str, Any]:
        return {"start": self.start_entry()}


# What seldom changes between two projects; the rest is asked again.
STAYS = ("isced", "citizenship", "foreign_background", "third_country")
