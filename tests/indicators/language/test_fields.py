"""The closed list of fields has words for everything a rule may say."""

import pytest

from indicators.language import fields
from indicators.language.fields import Kind
from projects.participants.scopes import scope
from tests.indicators.language.population import ANNA


def test_fields_and_outcomes_are_the_columns_of_a_participation():
    columns = [*fields.FIELDS, *(outcome.column for outcome in fields.OUTCOMES.values())]

    assert sorted(columns) == sorted(ANNA)


@pytest.mark.parametrize("field", fields.FIELDS.values(), ids=lambda field: field.name)
def test_a_field_has_what_its_kind_needs(field):
    if field.kind in (Kind.WORD, Kind.TRUTH):
        assert field.values
    else:
        # Numbers may have words, and then all of them have.
        assert set(field.values) in (set(), set(range(field.low, field.high + 1)))
    assert bool(field.pattern) == (field.kind is Kind.CODE)
    assert (field.low < field.high) == (field.kind is Kind.NUMBER)


@pytest.mark.parametrize("field", fields.FIELDS.values(), ids=lambda field: field.name)
def test_either_all_values_of_a_field_are_clauses_or_none(field):
    clauses = [value.clause for value in field.values.values()]

    assert all(clauses) or not any(clauses)


@pytest.mark.parametrize(
    "field", [f for f in fields.FIELDS.values() if f.kind is Kind.TRUTH], ids=lambda f: f.name
)
def test_a_truth_has_words_for_yes_and_for_no(field):
    assert set(field.values) == {True, False}
    assert all(value.clause for value in field.values.values())


def test_a_participation_is_counted_on_a_day_somebody_knows():
    assert fields.COUNTING_DAYS.keys() == {name for name in ANNA if name.endswith("_on")}


@pytest.mark.parametrize("rule_set", ["P2014", "P2021"])
def test_every_detail_of_a_status_that_a_scope_offers_can_be_asked_for(rule_set):
    offered = scope(rule_set).fields["labour_detail"].codes

    assert {code.rpartition(":")[2] for code in offered} <= set(
        fields.FIELDS["labour_detail"].values
    )


@pytest.mark.parametrize(
    "field", [f for f in fields.FIELDS.values() if f.phrase], ids=lambda field: field.name
)
def test_only_support_is_counted_in_words_and_it_only_grows(field):
    assert field.grows
    assert str(field.phrase % {"count": "at least 2", "number": 2}).count("at least 2") == 1
