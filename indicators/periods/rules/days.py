"""How a project is cut into settlement periods, and when each report is due."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from core.civil_days import add_months, add_working_days

MOST_PERIODS = 400  # a project of 30 years with a report each month
# Where the agreement says nothing: 10 working days after a period, 30 days after the project.
USUAL_DUE_DAYS, USUAL_FINAL_DAYS = 10, 30
REOPENED_WITHIN_DAYS = 14


@dataclass(frozen=True)
class Span:
    """Both days belong to it."""

    starts_on: date
    ends_on: date

    def meets(self, other: "Span") -> bool:
        return self.starts_on <= other.ends_on and other.starts_on <= self.ends_on

    def lies_within(self, other: "Span") -> bool:
        return other.starts_on <= self.starts_on and self.ends_on <= other.ends_on


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the agreement says about its claims; None where it says nothing."""

    due_days: int | None
    are_working: bool
    final_due_days: int | None


def proposed(whole: Span, *, after: date | None, every_months: int) -> Iterator[Span]:
    """The project from the day `after` the last known period to its end, cut every so many months."""
    first_on = whole.starts_on if after is None else after + timedelta(days=1)
    for number in range(MOST_PERIODS):
        starts_on = add_months(first_on, number * every_months)
        if starts_on > whole.ends_on:
            return
        next_on = add_months(first_on, (number + 1) * every_months)
        yield Span(starts_on, min(next_on - timedelta(days=1), whole.ends_on))


def due_on(ends_on: date, terms: Terms, *, is_final: bool) -> date:
    """SOURCE: the agreement; otherwise as agreements usually say."""
    if is_final:
        days = USUAL_FINAL_DAYS if terms.final_due_days is None else terms.final_due_days
        return ends_on + timedelta(days=max(days, 1))
    days = USUAL_DUE_DAYS if terms.due_days is None else terms.due_days
    if terms.are_working or terms.due_days is None:
        return add_working_days(ends_on, max(days, 1))
    return ends_on + timedelta(days=max(days, 1))


def first_met(span: Span, others: Iterable[Span]) -> Span | None:
    return next((other for other in others if span.meets(other)), None)
