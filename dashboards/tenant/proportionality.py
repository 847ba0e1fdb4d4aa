"""What missed targets may cost: an estimate, because the rule has no formula. No Django in this file.

SOURCE: the guidelines on the eligibility of expenditure 2014-2020 settle a project of the ESF in the end
in proportion to how far its aims were reached ("reguła proporcjonalności"); those of 2021-2027 keep the
rule. How much, the institution decides for each project, and it may waive it for reasons that the leader
could not help. CHECKED_BY: nobody yet, against no agreement.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

# An estimate told to the grosz would look like a sum.
THOUSAND = Decimal(1000)


@dataclass(frozen=True)
class Missed:
    """Of one indicator's promise, 0 to 1: missing today, and at the best and the worst foreseen end."""

    code: str
    today: float
    best: float
    worst: float


@dataclass(frozen=True)
class Exposure:
    """Amounts of the agreement's value that may become ineligible, not rounded yet."""

    base: Decimal
    today: Decimal
    best: Decimal
    worst: Decimal

    @property
    def is_any(self) -> bool:
        """Whether anything is missed: be it so little that in thousands it would be nothing."""
        return self.today > 0


def exposure(base: Decimal | None, missed: Sequence[Missed]) -> Exposure | None:
    """The base times the mean of what is missed; every indicator weighs the same.

    Nothing without an amount or a promise: then nothing can be estimated.
    """
    if base is None or not missed:
        return None
    means = [sum(part) / len(missed) for part in zip(*map(_parts, missed), strict=True)]
    today, best, worst = (base * Decimal(str(mean)) for mean in means)
    return Exposure(base, today, best, worst)


def _parts(one: Missed) -> tuple[float, float, float]:
    return one.today, one.best, one.worst


def rounded(amount: Decimal) -> Decimal:
    """To thousands, as an estimate is told; one of less than a half of them comes to zero."""
    return round(amount / THOUSAND) * THOUSAND
