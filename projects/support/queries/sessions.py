"""Sessions, and the sheet of one session or of a group's month: who was to come, who came."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.participants.models import Participation
from projects.support.models import Attendance, GroupMember, Session
from projects.support.queries import counting
from projects.support.rules import attendance as rules
from projects.support.vocabulary import ATTENDED


def sessions_visible_to(by: Actor, permission: Permission) -> QuerySet[Session]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    rows = Session.objects.filter(project__in=projects)
    # Whoever was entered by mistake is out of the lists with everything about them.
    rows = rows.filter(Q(participation=None) | Q(participation__voided_at=None))
    return rows.select_related(
        "project", "service", "group", "participation__person", "leader"
    ).order_by("held_on", "start_time", "id")


def with_counts(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Each with `expected` (people of the group that day) and `marked` (cells with a mark)."""
    return sessions.annotate(expected=counting.expected(), marked=counting.marked())


def sessions_of_day(by: Actor, on: date) -> QuerySet[Session]:
    """What takes place on a day, with how far its sheet is filled."""
    seen = sessions_visible_to(by, Permission.SEE_PEOPLE)
    return with_counts(seen.filter(held_on=on, cancelled_at=None))


def sessions_between(by: Actor, first_on: date, last_on: date) -> QuerySet[Session]:
    seen = sessions_visible_to(by, Permission.SEE_PEOPLE)
    return with_counts(seen.filter(held_on__range=(first_on, last_on)))


@dataclass(frozen=True)
class Row:
    """One person on a sheet: their cells by session; a session is missing where they were not in."""

    participation: Participation
    cells: dict[UUID, Attendance | None]

    @property
    def hours(self) -> Decimal:
        return sum((cell.hours for cell in self.cells.values() if cell), Decimal(0))

    @property
    def attended(self) -> int:
        return sum(1 for cell in self.cells.values() if cell and cell.mark in ATTENDED)

    @property
    def marked(self) -> int:
        return sum(1 for cell in self.cells.values() if cell and cell.mark)


@dataclass(frozen=True)
class Sheet:
    """Sessions across, people down."""

    sessions: Sequence[Session]
    rows: list[Row] = field(default_factory=list)

    @property
    def expected(self) -> int:
        return sum(len(row.cells) for row in self.rows)

    @property
    def marked(self) -> int:
        return sum(row.marked for row in self.rows)

    @property
    def attended(self) -> int:
        return sum(row.attended for row in self.rows)


def sheet_of(sessions: Sequence[Session]) -> Sheet:
    """The sheet of sessions of one group, or of one session with a person; two queries."""
    people = stays_at(sessions)
    written = Attendance.objects.filter(session__in=[session.pk for session in sessions])
    cells = {
        (cell.session_id, cell.participation_id): cell
        for cell in written.select_related("marked_by")
    }
    rows = [
        Row(
            participation,
            {
                session.pk: cells.get((session.pk, participation.pk))
                for session in sessions
                if _belongs(participation, spans, session)
            },
        )
        for participation, spans in people
    ]
    return Sheet(sessions, [row for row in rows if row.cells])


def stays_at(sessions: Sequence[Session]) -> list[tuple[Participation, list[rules.Span]]]:
    """Who belongs to the sessions, in alphabetical order, with their days in the group."""
    if not sessions:
        return []
    if sessions[0].participation is not None:
        return [(sessions[0].participation, [rules.Span(first_on=None, last_on=None)])]
    days = [session.held_on for session in sessions]
    members = GroupMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=min(days)),
        group=sessions[0].group_id,
        joined_on__lte=max(days),
        participation__voided_at=None,
    ).select_related("participation__person", "participation__project")
    people: dict[Participation, list[rules.Span]] = {}
    for member in members.order_by("participation__person__sort_key", "participation_id"):
        span = rules.Span(first_on=member.joined_on, last_on=member.left_on)
        people.setdefault(member.participation, []).append(span)
    return list(people.items())


def _belongs(participation: Participation, spans: list[rules.Span], session: Session) -> bool:
    gone = participation.ended_on is not None and participation.ended_on < session.held_on
    return not gone and any(span.holds(session.held_on) for span in spans)
