"""Days, months, quarters and years as the programme counts them: civil dates in Europe/Warsaw."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

from core.civil_days import (
    add_months,
    add_working_days,
    holidays_named,
    is_working_day,
    last_working_day,
    next_working_day,
)

__all__ = [
    "WARSAW",
    "add_months",
    "add_working_days",
    "holiday_name",
    "is_working_day",
    "last_working_day",
    "next_working_day",
    "quarter_key",
    "today",
    "warsaw_day",
]

WARSAW = ZoneInfo("Europe/Warsaw")


def today() -> date:
    """The day in Warsaw; read at the door and passed in."""
    return timezone.now().astimezone(WARSAW).date()


def warsaw_day(moment: datetime) -> date:
    """The day in Warsaw on which a moment fell."""
    return moment.astimezone(WARSAW).date()


def quarter_key(day: date) -> str:
    """'2022Q3'"""
    return f"{day.year}Q{(day.month + 2) // 3}"


def holiday_name(day: date) -> str | None:
    """What Poland celebrates on a day free from work, in the reader's language; None on others."""
    language = "pl" if (get_language() or "pl").startswith("pl") else "en_US"
    return holidays_named(day.year, language).get(day)
