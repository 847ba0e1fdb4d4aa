"""What somebody of the team should look at; the deadlines ask the same questions.

Each takes the actor and the day, sees the projects in which the actor sees people, and costs one
or two queries however many there are.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from core.permissions import Actor, Permission
from projects.participants import queries as participants
from projects.participants.models import Participation, Pause
from projects.participants.queries_path import active_on
from projects.support import reference
from projects.support.models import Attendance, Group, GroupMember, Service, Session
from projects.support.queries.groups import groups_visible_to, with_counts
from projects.support.queries.sessions import sessions_visible_to
from projects.support.rules.attendance import absences_in_a_row
from projects.support.vocabulary import Mark

# A row of absences that began earlier is no news any more: the 60 days without support say it.
LOOKED_BACK = timedelta(days=120)


def sessions_without_attendance(by: Actor, on: date) -> QuerySet[Session]:
    """Held before this day, not cancelled, and not one cell of the sheet is marked."""
    marked = Attendance.objects.filter(session=OuterRef("pk")).exclude(mark="")
    members = GroupMember.objects.filter(
        Q(left_on=None) | Q(left_on__gte=OuterRef("held_on")),
        group=OuterRef("group"),
        joined_on__lte=OuterRef("held_on"),
    )
    seen = sessions_visible_to(by, Permission.SEE_PEOPLE).filter(held_on__lt=on, cancelled_at=None)
    # A group without people has nobody to mark.
    meant = seen.filter(Q(participation__isnull=False) | Exists(members))
    return meant.filter(~Exists(marked))


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


def absent_in_a_row(by: Actor, on: date, at_least: int | None = None) -> list[Streak]:
    """Who takes part and was absent without excuse so many times in a row, the most first.

    Each service has its own row: who skips the workshop and comes to the adviser still skips it.
    """
    limit = at_least if at_least is not None else reference.limits().absences_in_a_row
    seen = participants.participations_visible_to(by, Permission.SEE_PEOPLE).filter(ended_on=None)
    marks = _marks_of_suspects(seen, on=on, limit=limit)
    counts = {key: absences_in_a_row(mark for mark, _day in found) for key, found in marks.items()}
    long = {key: count for key, count in counts.items() if count >= limit}
    people = seen.in_bulk([person for person, _service in long])
    services = Service.objects.in_bulk([service for _person, service in long])
    streaks = [
        Streak(people[person], services[service], count, marks[person, service][0][1])
        for (person, service), count in long.items()
    ]
    return sorted(streaks, key=lambda s: (-s.count, s.participation.person.sort_key))


def _marks_of_suspects(
    seen: QuerySet[Participation], *, on: date, limit: int
) -> dict[tuple[UUID, UUID], list[tuple[str, date]]]:
    """By person and service, the newest first: of those absent often enough, in a row or not."""
    recent = Attendance.objects.filter(
        session__held_on__range=(on - LOOKED_BACK, on), session__cancelled_at=None
    ).exclude(mark="")
    suspects = (
        recent.filter(mark=Mark.ABSENT, participation__in=seen.values("pk"))
        .order_by()
        .values("participation")
        .annotate(n=Count("pk"))
        .filter(n__gte=limit)
        .values("participation")
    )
    marks: dict[tuple[UUID, UUID], list[tuple[str, date]]] = {}
    for person, service, mark, held_on in (
        recent.filter(participation__in=suspects)
        .order_by("-session__held_on", "-session__start_time")
        .values_list("participation", "session__service", "mark", "session__held_on")
    ):
        marks.setdefault((person, service), []).append((mark, held_on))
    return marks


def groups_out_of_balance(by: Actor, on: date) -> QuerySet[Group]:
    """Groups that still meet and are full while somebody waits, or have nobody at all."""
    groups = with_counts(groups_visible_to(by, Permission.SEE_PEOPLE), on=on)
    meeting = groups.filter(Q(last_on=None) | Q(last_on__gte=on))
    full = Q(taken__gte=F("capacity_count"), waiting__gt=0)
    return meeting.filter(full | Q(taken=0)).order_by("name", "id")
