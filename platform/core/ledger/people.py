"""Whoever acts may be the clock, a program or somebody with a name; some things only the last one does."""

from core.errors import NotAllowed
from core.ledger.models import Member
from core.permissions import Actor


def somebody(by: Actor) -> Member:
    """The member who acts; raises NotAllowed for whatever else does."""
    if not isinstance(by, Member):
        raise NotAllowed
    return by
