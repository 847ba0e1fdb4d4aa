"""A rule is read from JSON and written back, or refused at the branch that is wrong."""

import tracemalloc

import pytest
from hypothesis import given, settings

from indicators.language import fields, nodes, tree
from tests.indicators.language.rules import rules

WOMAN = {"field": "sex", "is": "F"}


def nested(levels: int) -> dict[str, object]:
    rule: dict[str, object] = WOMAN
    for _ in range(levels - 1):
        rule = {"not": rule}
    return rule


def employed(**window: object) -> dict[str, object]:
    return {"outcome": "EMPLOYMENT", "window": window}


REFUSED = [
    ("", ["sex"], "written as an object"),
    ("", None, "written as an object"),
    ("", {}, "needs one of: all, any, not, field, outcome"),
    ("", {"sex": "F"}, "needs one of: all, any, not, field, outcome"),
    ("any", {"all": [WOMAN], "any": [WOMAN]}, "does not belong here. Use: all"),
    ("all[1].colour", {"all": [WOMAN, WOMAN | {"colour": "red"}]}, "Use: field, is, in, known"),
    ("all", {"all": []}, "at least one member"),
    ("any", {"any": WOMAN}, "at least one member"),
    ("all[0]", {"all": ["sex"]}, "written as an object"),
    ("not", {"not": [WOMAN]}, "written as an object"),
    ("not.all[1].any[0].field", {"not": {"all": [WOMAN, {"any": [{"field": "x"}]}]}}, "no such"),
    ("field", {"field": "p.sex; drop table", "is": "F"}, "The fields are: started_on, ended_on"),
    ("field", {"field": ["sex"], "is": "F"}, "no such field"),
    ("field", {"field": "employment_on", "known": True}, "no such field"),
    ("", {"field": "sex"}, "“sex” needs one of: is, in, known"),
    ("at_least", {"field": "sex", "at_least": 3}, "Use: field, is, in, known"),
    ("is", {"field": "started_on", "is": "2021-01-01"}, "Use: field, from, to, window, known"),
    ("in", {"field": "at_risk", "in": [True]}, "Use: field, is, known"),
    ("known", {"field": "ended_on", "from": "2021-01-01", "known": True}, "one question only"),
    ("at_most", {"field": "age", "at_least": 18, "at_most": 29}, "one question only"),
    ("is", {"field": "sex", "is": "X"}, "“sex” is one of: women, men"),
    ("is", {"field": "sex", "is": None}, "“sex” is one of: women, men"),
    ("is", {"field": "sex", "is": True}, "“sex” is one of: women, men"),
    ("is", {"field": "sex", "is": {"F": 1}}, "“sex” is one of: women, men"),
    ("all[1].in[0]", {"all": [WOMAN, {"field": "sex", "in": ["f"]}]}, "“sex” is one of: women, men"),
    ("in", {"field": "sex", "in": []}, "at least one member"),
    ("in", {"field": "sex", "in": "FM"}, "at least one member"),
    ("in[2]", {"field": "isced", "in": [1, 2, 1]}, "listed twice"),
    ("in[1]", {"field": "isced", "in": [1, True]}, "whole number from 0 to 8"),
    ("is", {"field": "at_risk", "is": 1}, "true or false"),
    ("is", {"field": "at_risk", "is": "true"}, "true or false"),
    ("at_least", {"field": "age", "at_least": True}, "whole number from 0 to 130"),
    ("at_least", {"field": "age", "at_least": 18.5}, "whole number from 0 to 130"),
    ("at_least", {"field": "age", "at_least": "18"}, "whole number from 0 to 130"),
    ("less_than", {"field": "age", "less_than": 131}, "whole number from 0 to 130"),
    ("more_than", {"field": "age", "more_than": -1}, "whole number from 0 to 130"),
    ("is", {"field": "isced", "is": 9}, "whole number from 0 to 8"),
    ("is", {"field": "gmina", "is": "220504"}, "seven digits"),
    ("is", {"field": "gmina", "is": "２２０５０４３"}, "seven digits"),
    ("is", {"field": "gmina", "is": 2205043}, "seven digits"),
    ("known", {"field": "isced", "known": False}, "“known” is true"),
    ("known", {"field": "isced", "known": 1}, "“known” is true"),
    ("from", {"field": "started_on", "from": "20210101"}, "year-month-day"),
    ("from", {"field": "started_on", "from": 2021}, "year-month-day"),
    ("to", {"field": "started_on", "to": None}, "year-month-day"),
    ("outcome", {"outcome": "WEALTH", "window": {"to": 28}}, "no such outcome"),
    ("window", {"outcome": "EMPLOYMENT"}, "window is written as an object"),
    ("window", {"outcome": "EMPLOYMENT", "window": 28}, "window is written as an object"),
    ("window", employed(**{"from": 0}), "needs a window with its last day"),
    ("window", employed(after="start"), "A window needs an end"),
    ("window.until", employed(to=28, until=3), "Use: after, from, from_months, to, to_months"),
    ("window.after", employed(to=28, after=0), "counted from one of: start, exit"),
    ("window.after", employed(to=28, after="birth"), "counted from one of: start, exit"),
    ("window.to_months", employed(to=28, to_months=1), "in days or in months"),
    ("window.from_months", employed(**{"from": 0, "from_months": 0, "to": 2}), "days or in months"),
    ("window.to_months", employed(to_months=25), "whole number from 0 to 24"),
    ("window.to_months", employed(to_months=True), "whole number from 0 to 24"),
    ("window", {"field": "ended_on", "window": {"after": "start"}}, "A window needs an end"),
    ("window", {"field": "ended_on", "window": {"from": 0}}, "counted from the other day"),
    ("window", {"field": "started_on", "window": {"after": "start", "to": 1}}, "the other day"),
    ("window", {"field": "ended_on", "from": "2021-01-01", "window": {"after": "start", "to": 1}},
     "one question only"),
    ("window", {"field": "age", "window": {"to": 28}}, "Use: field, is, in"),
    ("window.to", employed(to=True), "whole number from 0 to 731"),
    ("window.to", employed(to=732), "whole number from 0 to 731"),
    ("window.from", employed(**{"from": -1, "to": 28}), "whole number from 0 to 731"),
    ("window.from", employed(**{"from": None, "to": 28}), "whole number from 0 to 731"),
]  # fmt: skip

