"""When a try is made again and when it is given up, and what several changes come to. No Django here."""

from collections.abc import Sequence
from datetime import datetime, timedelta

CREATED, CHANGED, REMOVED = "created", "changed", "removed"

# Between one try and the next; after the last of them an event is given up, almost two days on.
PAUSES = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
# A fifth more or less, so that what failed together does not come back together.
SPREAD = 0.2
# A whole subscription rests no longer than this: whatever works again is noticed.
LONGEST_REST = timedelta(hours=1)
STOPPED_AFTER = timedelta(days=3)
# Longer than the longest try, so that nobody takes what somebody else is still sending.
HELD_FOR = timedelta(seconds=120)
KEPT_FOR = timedelta(days=30)
LONGEST_OVERLAP = timedelta(days=7)


def pause_after(tries: int, *, chance: float) -> timedelta | None:
    """How long to wait after so many tries that failed; None gives it up. `chance` is in [0, 1)."""
    if not 1 <= tries <= len(PAUSES):
        return None
    return PAUSES[tries - 1] * (1 + SPREAD * (2 * chance - 1))


def rest_after(failures: int, *, chance: float) -> timedelta:
    """How long a receiver is left alone after so many tries in a row that failed, whatever was sent."""
    pause = pause_after(min(failures, len(PAUSES)), chance=chance) or timedelta()
    return min(pause, LONGEST_REST)


def is_taken(status: int | None) -> bool:
    """Whether the answer says that the event has come; a redirect is none."""
    return status is not None and 200 <= status < 300


def is_hopeless(failing_since: datetime | None, at: datetime) -> bool:
    """Whether nothing has come through for so long that somebody has to look."""
    return failing_since is not None and at - failing_since >= STOPPED_AFTER


def comes_to(changes: Sequence[str]) -> str | None:
    """What changes of one record, in their order, come to for whoever knew nothing of them yet.

    Nothing at all where it was made and removed before anybody was told.
    """
    if changes[-1] == REMOVED:
        return None if changes[0] == CREATED else REMOVED
    return CREATED if changes[0] == CREATED else CHANGED
