"""The decisions about agreements: does the money add up, do the dates hold. No Django here."""

from dataclasses import dataclass
from decimal import Decimal

GROSZ = Decimal("0.01")


@dataclass(frozen=True)
class Money:
    """The parts of a budget in PLN; None is unknown, which is not zero."""

    total: Decimal | None
    eu: Decimal | None
    state: Decimal | None
    own: Decimal | None


def missing_to_total(money: Money) -> Decimal | None:
    """How much the known parts lack to the total, in PLN; None while total or EU part is unknown.

    A budget must hold to the grosz: total = EU + state + own contribution.
    """
    if money.total is None or money.eu is None:
        return None
    if money.own is None and money.state is None:
        # Nothing else is known: only an EU part above the total is certainly wrong.
        return min(Decimal(0), money.total - money.eu) or None
    parts = money.eu + (money.state or Decimal(0)) + (money.own or Decimal(0))
    return money.total - parts


def adds_up(money: Money) -> bool:
    missing = missing_to_total(money)
    return missing is None or abs(missing) < GROSZ


def cost_per_person(*, total: Decimal | None, people: int | None) -> Decimal | None:
    """Total value by planned participants, rounded to the grosz (domain: not the EU part)."""
    if not total or not people:
        return None
    return (total / people).quantize(GROSZ)
