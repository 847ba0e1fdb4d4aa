"""Publishing: takes a tenant's outbox and makes facts, hits and cells agree with its tables.

All of it is one transaction: rows of the outbox are gone if and only if what they asked for is
done. What is touched is replaced, never added to, so that doing it twice changes nothing.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from core import crypto
from core.ledger.models import OutboxEntry
from indicators.definitions import queries as definitions
from indicators.facts import statements
from indicators.facts.models import Publication
from indicators.language.as_sql import Counted, hits_statement
from projects.participants.models import CountingRow
from tenants.models import Tenant

BATCH = 5000


@dataclass
class Touched:
    """What the taken rows of an outbox ask for."""

    participations: set[UUID] = field(default_factory=set)
    projects: set[UUID] = field(default_factory=set)
    cards: set[UUID] = field(default_factory=set)
    whole_tenant: bool = False


def publish(tenant: Tenant, *, on: date) -> int:
    """Publish what waits in the tenant we are inside of; return how many outbox rows were taken."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statements.ONE_AT_A_TIME)
        entries = list(
            OutboxEntry.objects.select_for_update(skip_locked=True).order_by("id")[:BATCH]
        )
        if not entries:
            _say_there_is_nothing(tenant)
            return 0
        touched = _touched(entries)
        _replace_facts(tenant, touched, on=on)
        _replace_cards(tenant, touched)
        _rebuild_cells(tenant, touched)
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
        _say_fresh(tenant)
    return len(entries)


def _touched(entries: list[OutboxEntry]) -> Touched:
    topic = OutboxEntry.Topic
    touched = Touched()
    for entry in entries:
        if entry.subject_id is None:
            touched.whole_tenant = True
        elif entry.topic == topic.PARTICIPATION:
            touched.participations.add(entry.subject_id)
        else:
            touched.cards.add(entry.subject_id)
    rows = CountingRow.objects.all()
    if not touched.whole_tenant:
        of_projects = rows.filter(project_id__in=touched.cards)
        touched.participations |= set(of_projects.values_list("id", flat=True))
    else:
        touched.participations |= set(rows.values_list("id", flat=True))
    return touched


def _replace_facts(tenant: Tenant, touched: Touched, *, on: date) -> None:
    wanted = list(touched.participations)
    with connection.cursor() as cursor:
        if touched.whole_tenant:
            cursor.execute(statements.FORGET_TENANT, [tenant.pk])
        else:
            cursor.execute(statements.FORGET, [wanted, list(touched.cards), tenant.pk])
        forgotten = cursor.fetchall()
        rows = list(
            CountingRow.objects.filter(pk__in=wanted).values_list(
                "id", "person_id", "matching_box", "project_id"
            )
        )
        numbers = _person_numbers(tenant, rows)
        cursor.execute(
            statements.REMEMBER,
            [tenant.pk, tenant.unit_id or "", [row[0] for row in rows], numbers],
        )
        fact_ids = [row[0] for row in cursor.fetchall()]
        _count_hits(fact_ids, on=on)
        people = sorted({*numbers, *(person_no for person_no, _project in forgotten)})
        cursor.execute(statements.FLAG_FIRST, [people])
    touched.projects = {project for _no, project in forgotten} | {row[3] for row in rows}


def _person_numbers(tenant: Tenant, rows: list[tuple]) -> list[int]:
    """The number of each row's person, in the rows' order."""
    pseudonyms = [
        crypto.pseudonym(_identity(tenant, person_id, box)) for _id, person_id, box, _p in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(statements.NUMBER_PEOPLE, [sorted(set(pseudonyms))])
        cursor.execute(statements.PEOPLE_BY_PSEUDONYM, [sorted(set(pseudonyms))])
        known = {bytes(pseudonym): number for number, pseudonym in cursor.fetchall()}
    return [known[pseudonym] for pseudonym in pseudonyms]


def _identity(tenant: Tenant, person_id: UUID, box: bytes | None) -> str:
    """What the pseudonym is made of; without PESEL or matching, a name that matches nobody."""
    if box is None or not tenant.joins_matching:
        return f"alone:{tenant.uuid}:{person_id}"
    return f"pesel:{crypto.unboxed(bytes(box))}"


def _count_hits(fact_ids: list[int], *, on: date) -> None:
    counted = [
        Counted(key=one.definition.code, tree=one.rule, counts_on=one.version.counts_on)
        for one in definitions.in_force(on=on)
    ]
    select, params = hits_statement(counted, ids=fact_ids)
    values: list[Any] = params
    with connection.cursor() as cursor:
        cursor.execute(f"{statements.ENTER_HITS}{select}) as hits", values)


def _replace_cards(tenant: Tenant, touched: Touched) -> None:
    with connection.cursor() as cursor:
        if touched.whole_tenant:
            cursor.execute(statements.FORGET_CARDS, [tenant.pk])
        cursor.execute(
            statements.ENTER_CARDS,
            [tenant.pk, tenant.unit_id or "", touched.whole_tenant, list(touched.cards)],
        )


def _rebuild_cells(tenant: Tenant, touched: Touched) -> None:
    with connection.cursor() as cursor:
        if touched.projects:
            projects = list(touched.projects)
            cursor.execute(statements.FORGET_CELLS, [projects])
            cursor.execute(statements.PROJECT_CELLS, [tenant.pk, projects])
        cursor.execute(statements.FORGET_TENANT_CELLS)
        cursor.execute(statements.TENANT_CELLS, [tenant.pk])


def _say_fresh(tenant: Tenant) -> None:
    Publication.objects.update_or_create(
        tenant_id=tenant.pk,
        defaults={
            "tenant_name": tenant.name,
            "unit_code": tenant.unit_id or "",
            "published_at": timezone.now(),
            "problem": "",
            "problem_at": None,
        },
    )


def _say_there_is_nothing(tenant: Tenant) -> None:
    """A tenant that never had anything to publish is fresh too, and known to be."""
    if not Publication.objects.filter(tenant_id=tenant.pk).exists():
        _say_fresh(tenant)


def say_trouble(tenant: Tenant, error: Exception) -> None:
    """Leave word, for everybody who reads figures, that this tenant could not be published."""
    Publication.objects.update_or_create(
        tenant_id=tenant.pk,
        defaults={
            "tenant_name": tenant.name,
            "unit_code": tenant.unit_id or "",
            "problem": type(error).__name__,
            "problem_at": timezone.now(),
        },
    )
