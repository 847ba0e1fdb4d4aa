"""A rule that nobody can fulfil is refused at its branch, and only such a rule is."""

import itertools

import pytest
from hypothesis import given

from indicators.language import as_python, contradictions, nodes, tree
from tests.indicators.language.rules import JUDGED, trees

# The generated rules are made once and judged by one process.
pytestmark = pytest.mark.xdist_group("generated rules")

WOMAN, MAN = {"field": "sex", "is": "F"}, {"field": "sex", "is": "M"}
ADULT, MINOR = {"field": "age", "at_least": 18}, {"field": "age", "less_than": 18}
LEFT = {"field": "ended_on", "known": True}


def hours(**asked: int) -> dict[str, object]:
    return {"field": "support_hours", **asked}


def left(**period: str) -> dict[str, object]:
    return {"field": "ended_on", **{end.strip("_"): day for end, day in period.items()}}


def work(**window: object) -> dict[str, object]:
    return {"outcome": "EMPLOYMENT", "window": {end.strip("_"): n for end, n in window.items()}}


IMPOSSIBLE = [
    ("all[1]", {"all": [WOMAN, MAN]}),
    ("all[2]", {"all": [WOMAN, ADULT, MAN]}),
    ("all[1].all[0]", {"all": [WOMAN, {"all": [MAN, ADULT]}]}),
    ("all[1].not.any[1]", {"all": [WOMAN, {"not": {"any": [MINOR, WOMAN]}}]}),
    ("not.any[1].not", {"not": {"any": [WOMAN, {"not": WOMAN}]}}),
    ("not.not.all[1]", {"not": {"not": {"all": [WOMAN, MAN]}}}),
    ("all[1]", {"all": [{"field": "age", "at_least": 30}, MINOR]}),
    ("all[1]", {"all": [ADULT, {"field": "age", "is": 17}]}),
    ("all[1]", {"all": [{"field": "age", "more_than": 17}, {"field": "age", "less_than": 18}]}),
    ("all[1]", {"all": [hours(more_than=20), hours(at_most=20)]}),
    ("all[1]", {"all": [hours(at_least=20), hours(less_than=20)]}),
    ("all[1]", {"all": [{"field": "isced", "in": [0, 1, 2]}, {"field": "isced", "in": [3, 4]}]}),
    ("all[1]", {"all": [{"field": "isced", "in": [0, 1]}, {"field": "isced", "at_least": 2}]}),
    ("all[3]", {"all": [
        {"field": "isced", "in": [1, 2]}, {"field": "isced", "in": [2, 3]}, ADULT,
        {"field": "isced", "in": [1, 3]},
    ]}),
    ("all[1].not", {"all": [{"field": "disability", "is": "YES"},
                            {"not": {"field": "disability", "known": True}}]}),
    ("all[1]", {"all": [{"not": LEFT}, LEFT]}),
    ("all[1]", {"all": [{"not": LEFT}, work(to=28)]}),
    ("all[1]", {"all": [{"not": LEFT}, {"field": "ended_on", "window": {"after": "start", "to": 9}}]}),
    ("all[3]", {"all": [
        {"not": WOMAN}, {"not": {"field": "sex", "in": ["F"]}}, {"not": MAN},
        {"field": "sex", "known": True},
    ]}),
    ("all[1]", {"all": [left(to="2021-06-30"), left(from_="2021-07-01")]}),
    ("all[1].not", {"all": [left(to="2021-06-30"), {"not": left(to="2021-07-31")}]}),
    ("all[1]", {"all": [work(_from=0, to=10), work(_from=11, to=20)]}),
    ("all[1]", {"all": [work(_from=0, to=27), work(from_months=1, to_months=2)]}),
    ("all[1].not", {"all": [work(to=28), {"not": work(to=28)}]}),
    ("", {"any": [{"all": [WOMAN, MAN]}, {"all": [ADULT, MINOR]}]}),
    ("all[1]", {"all": [WOMAN, {"any": [MAN, {"all": [ADULT, MINOR]}]}]}),
    ("all[0]", {"all": [{"any": [MAN, {"not": WOMAN}]}, WOMAN, {"field": "sex", "in": ["F"]}]}),
    ("not", {"not": {"all": [{"any": [ADULT, MINOR, {"not": {"field": "age", "known": True}}]}]}}),
]  # fmt: skip

POSSIBLE = [
    {"any": [{"all": [WOMAN, MAN]}, ADULT]},
    {"all": [WOMAN, {"any": [MAN, ADULT]}]},
    {"not": {"all": [WOMAN, MAN]}},
    {"all": [{"field": "age", "more_than": 17}, {"field": "age", "less_than": 19}]},
    {"all": [hours(more_than=20), hours(less_than=21)]},
    {"all": [hours(at_least=20), hours(at_most=20)]},
    {"all": [{"not": {"field": "isced", "at_least": 3}}, {"not": {"field": "isced", "at_most": 2}}]},
    {"all": [left(to="2021-06-30"), left(from_="2021-06-30")]},
    {"all": [work(_from=0, to=10), work(_from=10, to=20)]},
    {"all": [work(_from=0, to=28), work(from_months=1, to_months=2)]},
    {"all": [work(to=10), work(after="start", from_=11, to=20)]},
    {"all": [work(to=28), {"not": work(to=10)}]},
    {"all": [WOMAN, WOMAN]},
]  # fmt: skip


@pytest.mark.parametrize(("path", "rule"), IMPOSSIBLE)
def test_a_rule_that_nobody_can_fulfil_is_refused_at_its_branch(path, rule):
    with pytest.raises(tree.RuleInvalid, match="Nobody can fulfil this") as refusal:
        tree.parse(rule)

    assert refusal.value.path == path


@pytest.mark.parametrize("rule", POSSIBLE)
def test_a_rule_that_somebody_may_fulfil_is_read(rule):
    assert tree.to_json(tree.parse(rule)) == rule


def test_nobody_fulfils_a_rule_that_is_refused(some_trees, some_people):
    people = [*some_people[:60], *(row for _, row, _ in JUDGED)]
    rules = [*some_trees[:80], *(rule for rule, _, _ in JUDGED[::2])]
    refused = [
        both
        for pair in itertools.combinations(rules, 2)
        if contradictions.found(both := nodes.AllOf(pair)) is not None
    ]

    assert len(refused) > 300
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
