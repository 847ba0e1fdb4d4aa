"""Marks on a sheet: only what somebody changed is written, and two teams lose nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation
from projects.support.entries import MarkEntry
from projects.support.models import Attendance, Session
from projects.support.operations import days
from projects.support.operations.allowing import refuse_unless_possible
from projects.support.operations.sessions import AlreadyCancelled
from projects.support.queries.sessions import stays_at
from projects.support.rules import attendance as rules
from projects.support.vocabulary import Mark
from ui import formats

Key = tuple[UUID, UUID]


class ImpossiblePart(RuleBroken):
    message = _(
        "%(person)s: write how many of the %(whole)s hours the person was there, "
        "more than 0 and fewer than all; or mark present or absent."
    )


class NotOnThisSheet(RuleBroken):
    message = _("One of the people or sessions is not on this sheet. Open it again.")


@dataclass(frozen=True)
class Marked:
    """How many cells were written, and which ones somebody else had changed meanwhile."""

    written: int
    conflicts: list[Attendance]


@operation(moves_figures=True)
def mark_attendance(
    *, sessions: Sequence[Session], marks: Iterable[MarkEntry], on: date, by: Actor
) -> Marked:
    """Write the cells whose version is the one their writer saw; tell the others as they are now.

    The sheet is locked for the moment it takes, so that two writers come one after another; each
    cell is decided by itself. A refusal for one person refuses all of them: nothing is half-saved.
    """
    for project in {session.project_id for session in sessions}:
        require(by, Permission.EDIT_PEOPLE, project=project)
    locked = _locked(sessions)
    wanted = {(entry.session_id, entry.participation_id): entry for entry in marks}
    people = _people(locked, wanted)
    cells = {key: _cell(entry, locked, people) for key, entry in wanted.items()}
    held = _held(wanted)
    current = {
        key: rules.Cell(version=cell.version, mark=cell.mark, hours=cell.hours)
        for key, cell in held.items()
    }
    written, conflicts = rules.sorted_out(cells, current)
    _allow([key for key in written if cells[key].mark], locked, people, on=on)
    _write({key: cells[key] for key in written}, held, by=by)
    if written:
        days.note({participation for _session, participation in written}, on=on)
        subject = next(iter(locked.values()))
        audit.record("marked attendance", subject, by=by, count=len(written))
    return Marked(len(written), [held[key] for key in conflicts])


def _locked(sessions: Sequence[Session]) -> dict[UUID, Session]:
    rows = Session.objects.select_for_update(of=("self",)).order_by("pk")
    found = rows.select_related("project", "participation__person", "participation__project")
    locked = {row.pk: row for row in found.filter(pk__in=[session.pk for session in sessions])}
    for session in locked.values():
        if session.is_cancelled:
            raise AlreadyCancelled(day=formats.day(session.held_on))
    return locked


def _people(
    locked: Mapping[UUID, Session], wanted: Mapping[Key, MarkEntry]
) -> dict[UUID, Participation]:
    """Whom the marks are about, locked: their exit must not come between deciding and writing."""
    ids = {participation for _session, participation in wanted}
    rows = Participation.objects.select_for_update(of=("self",)).select_related("person")
    people = {row.pk: row for row in rows.filter(pk__in=ids, voided_at=None).order_by("pk")}
    if ids - set(people) or {session for session, _person in wanted} - set(locked):
        raise NotOnThisSheet
    return people


def _cell(
    entry: MarkEntry, locked: Mapping[UUID, Session], people: Mapping[UUID, Participation]
) -> rules.Cell:
    whole = locked[entry.session_id].hours
    if entry.mark and entry.mark not in Mark.values:
        raise NotOnThisSheet
    hours = rules.hours_of(entry.mark, typed=entry.hours, whole=whole)
    if hours is None:
        person = people[entry.participation_id].person
        field = f"hours_{entry.session_id.hex}_{entry.participation_id.hex}"
        raise ImpossiblePart(person=person, whole=formats.number(whole), field=field)
    return rules.Cell(version=entry.version, mark=entry.mark, hours=hours)


def _held(wanted: Mapping[Key, MarkEntry]) -> dict[Key, Attendance]:
    rows = Attendance.objects.filter(
        session__in={session for session, _person in wanted},
        participation__in={participation for _session, participation in wanted},
    ).select_related("marked_by")
    return {(row.session_id, row.participation_id): row for row in rows}


def _allow(
    keys: list[Key],
    locked: Mapping[UUID, Session],
    people: Mapping[UUID, Participation],
    *,
    on: date,
) -> None:
    """Taking a mark off is always allowed; making one is not."""
    if not keys:
        return
    first = next(iter(locked.values()))
    spans = {one.pk: found for one, found in stays_at(list(locked.values()))}
    for session_id, participation_id in keys:
        session = locked[session_id]
        own = spans.get(participation_id)
        if first.participation_id and own is None:
            raise NotOnThisSheet
        refuse_unless_possible(
            people[participation_id],
            session.project,
            session.held_on,
            on=on,
            memberships=None if first.participation_id else own or [],
        )


def _write(cells: Mapping[Key, rules.Cell], held: Mapping[Key, Attendance], *, by: Actor) -> None:
    member = by if isinstance(by, Member) else None
    new, changed = [], []
    for (session, participation), cell in cells.items():
        row = held.get((session, participation))
        if row is None:
            row = Attendance(session_id=session, participation_id=participation)
            new.append(row)
        else:
            row.version += 1
            changed.append(row)
        row.mark, row.hours = cell.mark, Decimal(cell.hours)
        row.marked_by, row.marked_at = member, Now()
    Attendance.objects.bulk_create(new)
    Attendance.objects.bulk_update(changed, ["mark", "hours", "marked_by", "marked_at", "version"])
