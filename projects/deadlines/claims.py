"""The reports of settlement periods, as they were entered or by the calendar. No Django in this file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.civil_days import add_months, add_working_days
from projects.deadlines.rules import Clock, Due, Kind, Severity, Who

MOST_PERIODS = 400  # a project of 30 years with a claim each month
KINDS = (Kind.CLAIM, Kind.FINAL_CLAIM)


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A settlement period whose report is still to be sent."""

    period: UUID
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


def by_calendar(
    *,
    starts_on: date,
    ends_on: date,
    every_months: int,
    due_days: int,
    working_days: bool,
    clock: Clock,
) -> Iterator[Due]:
    """SOURCE: the agreement; a payment claim so many days after each settlement period.

    The period in which the project ends belongs to the final claim.
    """
    for number in range(1, MOST_PERIODS):
        period_ends_on = add_months(starts_on, number * every_months) - timedelta(days=1)
        if period_ends_on >= ends_on:
            return
        yield Due(
            kind=Kind.CLAIM,
            basis_on=period_ends_on,
            opens_on=period_ends_on - timedelta(days=clock.claim_reminder_days),
            due_on=add_working_days(period_ends_on, due_days)
            if working_days
            else period_ends_on + timedelta(days=due_days),
            who=Who.SETTLEMENT_OFFICER,
            severity=Severity.DUTY,
        )
