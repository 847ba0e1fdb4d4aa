"""Quotas of an agreement in whole persons: how many are needed, how many there are, who lacks."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal


def whole_persons(base: int, percent: Decimal) -> int:
    """So many of the base that the percent is reached, rounded up: 34% of 220 is 75 people.

    Source: guidance on efficiency indicators in active inclusion, 2014-2020 (target in whole
    persons, rounded up).
    """
    return int((Decimal(base) * percent / 100).to_integral_value(rounding=ROUND_CEILING))


def needed_of(*, planned: int | None, count: int | None, percent: Decimal | None) -> int | None:
    """A quota promised as a count, or as a percent of the planned people; None while unknown."""
    if count is not None:
        return count
    if percent is None or planned is None:
        return None
    return whole_persons(planned, percent)


@dataclass(frozen=True, kw_only=True)
class Quota:
    """So many of a trait among the planned people; None is not known, which is not zero."""

    planned: int | None
    needed: int | None
    reached: int | None

    @property
    def missing(self) -> int | None:
        if self.needed is None or self.reached is None:
            return None
        return max(self.needed - self.reached, 0)

    @property
    def share(self) -> float | None:
        """Reached by needed; above 1 when the promise is outdone."""
        if not self.needed or self.reached is None:
            return None
        return self.reached / self.needed
