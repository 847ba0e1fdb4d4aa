"""Who looked at a person's page: written at the door, read on the page itself.

Not an operation: nothing of the person changes, and the row is the trail.
"""

from datetime import date, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from core.ledger.models import Member
from core.permissions import Actor
from projects.participants.models import Look, Participation

SHOWN_DAYS = 30


def note(participation: Participation, *, by: Actor, on: date) -> None:
    """One row for each member and day, however often they look and however many at once."""
    if not isinstance(by, Member):
        return
    key = {"participation": participation, "member": by, "looked_on": on}
    now = timezone.now()
    again = Look.objects.filter(**key).update(looks_count=F("looks_count") + 1, last_at=now)
    if not again:
        Look.objects.bulk_create([Look(**key, last_at=now)], ignore_conflicts=True)


def lately(participation: Participation, *, on: date) -> QuerySet[Look]:
    """The looks of the last thirty days, the newest first."""
    since = on - timedelta(days=SHOWN_DAYS)
    looks = Look.objects.filter(participation=participation, looked_on__gte=since)
    return looks.select_related("member").order_by("-last_at")
