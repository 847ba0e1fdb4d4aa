"""Records who did what. One row per operation, in the same transaction, where the change is."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Model

from core import tenancy
from core.ledger.models import AuditEvent, Member
from core.permissions import Actor
from core.platform_ledger.models import PlatformAuditEvent


def record(
    verb: str,
    subject: Model | type[Model],
    *,
    by: Actor,
    fields: Iterable[str] = (),
    reason: str = "",
    count: int = 1,
    tenant_id: int | None = None,
) -> None:
    """Write the audit row; `fields` are names only, values stay in the record itself.

    Inside a tenant the reason is sealed, and goes when the people it speaks of are removed.
    """
    told = {
        "actor_name": by.display_name,
        "verb": verb,
        "subject_kind": subject._meta.label_lower,
        "subject_id": _uuid_of(subject),
        "fields": sorted(fields),
        "reason": reason,
    }
    if tenancy.is_inside():
        member = by if isinstance(by, Member) else None
        AuditEvent.objects.create(member=member, subject_count=count, **told)
    else:
        account_id = getattr(by, "account_id", None)
        PlatformAuditEvent.objects.create(account_id=account_id, tenant_id=tenant_id, **told)


def _uuid_of(subject: Model | type[Model]) -> UUID | None:
    for name in ("uuid", "pk"):
        value = getattr(subject, name, None)
        if isinstance(value, UUID):
            return value
    return None
