"""A rule on the page is the rule of the language: read back the same, changed branch by branch."""

import re
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given

from indicators.definitions import files
from indicators.drafts import parts
from indicators.drafts.writing import branches, changing, reading, speaking
from indicators.drafts.writing.branches import Branch
from indicators.language import nodes, tree
from tests.indicators.language.rules import rules

SHIPPED = {one["code"]: one["rule"] for one in files.read_standard() if one["rule"] is not None}
# A group that holds one group, on the page.
NESTED = (("kind", "all"), ("size", "1"))
WOMEN, ADULTS = {"field": "sex", "is": "F"}, {"field": "age", "at_least": 18}


def normal(branch: nodes.Branch) -> nodes.Branch:
    """The same rule without what says nothing: twice "not", a list of one."""
    match branch:
        case nodes.Not(nodes.Not(inner)):
            return normal(inner)
        case nodes.Not(inner):
            return nodes.Not(normal(inner))
        case nodes.AllOf(inside):
            return nodes.AllOf(tuple(map(normal, inside)))
        case nodes.AnyOf(inside):
            return nodes.AnyOf(tuple(map(normal, inside)))
        case nodes.In(field, (value,)):
            return nodes.Is(field, value)
    return branch


def sent_by(root: Branch) -> QueryDict:
    """What a browser sends of a page with these branches."""
    sent = QueryDict(mutable=True)
    for key, _path, branch in branches.located(root):
        sent[f"{key}-kind"] = branch.kind
        if branch.negated:
            sent[f"{key}-not"] = "1"
        if branch.is_group:
            sent[f"{key}-size"] = str(len(branch.branches))
            continue
        sent[f"{key}-subject"], sent[f"{key}-question"] = branch.subject, branch.asked
        for name, values in branch.typed.items():
            sent.setlist(f"{key}-{name}", values)
    return sent


@pytest.mark.parametrize("code", SHIPPED)
def test_every_shipped_rule_is_drawn_and_read_back(code):
    root = speaking.from_json(SHIPPED[code])

    written = parts.written(reading.read(sent_by(root)))

    assert written.sentence
    assert tree.parse(speaking.to_json(root)) == normal(tree.parse(SHIPPED[code]))


@given(rules())
def test_whatever_rule_there_is_goes_to_the_page_and_back(rule):
    root = reading.read(sent_by(speaking.from_json(rule)))

    assert tree.read(speaking.to_json(root)) == normal(tree.read(rule))


def written(rule: Any) -> Branch:
    return speaking.from_json(rule)


def changed(rule: Any, what: str) -> Any:
    return speaking.to_json(changing.change(written(rule), what))


GROUP = {"all": [WOMEN, {"any": [ADULTS, WOMEN]}]}


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("remove:b.0", {"all": [GROUP["all"][1]]}),
        ("remove:b.1.0", {"all": [WOMEN, {"any": [WOMEN]}]}),
        ("up:b.1", {"all": [GROUP["all"][1], WOMEN]}),
        ("indent:b.0", {"all": [{"any": [WOMEN]}, GROUP["all"][1]]}),
        ("outdent:b.1", {"all": [WOMEN, ADULTS, WOMEN]}),
        (
            "add-question:b.1",
            {"all": [WOMEN, {"any": [ADULTS, WOMEN, {"field": "sex", "is": ""}]}]},
        ),
        ("add-group:b", {"all": [*GROUP["all"], {"any": [{"field": "sex", "is": ""}]}]}),
    ],
)
def test_a_button_changes_the_branch_it_stands_at(what, expected):
    assert changed(GROUP, what) == expected


@pytest.mark.parametrize(
    "what",
    ["remove:b", "up:b.0", "outdent:b", "remove:b.7", "remove:c.0", "remove:b.x", "fly:b", ""],
)
def test_what_does_not_fit_changes_nothing(what):
    assert changed(GROUP, what) == GROUP


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("add-question:b", "b.2"),
        ("add-group:b.1", "b.1.2"),
        ("remove:b.1.0", "b.1"),
        ("up:b.1", "b.0"),
        ("indent:b.0", "b.0"),
        ("outdent:b.1", "b.1"),
        ("remove:b.9.9", "b.9"),
    ],
)
def test_after_a_change_the_focus_is_where_it_was_made(what, key):
    root = changing.change(written(GROUP), what)

    assert changing.goes_on(root, what) == key


