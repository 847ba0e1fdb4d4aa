"""Days, quarters and years as the programme counts them: civil dates in Europe/Warsaw."""

from datetime import date

from django.utils import timezone


def today() -> date:
    """The day in Warsaw; read at the door and passed in."""
    return timezone.localdate()


def quarter_key(day: date) -> str:
    """'2022Q3'"""
    return f"{day.year}Q{(day.month + 2) // 3}"
