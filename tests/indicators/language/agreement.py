"""Where two readings part: the same rules and the same people, asked of both.

The readings are given, so that the tests may ask them of readings with a planted mistake as well.
"""

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from psycopg import Connection

from indicators.language import as_python, as_sql, nodes, opening, opening_as_sql, tree
from indicators.language.counted import Counted
from tests.indicators.language.population import insert
from tests.indicators.language.rules import JUDGED

Rows = Sequence[dict[str, object]]


def definitions(rules: Iterable[nodes.Branch]) -> list[Counted]:
    return [
        Counted(key=place, tree=rule, counts_on="started_on") for place, rule in enumerate(rules)
    ]


def wrong_in_python(reading: ModuleType = as_python) -> list[Any]:
    """The hand-written cases that Python judges otherwise than they say."""
    return [
        (rule, row) for rule, row, holds in JUDGED if reading.verdict(rule, row).holds is not holds
    ]


def wrong_in_sql(connection: Connection, reading: ModuleType = as_sql) -> list[Any]:
    """The hand-written cases that SQL judges otherwise than they say."""
    insert(connection, [row for _, row, _ in JUDGED])
    statement = reading.hits_statement(definitions(rule for rule, _, _ in JUDGED))
    hits = {(key, id_) for id_, key, _ in connection.execute(*statement)}
    return [
        (tree.to_json(rule), row)
        for place, (rule, row, holds) in enumerate(JUDGED)
        if ((place, place) in hits) is not holds
    ]


def parted_hits(
    connection: Connection, counted: Sequence[Counted], rows: Rows, reading: ModuleType = as_sql
) -> list[Any]:
    """Definitions and people of whom SQL and Python say different things, the shortest first."""
    insert(connection, rows)
    by_sql = set(connection.execute(*reading.hits_statement(counted)).fetchall())
    by_python = {
        (id_, one.key, row[one.counts_on])
        for one in counted
        for id_, row in enumerate(rows)
        if opening.is_hit(one, row)
    }
    return _told(by_sql ^ by_python, counted, rows)


def parted_openings(
    connection: Connection,
    counted: Sequence[Counted],
    rows: Rows,
    *,
    python: ModuleType = opening,
    sql: ModuleType = opening_as_sql,
) -> list[Any]:
    """The same of who could still count, and until when; versions of one key belong together."""
    insert(connection, rows)
    by_sql = set(connection.execute(*sql.open_statement(counted)).fetchall())
    versions: dict[int | str, list[Counted]] = {}
    for one in counted:
        versions.setdefault(one.key, []).append(one)
    by_python = {
        (id_, key, standing.closes_on)
        for key, group in versions.items()
        for id_, row in enumerate(rows)
        if (standing := python.standing(group, row)).could_count and not standing.is_hit
    }
    return _told(by_sql ^ by_python, counted, rows)


def _told(parted: Iterable[Any], counted: Sequence[Counted], rows: Rows) -> list[Any]:
    told = [
        ([tree.to_json(one.tree) for one in counted if one.key == key], rows[id_], day)
        for id_, key, day in parted
    ]
    return sorted(told, key=lambda case: len(str(case[0])))
