"""Marks on a sheet: only what somebody changed is written, and two teams lose nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from core.together import update_each
from projects.participants.models import Participation
from projects.support.entries import MarkEntry
from projects.support.models import Attendance, Session
from projects.support.operations import days
from projects.support.operations.allowing import refuse_unless_possible
from projects.support.operations.sessions import AlreadyCancelled
from projects.support.queries.groups import places_in_groups
from projects.support.rules import attendance as rules
from projects.support.vocabulary import Mark
from ui import formats

Key = tuple[UUID, UUID]
MARKS = frozenset(Mark.values)


class ImpossiblePart(RuleBroken):
    message = _(
        "%(person)s: write how many of the %(whole)s hours the person was there, "
        "more than 0 and fewer than all; or mark present or absent."
    )


class NotOnThisSheet(RuleBroken):
    message = _("One of the people or sessions is not on this sheet. Open it again.")


@dataclass(frozen=True)
class Marked:
    """How many cells were written, which ones somebody else had changed, which ones cannot be.

    `versions` are those of the cells as they are now, by session and participation.
    """

    written: int
    conflicts: list[Attendance]
    refused: dict[Key, RuleBroken] = field(default_factory=dict)
    versions: dict[Key, int] = field(default_factory=dict)


@operation(moves_figures=True)
def mark_attendance(
    *,
    sessions: Sequence[Session],
    marks: Iterable[MarkEntry],
    on: date,
    by: Actor,
    is_forgiving: bool = False,
) -> Marked:
    """Write the cells whose version is the one their writer saw; tell the others as they are now.

    The sheet is locked for the moment it takes, so that two writers come one after another; each
    cell is decided by itself. A refusal for one person refuses all of them, and nothing is
    half-saved, unless the writer asked to be forgiven what cannot be and to be told why.
    """
    for project in {session.project_id for session in sessions}:
        require(by, Permission.EDIT_PEOPLE, project=project)
    locked = _locked(sessions)
    wanted = {(entry.session_id, entry.participation_id): entry for entry in marks}
    people = _people(wanted)
    cells, refused = _cells(wanted, locked, people)
    held = _held(wanted)
    current = {
        key: rules.Cell(version=cell.version, mark=cell.mark, hours=cell.hours)
        for key, cell in held.items()
    }
    written, conflicts = rules.sorted_out(cells, current)
    refused |= _impossible([key for key in written if cells[key].mark], locked, people, on=on)
    if refused and not is_forgiving:
        raise next(iter(refused.values()))
    possible = {key: cells[key] for key in written if key not in refused}
    _write(possible, held, by=by)
    if possible:
        days.note({participation for _session, participation in possible}, on=on)
        subject = next(iter(locked.values()))
        audit.record("marked attendance", subject, by=by, count=len(possible))
    theirs = [held[key] for key in conflicts]
    prefetch_related_objects(theirs, "marked_by")
    versions = {key: row.version for key, row in held.items()}
    return Marked(len(possible), theirs, refused, versions)


def why_not(
    *, sessions: Iterable[Session], marks: Iterable[MarkEntry], on: date
) -> dict[Key, RuleBroken]:
    """What `mark_attendance` would refuse, by cell; reads only."""
    known = {session.pk: session for session in sessions}
    wanted = {(entry.session_id, entry.participation_id): entry for entry in marks}
    ids = {participation for _session, participation in wanted}
    rows = Participation.objects.filter(pk__in=ids, voided_at=None).select_related("person")
    people = {row.pk: row for row in rows}
    cells, refused = _cells(wanted, known, people)
    return refused | _impossible([key for key in cells if cells[key].mark], known, people, on=on)


def _locked(sessions: Sequence[Session]) -> dict[UUID, Session]:
    rows = Session.objects.select_for_update(of=("self",)).order_by("pk")
    found = rows.select_related("project", "participation__person", "participation__project")
    return {row.pk: row for row in found.filter(pk__in=[session.pk for session in sessions])}


def _people(wanted: Mapping[Key, MarkEntry]) -> dict[UUID, Participation]:
    """Whom the marks are about, locked: their exit must not come between deciding and writing."""
    ids = {participation for _session, participation in wanted}
    rows = Participation.objects.select_for_update(of=("self",)).select_related("person")
    return {row.pk: row for row in rows.filter(pk__in=ids, voided_at=None).order_by("pk")}


def _cells(
    wanted: Mapping[Key, MarkEntry],
    locked: Mapping[UUID, Session],
    people: Mapping[UUID, Participation],
) -> tuple[dict[Key, rules.Cell], dict[Key, RuleBroken]]:
    """What each mark comes to, or why it comes to nothing."""
    cells: dict[Key, rules.Cell] = {}
    refused: dict[Key, RuleBroken] = {}
    for key, entry in wanted.items():
        try:
            cells[key] = _cell(entry, locked, people)
        except RuleBroken as reason:
            refused[key] = reason
    return cells, refused


def _cell(
    entry: MarkEntry, locked: Mapping[UUID, Session], people: Mapping[UUID, Participation]
) -> rules.Cell:
    session, participation = locked.get(entry.session_id), people.get(entry.participation_id)
    if session is None or participation is None:
        raise NotOnThisSheet
    if session.is_cancelled:
        raise AlreadyCancelled(day=formats.day(session.held_on))
    if entry.mark and entry.mark not in MARKS:
        raise NotOnThisSheet
    hours = rules.hours_of(entry.mark, typed=entry.hours, whole=session.hours)
    if hours is None:
        name = f"hours_{entry.session_id.hex}_{entry.participation_id.hex}"
        whole = formats.number(session.hours)
        raise ImpossiblePart(person=participation.person, whole=whole, field=name)
    return rules.Cell(version=entry.version, mark=entry.mark, hours=hours)


def _held(wanted: Mapping[Key, MarkEntry]) -> dict[Key, Attendance]:
    rows = Attendance.objects.filter(
        session__in={session for session, _person in wanted},
        participation__in={participation for _session, participation in wanted},
    )
    return {(row.session_id, row.participation_id): row for row in rows}


def _impossible(
    keys: list[Key],
    locked: Mapping[UUID, Session],
    people: Mapping[UUID, Participation],
    *,
    on: date,
) -> dict[Key, RuleBroken]:
    """Why marks cannot be made; taking one off is always allowed and is not asked about."""
    refused: dict[Key, RuleBroken] = {}
    places = places_in_groups({locked[session].group_id for session, _person in keys} - {None})
    for session_id, participation_id in keys:
        session, participation = locked[session_id], people[participation_id]
        try:
            _refuse_unless_there(participation, session, places, on=on)
        except RuleBroken as reason:
            refused[session_id, participation_id] = reason
    return refused


def _refuse_unless_there(
    participation: Participation,
    session: Session,
    places: Mapping[Key, list[rules.Span]],
    *,
    on: date,
) -> None:
    if session.participation_id not in (None, participation.pk):
        raise NotOnThisSheet
    spans = None
    if session.group_id is not None:
        spans = places.get((session.group_id, participation.pk), [])
    refuse_unless_possible(
        participation, session.project, session.held_on, on=on, memberships=spans
    )


def _write(cells: Mapping[Key, rules.Cell], held: dict[Key, Attendance], *, by: Actor) -> None:
    """Those that were not there before are held, too, afterwards."""
    member, at = by if isinstance(by, Member) else None, timezone.now()
    new, changed = [], []
    for (session, participation), cell in cells.items():
        row = held.get((session, participation))
        if row is None:
            # With a moment of its own, all new rows are values and go in by columns.
            row = Attendance(session_id=session, participation_id=participation, changed_at=at)
            held[session, participation] = row
            new.append(row)
        else:
            row.version += 1
            changed.append(row)
        row.mark, row.hours = cell.mark, Decimal(cell.hours)
        row.marked_by, row.marked_at = member, at
    Attendance.objects.bulk_create(new)
    update_each(changed, ["mark", "hours", "marked_by", "marked_at", "version"])
