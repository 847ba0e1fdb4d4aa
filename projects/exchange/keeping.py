"""How long what was entered can be taken back, and what its file said is kept: one rule for both."""

from datetime import datetime, timedelta

from django.db.models import Q

from projects.exchange.models import Import

KEPT = timedelta(days=14)


def until(found: Import) -> datetime | None:
    """Two weeks from when somebody asked last to enter rows of it; None where nobody did."""
    last = found.last_applied_at or found.applied_at
    return last + KEPT if last else None


def is_over(found: Import, *, at: datetime) -> bool:
    end = until(found)
    return end is not None and at >= end


def over(*, at: datetime) -> Q:
    """The imports of which that is over."""
    early = at - KEPT
    return Q(last_applied_at__lte=early) | Q(last_applied_at=None, applied_at__lte=early)


def entered_since(moment: datetime) -> Q:
    return Q(last_applied_at__gt=moment) | Q(last_applied_at=None, applied_at__gt=moment)
