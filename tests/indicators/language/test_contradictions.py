"""A rule that nobody can fulfil is refused at its branch, and only such a rule is."""

import itertools

import pytest
from hypothesis import given

from indicators.language import as_python, contradictions, nodes, tree
from tests.indicators.language.contradicting import IMPOSSIBLE, misread
from tests.indicators.language.rules import JUDGED, trees

# The generated rules are made once and judged by one process.
pytestmark = pytest.mark.xdist_group("generated rules")


def test_contradictions_are_found_where_they_are_and_nowhere_else():
    assert misread() == []


@pytest.mark.parametrize(("path", "rule"), IMPOSSIBLE)
def test_a_rule_that_nobody_can_fulfil_is_refused_at_its_branch(path, rule):
    with pytest.raises(tree.RuleInvalid, match="Nobody can fulfil this") as refusal:
        tree.parse(rule)

    assert refusal.value.path == path


def test_nobody_fulfils_a_rule_that_is_refused(some_questions, some_trees, some_people):
    people = [*some_people[:60], *(row for _, row, _ in JUDGED)]
    either = [one for asked in some_questions for one in (asked, nodes.Not(asked))]
    pairs = itertools.chain(
        itertools.combinations(sorted(either, key=str)[::2], 2),
        zip(some_trees, some_trees[1:], strict=False),
    )
    refused = [
        both
        for pair in itertools.islice(pairs, 0, None, 7)
        if contradictions.found(both := nodes.AllOf(pair)) is not None
    ]

    assert len(refused) > 100
    for rule in refused:
        assert not any(as_python.verdict(rule, row).holds for row in people), rule


def test_most_rules_that_somebody_fulfils_are_tried_above(some_trees, some_people):
    fulfilled = [
        rule
        for rule in some_trees[:500]
        if any(as_python.verdict(rule, row).holds for row in some_people[:60])
    ]

    assert len(fulfilled) > 200
    assert not any(contradictions.found(rule) for rule in fulfilled)


@given(rule=trees())
def test_the_branch_that_is_named_is_one_of_the_rule(rule):
    path = contradictions.found(rule)

    assert path is None or path in {where for where, _ in nodes.walk(rule)}
