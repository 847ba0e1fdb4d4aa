"""A check that is asked once for all who answer alike reads what it says that it reads, and nothing else."""

from dataclasses import fields, replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.participants import rule_sets, rules
from projects.participants.rules import alike, days, identity, state
from tests.projects.participants.test_rules import ANNA

RULE_SETS = [rule_sets.rule_set(code) for code in rule_sets.codes()]
DAYS = st.dates(date(2100, 1, 1), date(2150, 1, 1))
CHECKS = {
    name: check
    for module in (days, identity, state)
    for name, check in vars(module).items()
    if hasattr(check, "reads")
}
# What a check is told besides.
FACTS = {
    "at_start": {"starts_on": DAYS, "ends_on": DAYS, "today": DAYS},
    "address": {"gmina_known": st.booleans()},
    "labour": {"rule_set": st.sampled_from(RULE_SETS)},
    "codes": {"rule_set": st.sampled_from(RULE_SETS)},
}
CODES = st.sampled_from(
    ["", "YES", "NO", "REFUSED", "PL", "EU", "OUTSIDE_EU", "F", "EMPLOYED", "UNEMPLOYED"]
    + ["LONG_TERM", "OTHER", "REGISTERED", "INDIVIDUAL", "nonsense"]
)
KINDS = {
    date | None: st.none() | DAYS,
    int | None: st.none() | st.integers(0, 60),
    str | None: st.none() | CODES,
    str: CODES,
    bool: st.booleans(),
}
STARTS = st.fixed_dictionaries(
    {}, optional={one.name: KINDS[one.type] for one in fields(rules.Start)}
).map(lambda changes: replace(ANNA, **changes))


def test_most_of_the_checks_at_the_start_are_asked_so():
    assert CHECKS.keys() == FACTS.keys() | {"missing_minimum"}


@pytest.mark.parametrize("name", sorted(CHECKS))
@given(start=STARTS, drawn=st.data())
def test_a_check_reads_what_it_says_alone(name, start, drawn):
    check = CHECKS[name]
    facts = {fact: drawn.draw(values) for fact, values in FACTS.get(name, {}).items()}
    nothing_else = SimpleNamespace(**{one: getattr(start, one) for one in check.reads})
    plainly = check.__wrapped__
    assert list(plainly(nothing_else, **facts)) == list(plainly(start, **facts))


@pytest.mark.parametrize("name", sorted(CHECKS))
@given(starts=st.lists(STARTS, min_size=2, max_size=4), drawn=st.data())
def test_who_was_asked_before_makes_no_difference(name, starts, drawn):
    check = CHECKS[name]
    facts = {fact: drawn.draw(values) for fact, values in FACTS.get(name, {}).items()}
    for start in starts:
        assert list(check(start, **facts)) == list(check.__wrapped__(start, **facts))


def test_no_more_is_kept_than_was_meant(monkeypatch):
    monkeypatch.setattr(alike, "KEPT", 3)
    asked = []

    @alike.reading("isced")
    def check(start):
        asked.append(start.isced)
        return iter(())

    for isced in (1, 1, 2, 3, 4, 4, 1):
        assert check(replace(ANNA, isced=isced)) == ()
    assert asked == [1, 2, 3, 4, 1]


@pytest.mark.parametrize("rule_set", RULE_SETS, ids=lambda one: one.code)
def test_every_dictionary_is_asked(rule_set):
    assert rule_set.scope.coded.keys() <= {*state.CODES, "occupation"}
