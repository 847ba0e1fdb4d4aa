"""From which day the people of a project may be removed."""

from datetime import date
from enum import StrEnum

# As long as a request waits for somebody else to agree.
ASKED_FOR_DAYS = 14


class Obstacle(StrEnum):
    NO_DAY = "no_day"
    NO_SOURCE = "no_source"
    BEFORE_THE_END = "before_the_end"
    STILL_KEPT = "still_kept"


def obstacle(*, retain_until: date | None, source: str, ends_on: date, on: date) -> Obstacle | None:
    """What stands in the way: a day that nobody knows, or that is not over, is no day to remove on."""
    if retain_until is None:
        return Obstacle.NO_DAY
    if not source.strip():
        return Obstacle.NO_SOURCE
    if retain_until < ends_on:
        return Obstacle.BEFORE_THE_END
    if on <= retain_until:
        return Obstacle.STILL_KEPT
    return None
