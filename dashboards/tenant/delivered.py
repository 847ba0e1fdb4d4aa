"""What a project did so far: who was recruited, who came, who gave up, what of the basket was given.

Counts and sums made by the database; no row of a person is read.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from projects.participants.models import Participation
from projects.recruitment.models import Candidate, Recruitment
from projects.recruitment.queries.candidates import MARKS, PROMOTED
from projects.support.models import Attendance, Group, PlacementDay, PlannedSupport
from projects.support.vocabulary import ATTENDED, DayMark, Unit

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Recruited:
    """Candidates of all the rounds by what was decided, beside the places of the rounds."""

    places: int
    rounds: int
    by_standing: dict[str, int]
    promoted: int
    applied_by_month: dict[date, int]

    @property
    def applied(self) -> int:
        return sum(self.by_standing.values())


def recruited(project: UUID) -> Recruited:
    """Three small queries."""
    rounds = Recruitment.objects.filter(project=project).aggregate(
        places=Sum("places_count"), rounds=Count("pk")
    )
    rows = Candidate.objects.filter(recruitment__project=project).order_by()
    standings = rows.values_list("standing").annotate(
        n=Count("pk"), promoted=Count("pk", filter=MARKS[PROMOTED])
    )
    counted = list(standings)
    months = rows.annotate(month=TruncMonth("applied_at")).values_list("month")
    by_month = months.annotate(n=Count("pk")).order_by("month")
    return Recruited(
        places=rounds["places"] or 0,
        rounds=rounds["rounds"],
        by_standing={standing: n for standing, n, _promoted in counted},
        promoted=sum(promoted for _standing, _n, promoted in counted),
        applied_by_month={month.date(): n for month, n in by_month},
    )


@dataclass(frozen=True)
class Sheets:
    """Marks on sheets: how many, how many of them attended, and hours held and attended."""

    marks: int = 0
    attended: int = 0
    held_hours: Decimal = NOTHING
    attended_hours: Decimal = NOTHING

    def plus(self, other: "Sheets") -> "Sheets":
        return Sheets(
            self.marks + other.marks,
            self.attended + other.attended,
            self.held_hours + other.held_hours,
            self.attended_hours + other.attended_hours,
        )

    @property
    def rate(self) -> float | None:
        return self.attended / self.marks if self.marks else None


@dataclass(frozen=True)
class Attended:
    """By month and by group (nobody's group is the meetings of one person), and hours by area."""

    by_month: dict[date, Sheets]
    by_group: dict[UUID | None, Sheets]
    given_hours: dict[str, Decimal]

    @property
    def whole(self) -> Sheets:
        return _sum(self.by_month.values())


def attended(project: UUID) -> Attended:
    """One pass over the sheets: by month, group and area at once."""
    rows = (
        Attendance.objects.filter(
            session__project=project, session__cancelled_at=None, participation__voided_at=None
        )
        .exclude(mark="")
        .order_by()
        .annotate(month=TruncMonth("session__held_on"))
        .values_list("month", "session__group", "session__service__area", "session__service__unit")
        .annotate(
            marks=Count("pk"),
            attended=Count("pk", filter=Q(mark__in=ATTENDED)),
            held=Sum("session__hours"),
            given=Sum("hours", filter=Q(mark__in=ATTENDED)),
        )
    )
    by_month: dict[date, Sheets] = defaultdict(Sheets)
    by_group: dict[UUID | None, Sheets] = defaultdict(Sheets)
    hours: dict[str, Decimal] = defaultdict(Decimal)
    for month, group, area, unit, marks, came, held, given in rows:
        sheets = Sheets(marks, came, held or NOTHING, given or NOTHING)
        by_month[month] = by_month[month].plus(sheets)
        by_group[group] = by_group[group].plus(sheets)
        if unit == Unit.HOUR:
            hours[area] += given or NOTHING
    return Attended(dict(sorted(by_month.items())), dict(by_group), dict(hours))


def _sum(sheets: Iterable[Sheets]) -> Sheets:
    whole = Sheets()
    for each in sheets:
        whole = whole.plus(each)
    return whole


def names_of_groups(project: UUID) -> dict[UUID, str]:
    rows = Group.objects.filter(service__project=project)
    return dict(rows.values_list("pk", "name"))


@dataclass(frozen=True)
class Left:
    """Who began, who is in, and of those who left how many completed their path."""

    began: int
    taking_part: int
    left: int
    completed: int
    gave_up: int
    gave_up_by_month: dict[date, int]

    @property
    def rate(self) -> float | None:
        """Who gave up, of those who left."""
        return self.gave_up / self.left if self.left else None


def left(project: UUID) -> Left:
    rows = Participation.objects.filter(
        project=project, voided_at=None, started_on__isnull=False
    ).order_by()
    counted = (
        rows.annotate(month=TruncMonth("ended_on"))
        .values_list("month")
        .annotate(
            n=Count("pk"),
            completed=Count("pk", filter=Q(completed_path=True)),
            gave_up=Count("pk", filter=Q(completed_path=False)),
        )
    )
    by_month = {month: (n, completed, gave_up) for month, n, completed, gave_up in counted}
    taking_part = by_month.pop(None, (0, 0, 0))[0]
    gone = sum(n for n, _completed, _gave_up in by_month.values())
    return Left(
        began=taking_part + gone,
        taking_part=taking_part,
        left=gone,
        completed=sum(completed for _n, completed, _gave_up in by_month.values()),
        gave_up=sum(gave_up for _n, _completed, gave_up in by_month.values()),
        gave_up_by_month={month: by_month[month][2] for month in sorted(by_month)},
    )


@dataclass(frozen=True)
class Area:
    planned: Decimal = NOTHING
    given: Decimal = NOTHING

    @property
    def share(self) -> float | None:
        return float(self.given / self.planned) if self.planned else None


def basket(project: UUID, given: dict[str, Decimal]) -> dict[str, Area]:
    """Hours by area: what the people's plans ask for, and what sheets and internships prove."""
    plans = PlannedSupport.objects.filter(
        participation__project=project, participation__voided_at=None, service__unit=Unit.HOUR
    )
    planned = dict(plans.order_by().values_list("service__area").annotate(Sum("quantity")))
    worked = PlacementDay.objects.filter(
        placement__participation__project=project,
        mark=DayMark.WORKED,
        placement__service__unit=Unit.HOUR,
    )
    at_work: dict[str, Any] = dict(
        worked.order_by().values_list("placement__service__area").annotate(Sum("hours"))
    )
    areas = {*planned, *given, *at_work}
    return {
        area: Area(
            planned.get(area) or NOTHING,
            given.get(area, NOTHING) + (at_work.get(area) or NOTHING),
        )
        for area in areas
    }
