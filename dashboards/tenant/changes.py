"""What has happened in a unit since a month ended: exact numbers of what the reader may see."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, Sum

from core.days import add_months
from core.permissions import Actor, Permission, projects_held
from indicators.cells.models import Cell
from projects.participants.models import Participation
from projects.support.models import Attendance
from projects.support.vocabulary import ATTENDED, Unit

EMPLOYED, QUALIFIED = "EMPLOYED_AFTER", "QUALIFICATION_GAINED"
# So early in a month little has happened in it: the month before is told with it.
FIRST_DAYS = 7


@dataclass(frozen=True)
class Changes:
    """People who began, left, got work or a qualification after a day, and hours they were given."""

    since: date
    began: int = 0
    left: int = 0
    employed: int = 0
    qualified: int = 0
    hours: Decimal = Decimal(0)

    @property
    def is_nothing(self) -> bool:
        return not any((self.began, self.left, self.employed, self.qualified, self.hours))


def since(on: date) -> date:
    """The last day of the month before, or in the first week of a month of the one before that."""
    first = on.replace(day=1)
    return (add_months(first, -1) if on.day <= FIRST_DAYS else first) - timedelta(days=1)


def months_after(day: date, *, on: date) -> list[str]:
    """The months that have begun since, as cells name them: 2026-11."""
    return [f"{month:%Y-%m}" for month in _months(day + timedelta(days=1), on=on)]


def _months(first: date, *, on: date) -> Iterator[date]:
    while first <= on:
        yield first
        first = add_months(first, 1)


def changes(by: Actor, projects: Collection[UUID], *, on: date) -> Changes:
    """Three queries; each person once in what a query counts."""
    day = since(on)
    stays = Participation.objects.filter(project__in=projects, voided_at=None).order_by()
    after = {"gt": day, "lte": on}
    moved = stays.aggregate(
        began=_people(started_on=after),
        left=_people(ended_on=after),
    )
    reached = _reached(by, projects, months_after(day, on=on))
    hours = Attendance.objects.filter(
        session__project__in=projects,
        session__cancelled_at=None,
        session__held_on__gt=day,
        session__held_on__lte=on,
        session__service__unit=Unit.HOUR,
        participation__voided_at=None,
        mark__in=ATTENDED,
    ).aggregate(given=Sum("hours"))
    return Changes(
        since=day,
        employed=reached.get(EMPLOYED, 0),
        qualified=reached.get(QUALIFIED, 0),
        hours=hours["given"] or Decimal(0),
        **moved,
    )


def _people(**days: dict[str, date]) -> Count:
    where = {f"{name}__{way}": day for name, ends in days.items() for way, day in ends.items()}
    return Count("person", distinct=True, filter=Q(**where))


def _reached(by: Actor, projects: Collection[UUID], months: list[str]) -> dict[str, int]:
    """Results by the month they count in: people of the whole unit, or of the reader's projects."""
    rows = Cell.objects.filter(
        definition_code__in=(EMPLOYED, QUALIFIED),
        period__in=months,
        sex="",
        disability="",
        age_band="",
        labour_status="",
        education="",
    )
    sees_all = projects_held(by, Permission.SEE_FIGURES) is None
    rows = rows.filter(project_id=None) if sees_all else rows.filter(project_id__in=projects)
    counted = rows.order_by().values("definition_code").annotate(people=Sum("people_count"))
    return dict(counted.values_list("definition_code", "people"))
