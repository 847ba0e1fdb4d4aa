"""When the end of a partner's token waits for somebody. No Django in this file."""

from collections.abc import Sequence
from datetime import date, timedelta

from projects.deadlines.rules import Due, Kind, Severity, Who


def ending(*, ends_on: date, reminded_days: Sequence[int]) -> Due:
    """SOURCE: ours: a partner's program is refused from the next day on; letters go the same days."""
    days = [ends_on - timedelta(days=ahead) for ahead in reminded_days]
    return Due(
        kind=Kind.TOKEN,
        basis_on=ends_on,
        opens_on=min(days),
        due_on=ends_on,
        who=Who.COORDINATOR,
        severity=Severity.NOTE,
        reminds_on=tuple(days),
    )
