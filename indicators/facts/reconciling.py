"""From nothing: what facts, hits and cells must be, compared with what they are.

The nightly proof that publishing keeps its promise. It finds nothing, unless a table was touched
past the operations or the product has a defect; then it says so, and `repair` puts it right.
"""

from collections import Counter
from datetime import date
from typing import Any

from django.db import connection, transaction

from core.ledger.models import OutboxEntry
from indicators.facts import numbering, overlap, publishing, recounting, statements, tally, telling
from indicators.facts.hits import hits_of, open_of
from indicators.facts.models import ParticipationFact
from indicators.programme_periods import publishing as standing
from indicators.targets import statements as targets
from projects.participants.models import CountingRow
from tenants.models import Tenant

# Whoever works at night changes what is being compared; then it is compared again.
ATTEMPTS = 5

_DIFFERING = """
with expected as ({expected}), actual as ({actual})
select (select count(*) from (select * from expected except all select * from actual) missing)
  + (select count(*) from (select * from actual except all select * from expected) superfluous)"""

_FACTS = f"select {statements.FACT_COLUMNS} from facts.participation where tenant_id = %s"
_SUPPORT = (
    f"select {statements.SUPPORT_COLUMNS} from facts.support where participation_id = any(%s)"
)
_HITS = """
select participation_id, definition_no, counted_on from facts.hit where participation_id = any(%s)"""
_OPEN = """
select participation_id, definition_no, closes_on from facts.open_result
where participation_id = any(%s)"""
_OPEN_CELLS_FROM_NOTHING = statements.OPEN_OF.format(which=f"p.{statements.WHOLE_TENANT}")
_OPEN_CELLS = "select project_id, definition_code, closes_on, participations_count from open_cell"
_PRIORS = """
select participation_id, definition_no, prior_in_project, prior_in_tenant, prior_in_unit,
  prior_in_programme from facts.hit"""
_PEOPLE = "select id, participations_count, tenants_count from facts.person"
_PEOPLE_FROM_NOTHING = """
select n.id, count(p.id), count(distinct p.tenant_id)
from facts.person n left join facts.participation p on p.person_no = n.id group by n.id"""
_CARDS = f"select {statements.CARD_COLUMNS} from facts.project_card where tenant_id = %s"
_DECLARED = f"select {statements.DECLARED_COLUMNS} from facts.declared where tenant_id = %s"
_UNIT = f"select {targets.UNIT_COLUMNS} from unit_targets where tenant_id = %s"
_STANDING = f"select {standing.COLUMNS} from period_standing where tenant_id = %s"
_NO_FACT = "not exists (select from facts.participation p where {condition})"
_OF_NO_TENANT = "tenant_id not in (select id from tenant)"
# What stands there for nobody: no tenant has it, or the fact it belongs to is gone.
_ORPHANS = {
    "facts.participation": _OF_NO_TENANT,
    "facts.project_card": _OF_NO_TENANT,
    "facts.declared": _OF_NO_TENANT,
    "unit_targets": _OF_NO_TENANT,
    "period_standing": _OF_NO_TENANT,
    "facts.hit": _NO_FACT.format(condition="p.id = hit.participation_id"),
    "facts.open_result": _NO_FACT.format(condition="p.id = open_result.participation_id"),
    "facts.support": _NO_FACT.format(condition="p.id = support.participation_id"),
    "facts.person": _NO_FACT.format(condition="p.person_no = person.id"),
}
_REPEATS = "select of, times, people_count from facts.repeat where people_count <> 0"


def differences(tenant: Tenant, *, on: date) -> Counter[str]:
    """Compare the tenant we are inside of with its tables; how many rows differ, by kind.

    What waits in the outbox is published first: to be late is not to be wrong.
    """
    found: Counter[str] = Counter()
    for _attempt in range(ATTEMPTS):
        while publishing.publish(tenant, on=on):
            pass
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statements.ONE_AT_A_TIME)
            tenant.refresh_from_db(fields=["name", "unit", "joins_matching"])
            recounting.catch_up(tenant.pk)
            found = _compared(tenant, on=on)
            if not (found and OutboxEntry.objects.exists()):
                return found
    return found


