"""Who of a unit's staff does what the demonstration shows."""

from core.ledger.models import Member
from core.permissions import Permission, can_anywhere


def who_may(permission: Permission) -> Member:
    """The first of the tenant we are inside of who has the permission."""
    everyone = Member.objects.order_by("pk")
    return next(one for one in everyone if can_anywhere(one, permission))
