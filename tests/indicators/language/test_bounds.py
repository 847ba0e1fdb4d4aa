"""Whatever comes in is read or refused: nothing runs away, nothing else is ever raised."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.language import (
    as_python,
    as_sentence,
    as_sql,
    fields,
    nodes,
    opening_as_sql,
    tree,
    values,
)
from tests.indicators.language.agreement import definitions
from tests.indicators.language.population import anna, insert
from tests.indicators.language.rules import rules

WOMAN = {"field": "sex", "is": "F"}
LONGEST_PATH = 300

WORDS = [
    "all", "any", "not", "field", "outcome", "window", "is", "in", "known", "from", "to",
    "from_months", "to_months", "after", *tree.COMPARISONS,
]  # fmt: skip
NAMES = [*fields.FIELDS, *fields.OUTCOMES, "start", "exit", "F", "YES", "2021-02-30", "0000-00-00"]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 30),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(NAMES),
    st.sampled_from(WORDS),
)


def nearly_rules() -> st.SearchStrategy[object]:
    """Anything JSON can hold, much of it written in the words of the language."""
    return st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
            st.dictionaries(st.text(max_size=60), inner, max_size=2),
            st.builds(lambda name, word, asked: {"field": name, word: asked},
                      st.sampled_from(NAMES), st.sampled_from(WORDS), inner),
        ),
        max_leaves=12,
    )  # fmt: skip


def read_or_refused(read: Callable[[Any], nodes.Branch], written: object) -> None:
    refused = None
    try:
        assert isinstance(read(written), nodes.Branch)
    except tree.RuleInvalid as refusal:
        refused = refusal
    assert refused is None or (str(refused) and len(refused.path) < LONGEST_PATH)


@settings(max_examples=400, deadline=None)
@given(written=nearly_rules())
def test_whatever_comes_in_is_read_or_refused(written):
    read_or_refused(tree.parse, written)
    read_or_refused(tree.parse_text, json.dumps(written))


@given(rule=rules(), junk=nearly_rules(), data=st.data())
def test_a_rule_with_something_else_in_one_place_is_read_or_refused(rule, junk, data):
    place = rule
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if data.draw(st.booleans()) or not isinstance(place[key], dict | list):
            place[key] = junk
            break
        place = place[key]

    read_or_refused(tree.parse, rule)


@given(text=st.text() | st.binary())
def test_a_text_that_is_no_rule_is_refused(text):
    with pytest.raises(tree.RuleInvalid):
        tree.parse_text(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ('{"field": "sex", "is": "F"', "not JSON"),
        ('{"field": "sex", "is": "F", "is": "M"}', "written twice"),
        ('{"field": "age", "is": NaN}', "whole number"),
        ('{"field": "age", "is": 1e999}', "whole number"),
        ('{"field": "age", "is": ' + "9" * 5000 + "}", "not JSON"),
        ("[" * 90_000, "not JSON"),
        ('{"not":' * 14_000, "not JSON"),
        ('{"field": "sex", "is": "' + "F" * 100_000 + '"}', "at most 100000 bytes"),
        ('{"field": "sex", "is": "' + "Ł" * 50_000 + '"}', "at most 100000 bytes"),
        (b"\xff\xfe\x00", "not JSON"),
        ("\ud800", "not JSON"),
    ],
)
def test_a_text_is_refused_with_its_reason(text, reason):
    with pytest.raises(tree.RuleInvalid, match=reason):
        tree.parse_text(text)


def test_a_rule_is_read_from_text_as_from_json():
    assert tree.parse_text(json.dumps(WOMAN)) == tree.parse_text(b'{"field":"sex","is":"F"}')
    assert tree.parse_text(json.dumps(WOMAN)) == tree.parse(WOMAN)


def test_a_long_word_is_repeated_no_further_than_is_needed_to_find_it():
    with pytest.raises(tree.RuleInvalid) as refusal:
        tree.parse({"field": "sex", "x" * 1_000_000: 1})

    assert refusal.value.path == "x" * values.LONGEST_WORD


def largest() -> nodes.Branch:
    """As many branches as there may be, nested as deep, each with as long a list."""
    codes = [f"{number:07}" for number in range(tree.MAX_LISTED)]
    asked = {"not": {"field": "gmina", "in": codes}}
    rule: dict[str, object] = {"any": [asked] * 9}
    for _level in range((tree.MAX_DEPTH - 3) // 2):
        rule = {"all": [{"any": [rule, *[asked] * 9]}, *[asked] * 9]}
    return tree.parse(rule)


def test_the_largest_rule_is_judged_in_a_moment(scratch_connection):
    rule, everybody = largest(), [anna() for _ in range(200)]
    insert(scratch_connection, everybody)
    scratch_connection.execute("set local statement_timeout = '5s'")

    assert 150 < sum(1 for _ in nodes.walk(rule)) <= tree.MAX_BRANCHES
    for statement in (as_sql.hits_statement, opening_as_sql.open_statement):
        scratch_connection.execute(*statement(definitions([rule]))).fetchall()
    assert all(as_python.verdict(rule, row).holds for row in everybody)
    assert len(as_sentence.sentence(rule)) < 500_000
