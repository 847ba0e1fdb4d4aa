"""Days, quarters and years as the programme counts them: civil dates in Europe/Warsaw."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

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
