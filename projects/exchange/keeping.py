"""How long what was entered can be taken back, and what its file said is kept: one rule for both."""

from datetime import datetime, timedelta

from django.db.models import Q

from projects.exchange.models import Import

KEPT = timedelta(days=14)


def until(found: Import) -> datetime | None:
    """Two weeks from when somebody asked last to enter rows of it; None where nobody did."""
    return found.last_applied_at + KEPT if found.last_applied_at else None


def is_over(found: Import, *, at: datetime) -> bool:
    end = until(found)
    return end is not None and at >= end


def over(*, at: datetime) -> Q:
    """The imports of which that is over."""
    return Q(last_applied_at__lte=at - KEPT)