# What a schema cannot say: which of two comes first, how much there is in all, the calendar.
REFUSED_WITHOUT_SCHEMA = [
    ("to", {"field": "started_on", "from": "2021-02-02", "to": "2021-02-01"}, "ends before it"),
    ("window", employed(**{"from": 29, "to": 28}), "ends before it begins"),
    ("window", employed(**{"from_months": 3, "to_months": 2}), "ends before it begins"),
    ("window", employed(**{"from": 32, "to_months": 1}), "ends before it begins"),
    ("window", employed(**{"from_months": 1, "to": 27}), "ends before it begins"),
    ("from", {"field": "started_on", "from": "2021-02-30"}, "year-month-day"),
    (".".join(["not"] * 12), nested(levels=13), "at most 12 levels deep"),
    ("", {"all": [WOMAN] * 200}, "at most 200 branches"),
]


@pytest.mark.parametrize(("path", "rule", "reason"), REFUSED + REFUSED_WITHOUT_SCHEMA)
def test_a_wrong_rule_is_refused_at_its_branch(path, rule, reason):
    with pytest.raises(tree.RuleInvalid) as refusal:
        tree.parse(rule)

    assert refusal.value.path == path
    assert reason in str(refusal.value)


@pytest.mark.parametrize("rule", [rule for _, rule, _ in REFUSED])
def test_the_schema_for_editors_refuses_what_the_parser_refuses(rule, rule_schema):
    assert not rule_schema.is_valid(rule)


def test_a_list_of_values_has_an_end():
    codes = [f"{number:07}" for number in range(201)]

    with pytest.raises(tree.RuleInvalid, match="at most 200 values") as refusal:
        tree.parse({"any": [{"field": "gmina", "in": codes}]})

    assert refusal.value.path == "any[0].in"
    assert tree.parse({"field": "gmina", "in": codes[:200]})


def test_a_rule_may_be_as_deep_and_as_wide_as_the_limits():
    assert tree.to_json(tree.parse(nested(levels=12))) == nested(levels=12)
    assert tree.to_json(tree.parse({"any": [WOMAN] * 199})) == {"any": [WOMAN] * 199}


def test_a_hostile_depth_is_refused_before_it_exhausts_the_stack():
    with pytest.raises(tree.RuleInvalid, match="levels deep"):
        tree.parse(nested(levels=100_000))


def test_a_hostile_width_is_refused_without_copying_it():
    rule = {"all": [{"any": [None] * 500_000}] * 200}

    tracemalloc.start()
    with pytest.raises(tree.RuleInvalid, match="at most 200 branches"):
        tree.parse(rule)
    _, peak_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak_bytes < 1_000_000


@given(rule=rules())
def test_a_rule_survives_the_way_to_a_tree_and_back(rule):
    read = tree.parse(rule)

    assert tree.to_json(read) == rule
    assert tree.parse(tree.to_json(read)) == read
    assert hash(read) == hash(tree.parse(rule))


@settings(max_examples=30)
@given(rule=rules())
def test_the_schema_for_editors_takes_what_the_parser_takes(rule_schema, rule):
    tree.parse(rule)

    rule_schema.validate(rule)


def test_the_schema_for_editors_knows_the_fields_and_questions_of_the_parser(rule_schema):
    drawn = rule_schema.schema["$defs"]

    for field in fields.FIELDS.values():
        assert drawn[field.name]["properties"].keys() - {"field"} == set(tree.QUESTIONS[field.kind])
    branches = {part.get("$ref", "").rpartition("/")[2] for part in drawn["rule"]["oneOf"]}
    assert branches - {""} == fields.FIELDS.keys() | {"outcome"}


def test_every_branch_is_walked_with_the_path_a_refusal_would_name():
    rule = tree.parse({"all": [WOMAN, {"not": {"any": [employed(to=28)]}}]})

    paths = [path for path, _ in nodes.walk(rule)]

    assert paths == ["", "all[0]", "all[1]", "all[1].not", "all[1].not.any[0]"]
