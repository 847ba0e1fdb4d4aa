"""The terms of support: sheets that nobody filled, and people who stay away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import F

from core.civil_days import ONE_DAY
from core.ledger.models import Member
from core.permissions import Actor, Permission
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Colleague, Item
from projects.deadlines.queries.subjects import Subject, columns_of, people
from projects.support import queries as support
from projects.support.models import Session
from projects.support.queries.warnings import marks_of_absentees
from projects.support.reference import limits
from projects.support.rules.attendance import rows_of_absences


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    yield from _sheets(by, on=on)
    yield from absences(by, on=on)


def _sheets(by: Actor, *, on: date) -> Iterator[Item]:
    """Sessions held until today whose sheet is empty, in projects whose books are open."""
    books_open_from = on - timedelta(days=clock().books_open_days)
    empty = support.sessions_without_attendance(by, on + ONE_DAY)
    for session in empty.filter(project__ends_on__gte=books_open_from):
        term = rules.attendance(held_on=session.held_on, clock=clock())
        yield _item_of(session, term, on=on)


def _item_of(session: Session, term: rules.Due, *, on: date) -> Item:
    person = session.participation.person if session.participation else None
    return Item(
        due=term,
        on=on,
        subject_id=session.pk,
        project_id=session.project_id,
        project=str(session.project),
        person=str(person or ""),
        person_key=person.sort_key if person else "",
        label=str(session.group or ""),
        in_charge=_colleague(session.leader),
        page="support:sheet",
        page_arguments=(session.pk,),
        facts={
            "since": session.held_on,
            "session": f"{session.service}, {session.start_time:%H:%M}",
        },
    )


@dataclass(frozen=True, kw_only=True)
class Attended(Subject):
    """One marked cell of somebody who was absent often."""

    mark: str
    held_on: date
    service_id: UUID
    service: str


OWN = ("mark",)
HELD = {
    "held_on": F("session__held_on"),
    "service_id": F("session__service"),
    "service": F("session__service__name"),
}


def absences(by: Actor, *, on: date, stay: UUID | None = None) -> Iterator[Item]:
    """As support's own `absent_in_a_row` finds them, by service, with who is in charge; one query."""
    limit = limits().absences_in_a_row
    taking_part = people(by, Permission.SEE_PEOPLE, stay=stay).filter(ended_on=None)
    newest_first = marks_of_absentees(taking_part, on=on, at_least=limit)
    rows = newest_first.values(*OWN, **HELD, **columns_of("participation__"))
    for cell, times in rows_of_absences((Attended(**row) for row in rows), at_least=limit):
        term = rules.absences(last_on=cell.held_on)
        facts = {"times": times, "service": cell.service}
        yield cell.item(term, on=on, page="support:basket", facts=facts)


def _colleague(member: Member | None) -> Colleague | None:
    """Whoever left the unit is in charge of nobody any more."""
    works_here = member is not None and member.left_at is None
    return Colleague(member.pk, member.display_name) if member and works_here else None
