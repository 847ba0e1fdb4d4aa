"""Publishing: takes a tenant's outbox and makes facts, hits and cells agree with its tables.

All of it is one transaction: rows of the outbox are gone if and only if what they asked for is
done. What is touched is replaced, never added to, so that doing it twice changes nothing.
"""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from core import tenancy
from core.outbox import Topic
from indicators.facts import hits, numbering, overlap, recounting, statements, tally, telling
from indicators.facts.models import ParticipationFact, Publication
from indicators.programme_periods.publishing import publish_standing
from indicators.targets import statements as targets
from projects.participants.models import CountingRow
from tenants.models import Tenant

BATCH = 5000


@dataclass
class Touched:
    """What the taken rows of an outbox ask for."""

    participations: set[UUID] = field(default_factory=set)
    cards: set[UUID] = field(default_factory=set)
    whole_tenant: bool = False
    unit_targets: bool = False

    @property
    def has_cards(self) -> bool:
        return self.whole_tenant or bool(self.cards)

    @property
    def are_few(self) -> bool:
        return not self.whole_tenant and len(self.participations) <= hits.FEW


def publish(tenant: Tenant, *, on: date) -> Touched | None:
    """Publish what waits in the tenant we are inside of; return what it was, None for nothing."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statements.ONE_AT_A_TIME)
            cursor.execute(statements.TAKE, [BATCH])
            entries = cursor.fetchall()
        if not entries:
            _say_there_is_nothing(tenant)
            return None
        touched = _touched(entries)
        recounting.catch_up(tenant.pk)
        with tenancy.keeping_plans() if touched.are_few else nullcontext():
            _replace(tenant, touched, on=on)
    return touched


def _touched(entries: Iterable[tuple[str, UUID | None]]) -> Touched:
    touched, whole_projects = Touched(), set[UUID]()
    for topic, subject_id in entries:
        if subject_id is None:
            touched.whole_tenant = True
        elif topic == Topic.PARTICIPATION:
            touched.participations.add(subject_id)
        elif topic == Topic.TARGETS:
            touched.unit_targets = True
        else:
            touched.cards.add(subject_id)
            if topic == Topic.PROJECT:
                whole_projects.add(subject_id)
    for rows, key in ((CountingRow.objects, "id"), (ParticipationFact.objects, "participation_id")):
        if whole_projects:
            # Also whoever has left the project since, or was taken out of it.
            found = rows.filter(project_id__in=whole_projects).values_list(key, flat=True)
            touched.participations |= set(found)
    if touched.whole_tenant:
        touched.participations |= set(CountingRow.objects.values_list("id", flat=True))
    return touched


def _replace(tenant: Tenant, touched: Touched, *, on: date) -> None:
    if touched.whole_tenant:
        # Whoever asked for all of it may have changed the tenant after it was read.
        tenant.refresh_from_db(fields=["name", "unit", "joins_matching"])
    _replace_facts(tenant, touched, on=on)
    _replace_cards(tenant, touched)
    _replace_unit_targets(tenant, touched)
    if touched.has_cards:
        publish_standing(tenant.pk)
        for teller in telling.tellers:
            teller.tell(tenant.pk)
    _say_fresh(tenant)
    if touched.has_cards:
        Publication.objects.filter(tenant_id=tenant.pk).update(has_untold_cards=True)


def _replace_facts(tenant: Tenant, touched: Touched, *, on: date) -> None:
    which, by = _which(tenant, touched)
    rows = list(
        CountingRow.objects.filter(pk__in=touched.participations).values_list(
            "id", "person_id", "matching_box"
        )
    )
    numbers = numbering.person_numbers(tenant, rows)
    with connection.cursor() as cursor:
        cursor.execute(statements.PEOPLE_OF.format(which=which), [by])
        people = sorted({*numbers, *(number for (number,) in cursor.fetchall())})
        tally.note_before(people)
        before = overlap.image(people)
        were_open = tally.open_by_day(which, by)
        cursor.execute(statements.FORGET.format(which=which), [by])
        ids = [row[0] for row in rows]
        cursor.execute(statements.REMEMBER, [tenant.pk, tenant.unit_id or "", ids, numbers, ids])
        fact_ids = [row[0] for row in cursor.fetchall()]
        cursor.execute(statements.ENTER_SUPPORT, [fact_ids, ids])
    hits.enter(fact_ids, on=on)
    after = overlap.image(people)
    hits.put_in_order(overlap.repeated(before, after))
    overlap.add_difference(before, after, tenant_id=tenant.pk)
    tally.add_difference(people, tenant_id=tenant.pk)
    moved = overlap.moved(before, after)
    tally.note_times(moved)
    numbering.let_go({*moved, *numbering.of_nobody(rows, numbers)})
    tally.add_open(were_open, tally.open_by_day(which, by))


def _which(tenant: Tenant, touched: Touched) -> tuple[str, Any]:
    if touched.whole_tenant:
        return statements.WHOLE_TENANT, tenant.pk
    return statements.SOME, list(touched.participations)


def _replace_cards(tenant: Tenant, touched: Touched) -> None:
    if not touched.has_cards:
        return
    which: list[Any] = [touched.whole_tenant, list(touched.cards)]
    with connection.cursor() as cursor:
        if touched.whole_tenant:
            cursor.execute(statements.FORGET_CARDS, [tenant.pk])
        cursor.execute(statements.ENTER_CARDS, [tenant.pk, tenant.unit_id or "", *which])
        cursor.execute(statements.FORGET_DECLARED, [tenant.pk, *which])
        cursor.execute(statements.ENTER_DECLARED, [tenant.pk, tenant.unit_id or "", *which])


def _replace_unit_targets(tenant: Tenant, touched: Touched) -> None:
    if touched.has_cards or touched.unit_targets:
        _tell_unit_targets(tenant)


def _tell_unit_targets(tenant: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(targets.ENTER_UNIT, [tenant.pk, tenant.name, tenant.unit_id or ""])


def _say_fresh(tenant: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements.SAY_FRESH, [tenant.pk, tenant.name, tenant.unit_id or ""])


def _say_there_is_nothing(tenant: Tenant) -> None:
    """A tenant that never had anything to publish is fresh too, and known to be."""
    if not Publication.objects.filter(tenant_id=tenant.pk).exists():
        _tell_unit_targets(tenant)
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
