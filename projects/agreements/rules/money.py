"""Does the money of an agreement add up, and what does one person cost."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GROSZ = Decimal("0.01")


@dataclass(frozen=True)
class Money:
    """The parts of a budget in PLN; None is unknown, which is not zero."""

    total: Decimal | None
    eu: Decimal | None
    state: Decimal | None
    own: Decimal | None


@dataclass(frozen=True)
class OwnContribution:
    """What the leader and the partners bring, by form, in PLN; None is unknown."""

    cash: Decimal | None = None
    in_kind: Decimal | None = None
    # Purpose benefits (zasiłki celowe) paid by a welfare centre may count as own contribution.
    benefits: Decimal | None = None

    @property
    def total(self) -> Decimal | None:
        """Their sum; None while no form is known."""
        known = [part for part in (self.cash, self.in_kind, self.benefits) if part is not None]
        return sum(known, Decimal(0)) if known else None


def missing_to_total(money: Money) -> Decimal | None:
    """How much the parts lack to the total, in PLN; below zero they exceed it; None is unknown.

    A budget must hold to the grosz: total = EU + state + own contribution. While one of the parts
    is unknown, nobody knows what is lacking; what the others exceed the total by is known already.
    """
    if money.total is None:
        return None
    parts = (money.eu, money.state, money.own)
    known = [part for part in parts if part is not None]
    missing = money.total - sum(known)
    return missing if len(known) == len(parts) or missing < 0 else None


def adds_up(money: Money) -> bool:
    missing = missing_to_total(money)
    return missing is None or abs(missing) < GROSZ


def cost_per_person(*, total: Decimal | None, people: int | None) -> Decimal | None:
    """An amount by people, rounded to the grosz; whoever shows it names the amount it is of."""
    if not total or not people:
        return None
    return (total / people).quantize(GROSZ, rounding=ROUND_HALF_UP)
