"""Every operation is called: one audit row, an outbox row where figures move, nothing when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from psycopg import sql

from core import tenancy
from core.ledger.models import AuditEvent, OutboxEntry
from core.operation import REGISTERED, Operation
from core.platform_ledger.models import PlatformAuditEvent
from tests.environment import SHELVES
from tests.everywhere.recipes import RECIPES

ROOT = Path(__file__).resolve().parents[2]
for pattern, shelf in product(("operations.py", "operations/*.py"), SHELVES):
    for found in (ROOT / shelf).rglob(pattern):
        parts = found.relative_to(ROOT).with_suffix("").parts
        import_module(".".join(part for part in parts if part not in ("platform", "__init__")))

WRITES = ("INSERT", "UPDATE", "DELETE")
LOOKING = {
    "reveal_pesel",
    "open_paper",
    "open_papers",
    "open_file",
    "export_list",
    "export_payroll",
    "take_list",
    "take_marked",
    "take_out_to_correct",
    "note_export",
    "take_tables",
}
# What they allow is changed outside of the unit, in a transaction of its own.
ALLOWING = {"let_a_person_in", "shut_a_person_out"}


class Injected(Exception):
    """The disk is full, the network is gone, the server was killed: a write that fails."""


def test_every_operation_has_a_recipe_and_every_recipe_an_operation():
    assert set(RECIPES) == set(REGISTERED)
    assert len(REGISTERED) > 20


@pytest.fixture(params=sorted(REGISTERED))
def called(request, alfa, coordinator) -> Iterator[tuple[Operation, dict[str, Any], bool]]:
    """An operation about to be called, where it belongs, with what it needs made."""
    operation, recipe = REGISTERED[request.param], RECIPES[request.param]
    here = tenancy.inside(alfa) if recipe.inside_a_tenant else tenancy.acting_as(recipe.role)
    with here:
        yield operation, recipe.prepare(), recipe.inside_a_tenant


def test_it_leaves_exactly_one_audit_row_and_an_outbox_row_where_figures_move(called):
    operation, arguments, inside = called
    trail = AuditEvent if inside else PlatformAuditEvent
    rows_before = trail.objects.count()
    outbox_before = OutboxEntry.objects.count() if inside else 0

    operation.function(**arguments)

    assert trail.objects.count() == rows_before + 1
    waiting = (OutboxEntry.objects.count() if inside else 0) - outbox_before
    assert (waiting > 0) == operation.moves_figures


def test_nothing_of_it_remains_when_any_of_its_writes_fails(called):
    operation, arguments, inside = called
    before = _fingerprint(_tables())
    written = 0
    while True:
        with _failing_at(written) as failed:
            try:
                operation.function(**arguments)
            except Injected:
                failed.append(True)
        if not failed:
            break
        after = _fingerprint(_touched())
        assert after.items() <= before.items(), f"write number {written} failed and left something"
        written += 1
    # Whoever only looks or allows changes nothing but the trail.
    fewest = 1 if operation.name.rpartition(".")[2] in LOOKING | ALLOWING else 2
    assert written >= fewest, "an operation writes at least its change and its audit row"


@contextmanager
def _failing_at(number: int) -> Iterator[list[bool]]:
    seen = -1
    failed: list[bool] = []

    def wrapper(execute: Any, statement: Any, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        text = statement.as_string(None) if isinstance(statement, sql.Composable) else statement
        if text.lstrip().upper().startswith(WRITES):
            seen += 1
            if seen == number:
                raise Injected
        return execute(statement, params, many, context)

    with connection.execute_wrapper(wrapper):
        yield failed


Tables = frozenset[tuple[str, str]]


def _fingerprint(tables: Tables) -> dict[str, str]:
    """What each of these tables holds, as a hash."""
    one = sql.SQL(
        # Sums know no order, so no table has to be sorted.
        "select {}, concat_ws(' ', count(*), sum(hashtextextended(t::text, 0))) from {} t"
    )
    whole = [
        one.format(sql.Literal(".".join(table)), sql.Identifier(*table)) for table in sorted(tables)
    ]
    return dict(_asked_as_owner(sql.SQL(" union all ").join(whole))) if whole else {}


@cache
def _tables() -> Tables:
    """All of the shared schema and of alfa."""
    return frozenset(
        _asked_as_owner(
            "select schemaname, tablename from pg_tables where schemaname in ('public', 'alfa')"
        )
    )


def _touched() -> Tables:
    """Those in which this transaction wrote a row, taken back or not: no other can differ."""
    return _tables() & frozenset(
        _asked_as_owner(
            "select schemaname, relname from pg_stat_xact_user_tables"
            " where n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
    )


def _asked_as_owner(question: Any) -> list[tuple[str, str]]:
    with tenancy.acting_as(tenancy.Role.OWNER), connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