def test_a_question_asked_alone_becomes_one_of_a_group():
    assert changed(WOMEN, "add-question:b") == {"all": [WOMEN, {"field": "sex", "is": ""}]}


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ({"all": [WOMEN, {"field": "age", "at_least": "old"}]}, "b.1"),
        ({"not": {"any": [{"all": [WOMEN, {"field": "isced", "is": 99}]}, WOMEN]}}, "b.0.1"),
        ({"all": [WOMEN, {"field": "sex", "is": "M"}]}, "b.1"),
    ],
)
def test_an_error_stands_at_its_branch(rule, key):
    found = parts.written(written(rule))

    wrong = [drawn.key for drawn in every(found.root) if drawn.error]
    assert (wrong, found.sentence, found.hint) == ([key], "", "")
    assert found.error


UNANSWERED = [
    ({"field": "sex", "is": ""}, "Choose an answer to “sex”."),
    ({"field": "at_risk", "is": ""}, "Choose an answer to “risk of poverty or social exclusion”."),
    ({"field": "age", "at_least": ""}, "Fill in the answer to “age at start”."),
    ({"field": "ended_on", "from": ""}, "Fill in the answer to “day of leaving the project”."),
    ({"outcome": "EMPLOYMENT", "window": {}}, "Fill in the answer to “employment”."),
    ({"all": []}, "Add a question to this group."),
]


@pytest.mark.parametrize(("rule", "sentence"), UNANSWERED)
def test_what_is_not_answered_yet_is_a_hint_at_its_branch_until_it_is_refused(rule, sentence):
    root = written({"all": [WOMEN, {"not": rule}]})

    with translation.override("en"):
        found, refused = parts.written(root), parts.written(root, is_refused=True)

    assert [(one.key, one.hint) for one in every(found.root) if one.hint] == [("b.1", sentence)]
    assert (found.hint, found.error) == (sentence, "")
    assert [(one.key, one.error) for one in every(refused.root) if one.error] == [("b.1", sentence)]


@pytest.mark.parametrize("question", ["sex", "at_risk", "started_on", "gmina", "ended_on"])
def test_what_the_language_refuses_is_told_without_its_codes(question):
    """Whatever a program sends in place of an answer."""
    answer = {"from": ["x"], "to": ["x"], "value": ["X"]}

    found = parts.written(Branch("ask", subject=question, typed=answer))

    assert found.error
    assert not re.search(rf"{question}|F, M", found.error)


def every(drawn: parts.Drawn) -> list[parts.Drawn]:
    return [drawn, *(one for inner in drawn.inside for one in every(inner))]


def test_another_field_begins_with_a_question_of_its_own_and_without_an_answer():
    sent = sent_by(written(WOMEN))
    sent["b-was"], sent["b-subject"] = "sex", "age"

    assert speaking.to_json(reading.read(sent)) == {"field": "age", "at_least": ""}


def test_a_question_that_a_field_cannot_be_asked_becomes_its_first_one():
    sent = sent_by(written(WOMEN))
    sent["b-subject"], sent["b-from"] = "started_on", "2026-01-01"

    assert speaking.to_json(reading.read(sent)) == {"field": "started_on", "from": "2026-01-01"}


@pytest.mark.parametrize(
    "sent", ["", "b-kind=all&b-size=x", "b-kind=all&b-size=9999", "b-kind=fly"]
)
def test_whatever_is_sent_becomes_a_rule_or_an_error(sent):
    found = parts.written(reading.read(QueryDict(sent)))

    assert found.error or found.hint


def test_no_more_is_read_than_a_rule_may_have():
    deep = {f"b{'.0' * depth}-{name}": value for depth in range(500) for name, value in NESTED}
    wide = {"b-kind": "all", "b-size": "999"}

    for sent in (deep, wide):
        query = QueryDict(mutable=True)
        query.update(sent)
        found = list(branches.located(reading.read(query)))
        assert len(found) <= tree.MAX_BRANCHES
        assert max(key.count(".") for key, *_rest in found) < tree.MAX_DEPTH


def test_the_change_of_a_sentence_is_told_word_by_word():
    assert list(parts.changes("osoba w wieku 18 lat", "kobieta w wieku 18 lat")) == [
        ("out", "osoba"),
        ("in", "kobieta"),
        ("same", "w wieku 18 lat"),
    ]
