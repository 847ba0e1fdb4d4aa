"""When a settlement period is late. No Django in this file."""

from datetime import date, timedelta

# A project reports within weeks of a period's end; two months later it is late.
LATE_AFTER = timedelta(days=60)
# What has been open for years belongs to a project that nobody settles any more.
OPEN_FOR_YEARS = timedelta(days=730)


def is_late(first_open_ends_on: date | None, *, on: date) -> bool:
    """Whether the first period that is still open ended so long ago."""
    return first_open_ends_on is not None and on - first_open_ends_on >= LATE_AFTER
