"""A deadline as a member meets it: the term, whose it is, where it is done, for whom it waits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import cached_property

from core.permissions import Actor, Permission, TenantRole, can
from projects.deadlines.rules import Due, Kind, Who

WEEK_DAYS = 7
ROLES_OF: dict[Who, tuple[TenantRole, ...]] = {
    Who.CASE_WORKER: (TenantRole.CASE_WORKER,),
    Who.CAREER_ADVISER: (TenantRole.CASE_WORKER,),
    Who.SETTLEMENT_OFFICER: (TenantRole.SETTLEMENT_OFFICER,),
    Who.COORDINATOR: (TenantRole.COORDINATOR,),
    Who.ADMINISTRATOR: (TenantRole.ADMINISTRATOR,),
    Who.COORDINATOR_OR_ADMINISTRATOR: (TenantRole.COORDINATOR, TenantRole.ADMINISTRATOR),
}
# Kept outside of Szansa, so somebody says that it is done; any one of the permissions is enough.
SETTLED_WITH: dict[Kind, tuple[Permission, ...]] = {
    Kind.ENTRY: (Permission.EDIT_PEOPLE, Permission.EDIT_MONEY),
    Kind.EFFICIENCY: (Permission.EDIT_PEOPLE,),
    Kind.EXPIRY: (Permission.EDIT_PEOPLE,),
    Kind.MAJORITY: (Permission.EDIT_PEOPLE,),
    Kind.ABSENCES: (Permission.EDIT_PEOPLE,),
    # A month in which nobody is owed anything has nothing to approve.
    Kind.PAYROLL: (Permission.EDIT_MONEY,),
    Kind.CLAIM: (Permission.EDIT_MONEY,),
    Kind.FINAL_CLAIM: (Permission.EDIT_MONEY,),
    Kind.RETENTION: (Permission.EDIT_PROJECTS,),
    Kind.ACCESSIBILITY: (Permission.INVITE_MEMBERS, Permission.EDIT_PROJECTS),
}


class When(StrEnum):
    """In which part of the day's list a deadline stands; the value stands in addresses."""

    LATE = "po-terminie"
    TODAY = "dzis"
    THIS_WEEK = "w-tygodniu"
    LATER = "pozniej"


@dataclass(frozen=True)
class Colleague:
    """A member as far as a deadline needs one."""

    id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """`person` is empty where the term is a project's or the unit's; `on` is the day of asking."""

    due: Due
    on: date
    subject_id: UUID
    project_id: UUID | None = None
    project: str = ""
    person: str = ""
    person_key: str = ""
    label: str = ""  # what else it is about: a group, a round
    in_charge: Colleague | None = None
    page: str = ""
    page_arguments: tuple[object, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        return self.due.kind

    @cached_property
    def days_left(self) -> int:
        """Until the last day; negative when it has passed."""
        return (self.due.due_on - self.on).days

    @property
    def is_open(self) -> bool:
        """Whether there is already something to be done about it."""
        return self.due.opens_on <= self.on

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @cached_property
    def when(self) -> When:
        if self.is_late:
            return When.LATE
        if self.days_left == 0 or self.due.reminds(self.on):
            return When.TODAY
        return When.THIS_WEEK if self.days_left <= WEEK_DAYS else When.LATER

    @property
    def is_reminder(self) -> bool:
        """Whether it stands among today's things though its last day is still to come."""
        return self.when == When.TODAY and self.days_left > 0

    @property
    def term(self) -> tuple[str, UUID, date]:
        """Kind, subject and basis: what is settled, if anything is."""
        return self.kind, self.subject_id, self.due.basis_on

    @property
    def key(self) -> str:
        """What tells one term from every other, as a form sends it back."""
        return f"{self.kind}.{self.subject_id}.{self.due.basis_on:%Y%m%d}"

    @property
    def url(self) -> str:
        """Where it is done, or where at least its subject is shown."""
        return reverse(self.page, args=self.page_arguments) if self.page else ""

    def is_of(self, by: Actor) -> bool:
        """Whether it waits for this member: in person, or for a role of theirs while for nobody."""
        if self.in_charge is not None:
            return self.in_charge.id == getattr(by, "pk", None)
        wanted = ROLES_OF[self.due.who]
        return any(
            grant["role"] in wanted and grant.get("project") in (None, str(self.project_id))
            for grant in by.grants
        )

    def may_be_settled_by(self, by: Actor) -> bool:
        return any(can(by, one, project=self.project_id) for one in SETTLED_WITH.get(self.kind, ()))
