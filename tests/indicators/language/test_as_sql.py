"""SQL and Python agree on everybody, and a rule never becomes part of the statement's text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from indicators.language import as_sql, fields, nodes, tree
from tests.indicators.language.agreement import wrong_in_sql
from tests.indicators.language.population import anna, day_after_leaving, insert
from tests.indicators.language.rules import EMPLOYED_IN_28_DAYS, days, rules

WOMAN = {"field": "sex", "is": "F"}
LEFT = {"field": "ended_on", "known": True}
ONE_DAY = timedelta(days=1)


def counted(key: int | str, rule: object, counts_on: str = "started_on") -> as_sql.Counted:
    return as_sql.Counted(key=key, tree=tree.parse(rule), counts_on=counts_on)


def test_sql_takes_whom_a_rule_should_take_and_nobody_else(scratch_connection):
    assert wrong_in_sql(scratch_connection) == []


def test_a_hit_is_a_participation_a_definition_and_the_day_it_counts_on(scratch_connection):
    employed = anna(employment_on=day_after_leaving(28))
    still_here = anna(sex="M", ended_on=None)
    insert(scratch_connection, [employed, still_here])

    statement = as_sql.hits_statement(
        [
            counted("WOMEN", WOMAN),
            counted("EMPLOYED", EMPLOYED_IN_28_DAYS, "employment_on"),
            counted("ADULTS", {"field": "age", "at_least": 18}, "ended_on"),
        ]
    )

    assert sorted(scratch_connection.execute(*statement)) == [
        (0, "ADULTS", day_after_leaving(0)),
        (0, "EMPLOYED", day_after_leaving(28)),
        (0, "WOMEN", date(2021, 1, 11)),
    ]


def test_hits_can_be_asked_of_some_participations_only(scratch_connection):
    insert(scratch_connection, [anna(), anna(), anna(sex="M")])
    definitions = [counted("WOMEN", WOMAN), counted("LEFT", LEFT, "ended_on")]

    def hits(ids):
        statement = as_sql.hits_statement(definitions, ids=ids)
        return sorted((id_, key) for id_, key, _ in scratch_connection.execute(*statement))

    assert hits([1, 2]) == [(1, "LEFT"), (1, "WOMEN"), (2, "LEFT")]
    assert hits([]) == []


def test_no_definitions_give_no_hits(scratch_connection):
    insert(scratch_connection, [anna()])

    assert scratch_connection.execute(*as_sql.hits_statement([])).fetchall() == []


def hit_ids(connection, definition: as_sql.Counted) -> list[int]:
    hits = connection.execute(*as_sql.hits_statement([definition])).fetchall()
    assert {key for _, key, _ in hits} <= {definition.key}
    return sorted(id_ for id_, _, _ in hits)


def test_a_definition_of_one_rule_set_judges_no_participation_of_the_other(scratch_connection):
    insert(scratch_connection, [anna(rule_set="P2014"), anna(rule_set="P2021")])

    both = counted("WOMEN", WOMAN)

    assert hit_ids(scratch_connection, both) == [0, 1]
    assert hit_ids(scratch_connection, replace(both, rule_set="P2014")) == [0]
    assert hit_ids(scratch_connection, replace(both, rule_set="P2021")) == [1]


def test_a_version_judges_from_its_first_day_to_the_eve_of_the_next(scratch_connection):
    first, last = date(2021, 7, 1), date(2021, 9, 30)
    borders = [first - ONE_DAY, first, last, last + ONE_DAY]
    insert(scratch_connection, [anna(ended_on=day) for day in borders])

    first_version = replace(counted("LEFT", LEFT, "ended_on"), until=first)
    second = replace(first_version, since=first, until=last + ONE_DAY)
    third = replace(first_version, since=last + ONE_DAY, until=None)

    assert hit_ids(scratch_connection, first_version) == [0]
    assert hit_ids(scratch_connection, second) == [1, 2]
    assert hit_ids(scratch_connection, third) == [3]


@pytest.mark.parametrize("key", [7, -7, "WOMEN"])
def test_a_key_comes_back_as_it_was_given(scratch_connection, key):
    insert(scratch_connection, [anna()])

    assert hit_ids(scratch_connection, counted(key, WOMAN)) == [0]


@pytest.mark.parametrize("kind", ["smallint", "text"])
def test_hits_of_no_definition_fit_into_a_table_of_either_key(scratch_connection, kind):
    scratch_connection.execute(f"create temporary table hit (id bigint, key {kind}, on_day date)")

    entered = scratch_connection.execute(f"insert into hit {as_sql.hits_statement([])[0]}")

    assert entered.rowcount == 0


@given(rule=rules())
def test_values_are_bound_and_never_written_into_the_statement(rule):
    sql, params = as_sql.condition(tree.parse(rule))

    text = sql.replace("%s", "")
    assert "'" not in text
    assert "%" not in text
    assert not any(character.isdigit() for character in text)
    assert sql.count("%s") == len(params)


@pytest.mark.parametrize(
    "forged",
    [
        nodes.Is("sex = 'F' or true; --", "F"),
        nodes.Known("id"),
        nodes.Observed("employment_on - p.ended_on < 9 or true; --", days(0, 28)),
        nodes.Observed("EMPLOYMENT", replace(days(0, 28), after="ended_on or true; --")),
        nodes.Compared("age", "> 0 or true; --", 18),
    ],
)
def test_a_tree_forged_past_the_parser_finds_no_column(forged):
    with pytest.raises(KeyError):
        as_sql.condition(forged)


def test_a_day_forged_past_the_definition_finds_no_column():
    with pytest.raises(KeyError):
        as_sql.hits_statement([counted("WOMEN", WOMAN, "started_on) from pg_shadow --")])


@pytest.mark.parametrize("day", fields.COUNTING_DAYS)
def test_every_day_of_the_list_can_be_counted_on(scratch_connection, day):
    insert(scratch_connection, [anna(**{day: date(2021, 7, 5)})])

    hits = scratch_connection.execute(*as_sql.hits_statement([counted("WOMEN", WOMAN, day)]))

    assert hits.fetchall() == [(0, "WOMEN", date(2021, 7, 5))]
