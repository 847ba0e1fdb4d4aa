"""Planned against delivered: what is missing, and how far it is done."""

from decimal import Decimal

NOTHING = Decimal(0)


def missing(planned: Decimal | None, delivered: Decimal) -> Decimal:
    """How much of the plan is still to be delivered; nothing when there is no plan."""
    return max((planned or NOTHING) - delivered, NOTHING)


def share(planned: Decimal | None, delivered: Decimal) -> Decimal | None:
    """Delivered by planned, at most 1; None without a plan."""
    return min(delivered / planned, Decimal(1)) if planned else None
