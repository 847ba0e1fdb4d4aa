"""SQL and Python agree person by person, on everything a rule can say, and keep logic's laws."""

import itertools
import operator
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from psycopg import ClientCursor

from indicators.language import as_python, fields, nodes
from indicators.language.counted import Counted
from tests.indicators.language.agreement import Rows, parted_hits, parted_openings, wrong_in_sql
from tests.indicators.language.population import LEFT_ON
from tests.indicators.language.standings import misplaced_by_sql

# The examples are made once and judged by one process.
pytestmark = pytest.mark.xdist_group("generated rules")

ENOUGH = 2000
RULES_AT_A_TIME, PEOPLE_AT_A_TIME = 100, 40
BORDERS = [LEFT_ON + timedelta(days=days) for days in (-8, 0, 1, 20)]


def pairs(
    trees: Sequence[nodes.Branch], people: Rows
) -> Iterator[tuple[Sequence[nodes.Branch], Rows]]:
    """Rules with a population drawn for them, until every rule has met one."""
    for nth, start in enumerate(range(0, len(trees), RULES_AT_A_TIME)):
        drawn = random.Random(nth).sample(people, PEOPLE_AT_A_TIME)
        yield trees[start : start + RULES_AT_A_TIME], drawn


def counted(trees: Sequence[nodes.Branch]) -> list[Counted]:
    """Definitions of every make: counted on each day, of either rule set, of one or two versions."""
    days, found = itertools.cycle(fields.COUNTING_DAYS), []
    for key, tree in enumerate(trees):
        day, border = next(days), BORDERS[key // 5 % len(BORDERS)]
        rule_set = ("", "", "P2014", "P2021")[key // 3 % 4]
        first = Counted(key=key, tree=tree, counts_on=day, rule_set=rule_set)
        if key % 3:
            found.append(first)
            continue
        next_rule = trees[(key + 1) % len(trees)]
        found += [
            Counted(key=key, tree=tree, counts_on=day, rule_set=rule_set, until=border),
            Counted(key=key, tree=next_rule, counts_on=day, rule_set=rule_set, since=border),
        ]
    return found


def test_sql_and_python_agree_on_every_person_of_two_thousand_rules(
    scratch_connection, some_trees, some_people
):
    met = 0
    for trees, people in pairs(some_trees, some_people):
        definitions = [
            Counted(key=key, tree=tree, counts_on="started_on") for key, tree in enumerate(trees)
        ]
        assert parted_hits(scratch_connection, definitions, people) == []
        met += len(trees)

    assert len(set(some_trees)) == met >= ENOUGH
    assert len({str(row) for row in some_people}) >= len(some_people) * 0.9


def test_a_rule_says_the_same_of_all_who_are_alike_in_what_it_asks(some_trees, some_people):
    for trees, people in pairs(some_trees, some_people):
        for tree in trees:
            columns = as_python.asked(tree)
            for one, other in zip(people, reversed(people), strict=True):
                alike = other | {column: one[column] for column in columns}
                assert verdict(tree, alike) is verdict(tree, one)


def verdict(tree: nodes.Branch, row: Mapping[str, Any]) -> bool:
    return as_python.verdict(tree, row).holds


def test_sql_and_python_agree_on_every_version_of_a_definition(
    scratch_connection, some_trees, some_people
):
    for trees, people in pairs(some_trees[:600], some_people):
        assert parted_hits(scratch_connection, counted(trees), people) == []


def test_sql_and_python_agree_on_who_may_still_count_and_until_when(
    scratch_connection, some_trees, some_people
):
    for trees, people in pairs(some_trees[:800], some_people):
        assert parted_openings(scratch_connection, counted(trees), people) == []


def test_nothing_changes_where_the_client_binds_the_values(scratch_connection):
    """As Django does it: values arrive as literals, and PostgreSQL finds their types itself."""
    kept, scratch_connection.cursor_factory = scratch_connection.cursor_factory, ClientCursor
    try:
        assert wrong_in_sql(scratch_connection) == misplaced_by_sql(scratch_connection) == []
    finally:
        scratch_connection.cursor_factory = kept


def test_most_rules_part_some_people_from_others(some_trees, some_people):
    parting = 0
    for trees, people in pairs(some_trees[:500], some_people):
        for tree in trees:
            parting += len({as_python.verdict(tree, row).holds for row in people}) == 2

    assert parting > 200


def test_the_laws_of_logic_hold(some_trees, some_people):
    people = some_people[:40]

    def holds(tree: nodes.Branch) -> list[bool]:
        return [as_python.verdict(tree, row).holds for row in people]

    for one, other in itertools.pairwise(some_trees[:120]):
        both, either = holds(nodes.AllOf((one, other))), holds(nodes.AnyOf((one, other)))
        neither = nodes.AllOf((nodes.Not(one), nodes.Not(other)))
        not_both = nodes.AnyOf((nodes.Not(one), nodes.Not(other)))

        assert holds(nodes.Not(nodes.Not(one))) == holds(one)
        assert holds(nodes.Not(neither)) == either
        assert holds(nodes.Not(not_both)) == both
        # One more branch in "all" never adds anybody, one more in "any" never loses anybody.
        assert all(map(operator.le, both, holds(one)))
        assert all(map(operator.ge, either, holds(one)))
