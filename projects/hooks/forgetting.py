"""The log of events is kept for thirty days; what waited for so long is no news any more."""

from datetime import datetime

from projects.hooks import rules
from projects.hooks.models import Event


def forget(*, at: datetime) -> int:
    """Drop older events with their tries; tell how many rows that were."""
    gone, _by_kind = Event.objects.filter(happened_at__lt=at - rules.KEPT_FOR).delete()
    return gone
