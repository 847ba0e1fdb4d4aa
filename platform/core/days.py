"""Days, months, quarters and years as the programme counts them: civil dates in Europe/Warsaw."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from holidays.countries.poland import Poland

WARSAW = ZoneInfo("Europe/Warsaw")
ONE_DAY = timedelta(days=1)
SATURDAY = 5


def today() -> date:
    """The day in Warsaw; read at the door and passed in."""
    return timezone.now().astimezone(WARSAW).date()


def warsaw_day(moment: datetime) -> date:
    """The day in Warsaw on which a moment fell."""
    return moment.astimezone(WARSAW).date()


def quarter_key(day: date) -> str:
    """'2022Q3'"""
    return f"{day.year}Q{(day.month + 2) // 3}"


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it has no such day.

    31 January and one month is 28 February, in a leap year 29 February; so is 30 January. A term
    in months ends so under article 112 of the Civil Code.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def holiday_name(day: date) -> str | None:
    """What Poland celebrates on a day free from work, in the reader's language; None on others."""
    language = "pl" if (get_language() or "pl").startswith("pl") else "en_US"
    return _holidays(day.year, language).get(day)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday; 24 December is one since 2025."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year, "pl")


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    return add_working_days(day, 1)


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


@lru_cache(maxsize=64)
def _holidays(year: int, language: str) -> dict[date, str]:
    return dict(Poland(years=year, language=language).items())
