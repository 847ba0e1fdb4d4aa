"""Days of a series, weeks and months of a calendar, and hours between two times of a day."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache

MINUTES = 60
WEEK_DAYS = 7
LONGEST_SERIES = 260
# Nobody plans a project twenty years ahead; beyond it an address is nonsense.
FARTHEST_DAYS = 7300


def days_of_series(*, weekdays: Collection[int], first_on: date, last_on: date) -> list[date]:
    """Every day between both ends that falls on one of the weekdays; Monday is 0."""
    span = (last_on - first_on).days + 1
    days = (first_on + timedelta(days=step) for step in range(max(span, 0)))
    return [day for day in days if day.weekday() in weekdays]


def hours_between(start: time, end: time) -> Decimal:
    """Clock hours, to two places; zero or less when the end does not come after the start."""
    minutes = (end.hour - start.hour) * MINUTES + end.minute - start.minute
    return (Decimal(minutes) / MINUTES).quantize(Decimal("0.01"))


def week_of(day: date) -> list[date]:
    """The seven days of its week, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=step) for step in range(WEEK_DAYS)]


@lru_cache(maxsize=512)
def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def next_month(day: date) -> date:
    return month_of(day)[1] + timedelta(days=1)


def previous_month(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
