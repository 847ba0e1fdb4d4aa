"""Everybody is a hit, may still be one, was lost, or never could: by Python and by SQL alike."""

import random
from datetime import date, timedelta

import pytest

from indicators.language import fields, nodes, opening, opening_as_sql, tree
from indicators.language.counted import Counted
from indicators.language.opening import State
from tests.indicators.language.population import LEFT_ON, anna, insert
from tests.indicators.language.standings import (
    EMPLOYED,
    STANDINGS,
    WOMAN,
    definition,
    misplaced_by_python,
    misplaced_by_sql,
)

pytestmark = pytest.mark.xdist_group("generated rules")

HIT, IN_PROGRESS, PENDING, LOST, OUTSIDE = State


def test_everybody_stands_where_they_should(scratch_connection):
    assert {state for *_, state in STANDINGS} == set(State)
    assert misplaced_by_python() == []
    assert misplaced_by_sql(scratch_connection) == []


def test_what_is_open_can_be_asked_of_some_participations_and_of_no_definition(scratch_connection):
    insert(scratch_connection, [anna(), anna(), anna(at_risk=False)])

    def ids(definitions, ids):
        statement = opening_as_sql.open_statement(definitions, ids=ids)
        return [id_ for id_, *_ in scratch_connection.execute(*statement)]

    assert ids([EMPLOYED], [1, 2]) == [1]
    assert ids([], [1, 2]) == ids([], None) == []


def test_a_day_forged_past_the_definition_opens_no_column():
    with pytest.raises(KeyError):
        opening_as_sql.open_statement([definition(WOMAN, "started_on) from pg_shadow --")])


def later(row: dict[str, object], on: date, choice: random.Random) -> dict[str, object]:
    """The same participation when something has happened on a day or after it."""
    ahead = [outcome.column for outcome in fields.OUTCOMES.values()]
    changed = {
        column: on + timedelta(days=choice.randrange(40))
        for column in ahead
        if choice.random() < 0.5 and row[column] is None
    }
    if row["ended_on"] is None:
        grown = choice.randrange(5)
        changed |= {name: row[name] + grown for name, field in fields.FIELDS.items() if field.grows}
        if choice.random() < 0.7:
            changed["ended_on"] = on + timedelta(days=choice.randrange(5))
            if row["completed_path"] is None:
                changed["completed_path"] = choice.choice([True, False])
    return {**row, **changed}


def test_nobody_who_was_lost_or_outside_counts_by_what_happens_afterwards(some_trees, some_people):
    choice, became_hits = random.Random(1), 0
    for rule in some_trees[:700]:
        counted = Counted(key=1, tree=rule, counts_on="started_on")
        for row in choice.sample(some_people, 12):
            on = LEFT_ON + timedelta(days=choice.randrange(60))
            before = opening.standing([counted], row).state(on=on)
            if before is not HIT and opening.is_hit(counted, later(row, on, choice)):
                assert before in (IN_PROGRESS, PENDING), (tree.to_json(rule), row, on)
                became_hits += 1

    assert became_hits > 50


def test_a_participation_moves_from_pending_to_lost_and_never_back(some_trees, some_people):
    order = [IN_PROGRESS, PENDING, LOST]
    for rule in some_trees[:300]:
        counted = Counted(key=1, tree=nodes.Not(rule), counts_on="started_on")
        for row in some_people[:10]:
            stands = opening.standing([counted], row)
            states = [stands.state(on=LEFT_ON + timedelta(days=n)) for n in range(0, 800, 80)]
            if set(states) - set(order):
                assert len(set(states)) == 1
            else:
                assert [order.index(state) for state in states] == sorted(map(order.index, states))
