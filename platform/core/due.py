"""Which units have something to do, and from when on: so that the clock opens those and no others.

A unit leaves word in the transaction that makes the work, and knows no word but its own; the worker reads
all of them outside of every unit. Word is a hint: now and then somebody looks without it.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.db.models.functions import Now

from core import tenancy
from core.platform_ledger.models import DueWork


def leave(kind: str) -> None:
    """From inside of a unit: there is something to do now."""
    here = tenancy.current().schema_name
    DueWork.objects.create(kind=kind, schema_name=here, due_at=Now())


def units(kind: str) -> set[str]:
    """The schemas in which work of this kind is due by the database's clock."""
    rows = DueWork.objects.filter(kind=kind, due_at__lte=Now())
    return set(rows.values_list("schema_name", flat=True))


def words(kind: str, schema_name: str) -> list[UUID]:
    """What a unit has left, to be read before its work is looked for: what comes later stays."""
    rows = DueWork.objects.filter(kind=kind, schema_name=schema_name)
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def settle(
    kind: str, schema_name: str, *, heard: Collection[UUID], next_at: datetime | None
) -> None:
    """The work behind these words is done; the next is due at that moment, or not before a word."""
    DueWork.objects.filter(pk__in=heard).delete()
    if next_at is not None:
        # One for each unit: what is due later is known anew each time.
        DueWork.objects.update_or_create(
            pk=uuid5(NAMESPACE_OID, f"{kind} {schema_name}"),
            defaults={"kind": kind, "schema_name": schema_name, "due_at": next_at},
        )
