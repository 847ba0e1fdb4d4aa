"""When declared numbers and days hold together; plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How many in all, and of people perhaps how many women and men."""

    total: int
    women: int | None = None
    men: int | None = None


@dataclass(frozen=True, kw_only=True)
class Days:
    """From a day to a day; without the first one, all until the last."""

    starts_on: date | None
    ends_on: date

    @property
    def is_as_of(self) -> bool:
        return self.starts_on is None


class Fault(StrEnum):
    NEGATIVE = "negative"
    HALF = "half"  # women without men, or men without women
    SUM = "sum"  # women and men make another number than the total
    NO_PEOPLE = "no people"  # women and men of what is no people
    BACKWARDS = "backwards"
    FUTURE = "future"
    BEFORE_THE_PROJECT = "before the project"


class Clash(StrEnum):
    SAME_DAYS = "same days"  # would be counted twice
    OTHER_WAY = "other way"  # days since the start beside days from the start


def fault_of_numbers(numbers: Numbers, *, are_people: bool) -> Fault | None:
    parts = [numbers.women, numbers.men]
    known = [part for part in parts if part is not None]
    if any(number < 0 for number in (numbers.total, *known)):
        return Fault.NEGATIVE
    if known and not are_people:
        return Fault.NO_PEOPLE
    if len(known) == 1:
        return Fault.HALF
    if known and sum(known) != numbers.total:
        return Fault.SUM
    return None


def fault_of_days(days: Days, *, project_starts_on: date, on: date) -> Fault | None:
    if days.ends_on > on:
        return Fault.FUTURE
    if days.starts_on and days.starts_on > days.ends_on:
        return Fault.BACKWARDS
    if (days.starts_on or days.ends_on) < project_starts_on:
        return Fault.BEFORE_THE_PROJECT
    return None


def clash_with(days: Days, others: Iterable[Days]) -> Clash | None:
    """Why it cannot stand beside what is declared of the same indicator already."""
    for other in others:
        if days.is_as_of != other.is_as_of:
            return Clash.OTHER_WAY
        if _overlap(days, other):
            return Clash.SAME_DAYS
    return None


def _overlap(one: Days, other: Days) -> bool:
    if one.starts_on is None or other.starts_on is None:
        return one.ends_on == other.ends_on
    return one.starts_on <= other.ends_on and other.starts_on <= one.ends_on
