"""Months and working days of Poland in plain Python, so that rules may count with them."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from holidays.countries.poland import Poland

ONE_DAY = timedelta(days=1)
SATURDAY = 5


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it has no such day.

    31 January and one month is 28 February, in a leap year 29 February; so is 30 January. A term
    in months ends so under article 112 of the Civil Code.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def holidays_of(year: int) -> dict[date, str]:
    """The public holidays of a year with their Polish names; 24 December is one since 2025."""
    return holidays_named(year, "pl")


@lru_cache(maxsize=64)
def holidays_named(year: int, language: str) -> dict[date, str]:
    """The same in another language of the library: 'pl' or 'en_US'."""
    return dict(Poland(years=year, language=language).items())


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday."""
    return day.weekday() < SATURDAY and day not in holidays_of(day.year)


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    return add_working_days(day, 1)


def first_working_day(since: date) -> date:
    """The day itself where people work on it, otherwise the first working day after it."""
    return since if is_working_day(since) else next_working_day(since)


def last_working_day(by: date) -> date:
    """The day itself where people work on it, otherwise the last working day before it."""
    return by if is_working_day(by) else add_working_days(by, -1)


def add_working_days(day: date, count: int) -> date:
    """So many working days after a day (before it when negative); the day itself does not count."""
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _nth in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day
