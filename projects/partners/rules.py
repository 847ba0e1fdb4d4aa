"""When somebody is told that a token ends, and when one that nobody uses is stopped. No Django here."""

from datetime import date, timedelta

# Longest first: each is told once, and the nearest one alone.
REMINDED_DAYS = (30, 7, 1)
IDLE_DAYS = 90


def reminder_due(*, made_on: date, ends_on: date, on: date) -> int | None:
    """Which of 30, 7 and 1 days before the end it is time for, or None.

    A token made for a week is not announced to end within a month: whoever made it knows. A day on
    which no letter was written is made up for by the next.
    """
    left = (ends_on - on).days
    passed = [
        days
        for days in REMINDED_DAYS
        if 0 <= left <= days and made_on < ends_on - timedelta(days=days)
    ]
    return min(passed, default=None)


def is_idle(*, used_on: date, on: date) -> bool:
    """Whether 90 days have passed since the last request, or since it could send any."""
    return on - used_on >= timedelta(days=IDLE_DAYS)
