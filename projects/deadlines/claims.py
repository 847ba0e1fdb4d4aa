"""The reports of settlement periods, as whoever knows the periods tells them. No Django in this file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from projects.deadlines.rules import Clock, Due, Kind, Severity, Who


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A settlement period whose report is still to be sent."""

    ends_on: date
    due_on: date
    is_final: bool


@dataclass(frozen=True, kw_only=True)
class Claims:
    """The open reports of a project whose periods are known; is the final one among all of them?"""

    open: Sequence[Claimed]
    has_final: bool


def claim_of(period: Claimed, *, clock: Clock) -> Due:
    """SOURCE: the settlement period, as it was entered with the day its report is due."""
    return Due(
        kind=Kind.FINAL_CLAIM if period.is_final else Kind.CLAIM,
        basis_on=period.ends_on,
        opens_on=period.ends_on - timedelta(days=clock.claim_reminder_days),
        due_on=period.due_on,
        who=Who.SETTLEMENT_OFFICER,
        severity=Severity.LOSS if period.is_final else Severity.DUTY,
    )
