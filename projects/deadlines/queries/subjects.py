"""Whom a term is about and who is in charge of them, read beside whatever has the term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from core.permissions import Actor, Permission
from projects.deadlines.items import Colleague, Item
from projects.deadlines.rules import Due, Who
from projects.participants import queries as participants
from projects.participants.models import Participation


def people(by: Actor, permission: Permission, *, stay: UUID | None) -> QuerySet[Participation]:
    """Everybody whom the actor may see with the permission, or the one who is asked about."""
    rows = participants.participations_visible_to(by, permission)
    return rows if stay is None else rows.filter(pk=stay)


def columns_of(path: str = "") -> dict[str, Any]:
    """The columns of a Subject; `path` leads from the rows to the participation ('pause__')."""
    return {
        "stay_id": F(f"{path}pk"),
        "stay_project_id": F(f"{path}project__pk"),
        "project_title": F(f"{path}project__title"),
        "given_name": F(f"{path}person__given_name"),
        "family_name": F(f"{path}person__family_name"),
        "sort_key": F(f"{path}person__sort_key"),
        **_in_charge(path, "cared_for_by", "case_worker"),
        **_in_charge(path, "advised_by", "adviser"),
    }


def _in_charge(path: str, column: str, name: str) -> dict[str, Any]:
    return {
        f"{name}_id": F(f"{path}{column}__pk"),
        f"{name}_name": F(f"{path}{column}__display_name"),
        f"{name}_left_at": F(f"{path}{column}__left_at"),
    }


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A participation, read without making models of the rows."""

    stay_id: UUID
    stay_project_id: UUID
    project_title: str
    given_name: str
    family_name: str
    sort_key: str
    case_worker_id: UUID | None
    case_worker_name: str | None
    case_worker_left_at: datetime | None
    adviser_id: UUID | None
    adviser_name: str | None
    adviser_left_at: datetime | None

    def in_charge(self, who: Who) -> Colleague | None:
        """Who cares for the person, or advises them; None where the term waits for a role."""
        case_worker = _colleague(
            self.case_worker_id, self.case_worker_name, self.case_worker_left_at
        )
        if who == Who.CAREER_ADVISER:
            adviser = _colleague(self.adviser_id, self.adviser_name, self.adviser_left_at)
            return adviser or case_worker
        return case_worker if who == Who.CASE_WORKER else None

    def item(self, due: Due, *, on: date, page: str = "", facts: Mapping[str, Any]) -> Item:
        """The term as an item; without a page of its own it is done on the person's."""
        return Item(
            due=due,
            on=on,
            subject_id=self.stay_id,
            project_id=self.stay_project_id,
            project=self.project_title,
            person=f"{self.family_name} {self.given_name}",
            person_key=self.sort_key,
            in_charge=self.in_charge(due.who),
            page=page or "desk:person",
            page_arguments=(self.stay_id,),
            facts={"since": due.basis_on, **facts},
        )


def _colleague(
    member_id: UUID | None, name: str | None, left_at: datetime | None
) -> Colleague | None:
    """Whoever left the unit is in charge of nobody any more."""
    return Colleague(member_id, name) if member_id and name and not left_at else None