def _compared(tenant: Tenant, *, on: date) -> Counter[str]:
    rows = list(CountingRow.objects.values_list("id", "person_id", "matching_box"))
    ids = [row[0] for row in rows]
    numbers = numbering.person_numbers(tenant, rows)
    facts = list(ParticipationFact.objects.filter(tenant_id=tenant.pk).values_list("pk", flat=True))
    hits, params = hits_of(facts, on=on)
    opened, open_params = open_of(facts, on=on)
    unit, own = tenant.unit_id or "", {"tenant": tenant.pk}
    return +Counter(
        facts=_differing(statements.FACTS, _FACTS, [tenant.pk, unit, ids, numbers, ids, tenant.pk]),
        support=_differing(statements.SUPPORT, _SUPPORT, [facts, ids, facts]),
        hits=_differing(f"select id, key, counted_on from ({hits}) h", _HITS, [*params, facts]),
        open=_differing(
            f"select id, key, closes_on from ({opened}) o", _OPEN, [*open_params, facts]
        ),
        cells=_differing(tally.OWN_FROM_NOTHING, tally.OWN, own),
        open_cells=_differing(_OPEN_CELLS_FROM_NOTHING, _OPEN_CELLS, [tenant.pk]),
        overlap=_differing(overlap.REPEATS_FROM_NOTHING, overlap.REPEATS, own)
        + _differing(overlap.SHARED_FROM_NOTHING, overlap.SHARED, own),
        cards=_differing(statements.CARDS, _CARDS, [tenant.pk, unit, True, [], tenant.pk]),
        declared=_differing(statements.DECLARED, _DECLARED, [tenant.pk, unit, True, [], tenant.pk]),
        unit_targets=_differing(targets.UNIT, _UNIT, [tenant.pk, tenant.name, unit, tenant.pk]),
        standing=_differing(standing.STANDING, _STANDING, [tenant.pk, tenant.pk]),
        **{
            teller.table: _differing(teller.expected, teller.actual, [tenant.pk, tenant.pk])
            for teller in telling.tellers
        },
    )


def shared_differences() -> Counter[str]:
    """Compare what all tenants share with their facts; how many rows differ, by kind."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        return +Counter(
            orphans=_count_orphans(),
            order=_differing(statements.PRIORS, _PRIORS),
            shared_cells=_differing(tally.SHARED_FROM_NOTHING, tally.SHARED),
            people=_differing(_PEOPLE_FROM_NOTHING, _PEOPLE),
            repeats=_differing(tally.REPEATS_FROM_NOTHING, _REPEATS),
        )


def _orphans() -> dict[str, str]:
    """By which condition the rows of each table are nobody's; facts go first."""
    return _ORPHANS | {teller.table: _OF_NO_TENANT for teller in telling.tellers}


def _count_orphans() -> int:
    counts = (
        f"(select count(*) from {table} where {condition})"
        for table, condition in _orphans().items()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"select {' + '.join(counts)}")
        return int(cursor.fetchone()[0])


def _differing(expected: str, actual: str, params: Any = None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING.format(expected=expected, actual=actual), params)
        return int(cursor.fetchone()[0])


def repair(tenant: Tenant, *, on: date) -> None:
    """Make the cells of the tenant we are inside of agree with its hits, and all of it with its tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        tally.rebuild_own(tenant.pk)
        overlap.rebuild(tenant.pk)
        OutboxEntry.objects.create(topic=OutboxEntry.Topic.TENANT)
    while publishing.publish(tenant, on=on):
        pass


def repair_shared() -> None:
    """Forget orphans, order all hits anew, and make the shared cells from nothing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        for table, condition in _orphans().items():
            # Facts go first: what belongs to them is then an orphan too.
            cursor.execute(f"delete from {table} where {condition}")
        cursor.execute(statements.ORDER_ALL_HITS)
        tally.rebuild_shared()
