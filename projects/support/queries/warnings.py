"""What somebody of the team should look at; the deadlines ask the same questions.

Each takes the actor and the day, sees the projects in which the actor sees people, and costs one
or two queries however many there are.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from core.permissions import Actor, Permission
from projects.participants import queries as participants
from projects.participants.models import Participation, Pause
from projects.participants.queries_path import active_on
from projects.support import reference
from projects.support.models import Attendance, Group, GroupMember, Service, Session
from projects.support.queries.counting import is_among
from projects.support.queries.groups import groups_visible_to, with_counts
from projects.support.queries.sessions import sessions_visible_to
from projects.support.rules.attendance import rows_of_absences
from projects.support.vocabulary import Mark

# A row of absences that began earlier is no news any more: the 60 days without support say it.
LOOKED_BACK = timedelta(days=120)


def sessions_without_attendance(by: Actor, on: date) -> QuerySet[Session]:
    """Held before this day, not cancelled, and not one cell of the sheet is marked."""
    marked = Attendance.objects.filter(session=OuterRef("pk")).exclude(mark="")
    empty = Session.objects.filter(~Exists(marked), held_on__lt=on, cancelled_at=None)
    members = GroupMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=OuterRef("held_on")),
        group=OuterRef("group"),
        joined_on__lte=OuterRef("held_on"),
    )
    seen = sessions_visible_to(by, Permission.SEE_PEOPLE).filter(is_among("pk", empty.values("pk")))
    # A group without people has nobody to mark.
    return seen.filter(Q(participation__isnull=False) | Exists(members))


def people_without_support(by: Actor, on: date, days: int | None = None) -> QuerySet[Participation]:
    """Who takes part and was given nothing for more than so many days, the longest first.

    Whoever pauses, with a return expected, is not missed.
    """
    limit = days if days is not None else reference.limits().days_without_support
    before = on - timedelta(days=limit)
    seen = participants.participations_visible_to(by, Permission.SEE_PEOPLE)
    pausing = Pause.objects.filter(Q(returned_on=None) | Q(returned_on__gt=on), starts_on__lte=on)
    taking_part = seen.filter(ended_on=None, started_on__isnull=False)
    rows = taking_part.annotate(active_on=active_on()).filter(active_on__lt=before)
    rows = rows.exclude(pk__in=pausing.values("participation"))
    return rows.order_by(F("last_support_on").asc(nulls_first=True), "started_on", "id")


@dataclass(frozen=True)
class Streak:
    """Unexcused absences from one service, one after another, up to its last marked session."""

    participation: Participation
    service: Service
    count: int
    last_on: date


class Cell(NamedTuple):
    """A marked cell, whose it is and of what."""

    mark: str
    stay_id: UUID
    service_id: UUID
    held_on: date


OF_CELL = ("mark", "participation", "session__service", "session__held_on")


def absent_in_a_row(by: Actor, on: date, at_least: int | None = None) -> list[Streak]:
    """Who takes part and was absent without excuse so many times in a row, the most first."""
    limit = at_least if at_least is not None else reference.limits().absences_in_a_row
    seen = participants.participations_visible_to(by, Permission.SEE_PEOPLE).filter(ended_on=None)
    rows = marks_of_absentees(seen, on=on, at_least=limit).values_list(*OF_CELL)
    found = list(rows_of_absences((Cell(*row) for row in rows), at_least=limit))
    people = seen.in_bulk([cell.stay_id for cell, _times in found])
    services = Service.objects.in_bulk([cell.service_id for cell, _times in found])
    streaks = [
        Streak(people[cell.stay_id], services[cell.service_id], times, cell.held_on)
        for cell, times in found
    ]
    return sorted(streaks, key=lambda s: (-s.count, s.participation.person.sort_key))


def marks_of_absentees(
    seen: QuerySet[Participation], *, on: date, at_least: int
) -> QuerySet[Attendance]:
    """Recent cells, the newest first, of whoever was absent so many times, in a row or not."""
    recent = Attendance.objects.filter(
        session__held_on__range=(on - LOOKED_BACK, on), session__cancelled_at=None
    ).exclude(mark="")
    absent = recent.filter(mark=Mark.ABSENT, participation__in=seen.values("pk")).order_by()
    often = absent.values("participation").annotate(n=Count("session")).filter(n__gte=at_least)
    rows = recent.filter(is_among("participation_id", often.values("participation")))
    return rows.order_by("-session__held_on", "-session__start_time")


def groups_out_of_balance(by: Actor, on: date) -> QuerySet[Group]:
    """Groups that still meet and are full while somebody waits, or have nobody at all."""
    groups = with_counts(groups_visible_to(by, Permission.SEE_PEOPLE), on=on)
    meeting = groups.filter(Q(last_on=None) | Q(last_on__gte=on))
    full = Q(taken__gte=F("capacity_count"), waiting__gt=0)
    return meeting.filter(full | Q(taken=0)).order_by("name", "id")
