"""What the trail is told of an export of the whole unit."""

from core import audit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require


@operation()
def note_export(*, reason: str, count: int, by: Actor) -> None:
    """Somebody outside of the unit took out everything that it has: it shall read that, and why."""
    require(by, Permission.EXPORT_UNIT)
    audit.record("exported everything", Member, by=by, reason=reason, count=count)
