"""Which request to take everything out is open, who may agree to it, and what was done so far."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.ledger.models import AuditEvent, Member
from core.permissions import Permission, can
from projects.leaving.models import UnitExport


def exports() -> QuerySet[UnitExport]:
    return UnitExport.objects.select_related("asked_by", "agreed_by", "dropped_by")


def current(*, on: date) -> UnitExport | None:
    """The one that waits for an agreement, or that was agreed to and may still be made."""
    waiting = Q(agreed_at=None, expires_on__gte=on)
    return exports().filter(waiting | Q(usable_until__gte=on), dropped_at=None).first()


def all_waiting(*, on: date) -> QuerySet[UnitExport]:
    """Those that somebody else may still agree to."""
    return UnitExport.objects.filter(agreed_at=None, dropped_at=None, expires_on__gte=on)


def may_agree(*, but: UUID) -> list[str]:
    """The names of those who may agree to what this member asks for."""
    there = Member.objects.filter(left_at=None).exclude(pk=but).order_by("display_name")
    return [one.display_name for one in there if can(one, Permission.AGREE_TO_EXPORT)]


def taken_by_the_operator() -> QuerySet[AuditEvent]:
    """What the platform's operator took out by the command; it belongs to no request."""
    return AuditEvent.objects.filter(verb="exported everything")
