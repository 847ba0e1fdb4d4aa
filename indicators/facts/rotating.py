"""Changing the programme's key: every known person is moved to the current one, their number stays.

What has been done is what stands in the tables, so the work can be killed at any point and goes on
where it stopped. Publishing goes on meanwhile, and moves whomever it meets by itself.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection, transaction

from core import keys, tenancy
from core.ledger.models import OutboxEntry
from indicators.facts import numbering, statements
from indicators.facts.models import MatchingKey, ParticipationFact, PersonNumber
from projects.participants.models import CountingRow
from tenants.models import Tenant

CHUNK = 500

_STILL_OLD = """
select p.id, p.participation_id, p.person_no
from facts.participation p
join facts.person n on n.id = p.person_no
where p.tenant_id = %s and n.key_name not in (%s, '') and p.id > %s
order by p.id limit %s"""


class NotFinished(RuntimeError):
    """People are known under an older key still, which therefore cannot be given up."""


def move_everybody() -> Iterator[tuple[str, int]]:
    """Move the people of each tenant, chunk by chunk; tell after each where, and how many."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        numbering.insist_on_every_key()
    for tenant in _with_facts():
        last: int | None = 0
        while last is not None:
            with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
                moved, last = _move_chunk(tenant, after=last)
            yield tenant.schema_name, moved


def _with_facts() -> list[Tenant]:
    """Whoever has people among the facts, open or not."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        ids = ParticipationFact.objects.values_list("tenant_id", flat=True).distinct()
        return list(Tenant.objects.filter(pk__in=list(ids)).order_by("schema_name"))


def _move_chunk(tenant: Tenant, *, after: int) -> tuple[int, int | None]:
    """Move some of the tenant we are inside of: how many, and after which fact to go on."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        current = keys.matching_keys().current
        cursor.execute(_STILL_OLD, [tenant.pk, current, after, CHUNK])
        found = cursor.fetchall()
        if not found:
            return 0, None
        had = {participation_id: number for _id, participation_id, number in found}
        rows = list(
            CountingRow.objects.filter(pk__in=had).values_list("id", "person_id", "matching_box")
        )
        _publish_again(_elsewhere(rows, numbering.person_numbers(tenant, rows), had))
    return len(rows), found[-1][0]


def _elsewhere(
    rows: list[numbering.Row], numbers: list[int], had: dict[UUID, int]
) -> Iterator[UUID]:
    """Whose person was given a second number under the current key, before the older one was met."""
    for (participation_id, _person, _box), number in zip(rows, numbers, strict=True):
        if had[participation_id] != number:
            yield participation_id


def _publish_again(participations: Iterator[UUID]) -> None:
    topic = OutboxEntry.Topic.PARTICIPATION
    OutboxEntry.objects.bulk_create(
        OutboxEntry(topic=topic, subject_id=participation_id) for participation_id in participations
    )


def left_behind() -> int:
    """How many people are known under an older key still."""
    current = keys.matching_keys().current
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        return _under_another_than(current)


def give_up_older_keys() -> list[str]:
    """Make the current key the only one; refused as long as anybody needs another."""
    current = keys.matching_keys().current
    with tenancy.acting_as(tenancy.Role.PUBLISHING), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statements.ONE_AT_A_TIME)
        if count := _under_another_than(current):
            raise NotFinished(f"{count} people are known under an older key: rotate first")
        older = MatchingKey.objects.exclude(name=current)
        names = sorted(older.values_list("name", flat=True))
        older.delete()
    return names


def _under_another_than(current: str) -> int:
    """Whoever stands under no key at all is known by nothing that a key could find."""
    return PersonNumber.objects.exclude(key_name__in=(current, "")).count()
