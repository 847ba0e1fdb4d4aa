"""Money, quotas in whole people, budgets of tasks and the history of an agreement."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.agreements import rules

amounts = st.decimals(min_value=0, max_value=10**9, places=2)


@pytest.mark.parametrize(
    ("base", "percent", "people"),
    [
        (220, "34", 75),
        (220, "22", 49),
        (230, "30", 69),
        (100, "34", 34),
        (3, "33.34", 2),
        (0, "34", 0),
    ],
)
def test_efficiency_is_promised_in_whole_people_rounded_up(base, percent, people):
    assert rules.whole_persons(base, Decimal(percent)) == people


@given(st.integers(0, 10**6), st.decimals(min_value=0, max_value=100, places=2))
def test_the_rounded_count_reaches_the_percent_and_one_less_does_not(base, percent):
    people = rules.whole_persons(base, percent)

    assert people * 100 >= base * percent
    assert people == 0 or (people - 1) * 100 < base * percent


def test_a_quota_says_how_many_are_missing():
    quota = rules.Quota(planned=220, needed=110, reached=43)

    assert quota.missing == 67
    assert rules.Quota(planned=220, needed=110, reached=111).missing == 0
    assert rules.Quota(planned=220, needed=110, reached=None).missing is None
    assert rules.Quota(planned=None, needed=None, reached=43).missing is None


def test_a_share_is_of_the_planned_people_and_a_count_is_a_count():
    assert rules.needed_of(planned=80, count=None, percent=Decimal("50")) == 40
    assert rules.needed_of(planned=80, count=35, percent=None) == 35
    assert rules.needed_of(planned=None, count=None, percent=Decimal("50")) is None


known_or_not = st.one_of(st.none(), amounts)


@given(known_or_not, known_or_not, known_or_not, known_or_not)
def test_a_budget_is_refused_only_for_what_its_known_parts_say(total, eu, state, own):
    budget = rules.Money(total, eu, state, own)
    known = [part for part in (eu, state, own) if part is not None]
    # Whatever the unknown parts turn out to be, none of them is below zero.
    could_be = total is None or (sum(known) == total if len(known) == 3 else sum(known) <= total)

    assert rules.adds_up(budget) == could_be


@pytest.mark.parametrize(
    ("parts", "missing"),
    [
        (("80", None, "10"), None),
        ((None, "90", "90"), Decimal(-80)),
        (("80", "0", "10"), Decimal(10)),
        (("80", "10", "10"), Decimal(0)),
        ((None, None, None), None),
    ],
)
def test_what_lacks_to_the_total_is_unknown_while_a_part_is_and_not_zero(parts, missing):
    known = [part and Decimal(part) for part in parts]

    assert rules.missing_to_total(rules.Money(Decimal(100), *known)) == missing


@given(st.lists(amounts, min_size=3, max_size=3))
def test_own_contribution_is_the_sum_of_its_forms_to_the_grosz(forms):
    assert rules.OwnContribution(*forms).total == sum(forms)


def test_a_form_that_nobody_knows_is_not_zero():
    assert rules.OwnContribution().total is None
    assert rules.OwnContribution(benefits=Decimal("0.01")).total == Decimal("0.01")


def test_one_person_costs_differently_by_base():
    of = {"people": 153}

    assert rules.cost_per_person(total=Decimal("1949999.88"), **of) == Decimal("12745.10")
    assert rules.cost_per_person(total=Decimal("1083885.37"), people=80) == Decimal("13548.57")
    assert rules.cost_per_person(total=Decimal("1.00"), people=0) is None


def _task(number: int, budget: str | None, *parts: str | None) -> rules.TaskBudget:
    held = (rules.Part(partner="", budget=part and Decimal(part)) for part in parts)
    return rules.TaskBudget(number=number, budget=budget and Decimal(budget), parts=tuple(held))


def test_what_is_left_of_every_budget_is_told_and_too_much_is_below_zero():
    tasks = [_task(1, "100.00", "60.00", "40.01"), _task(2, None, "10.00", None)]

    left = {one.task_number: one.left for one in rules.unspent(total=Decimal("110"), tasks=tasks)}

    assert left == {1: Decimal("-0.01"), None: Decimal("0.00")}


plain = st.one_of(st.text(max_size=3), st.booleans(), st.none(), st.lists(st.text(max_size=2)))
inner = st.dictionaries(st.sampled_from("xy"), amounts | plain)
readings = st.fixed_dictionaries({}, optional={"a": plain, "b": amounts | plain, "c": inner})


@given(readings, readings)
def test_two_readings_differ_where_one_says_what_the_other_does_not(one, other):
    there, back = rules.differences(one, other), rules.differences(other, one)

    assert rules.differences(one, one) == []
    assert {(d.path, str(d.before)) for d in there} == {(d.path, str(d.after)) for d in back}


def test_an_amount_nobody_knows_is_not_an_amount_that_is_not_there():
    takes_part = {"1": {"parts": {"Fundacja": {"budget_amount": None}}}}

    (found,) = rules.differences({"1": {"parts": {}}}, takes_part)

    assert found.path == ("1", "parts", "Fundacja", "budget_amount")
    assert (found.before, found.after) == (rules.ABSENT, None)


def test_an_amount_is_kept_the_same_with_and_without_its_zeros():
    typed = {"x": [Decimal("100000")], "y": {"z": Decimal("0.50")}}

    assert rules.kept(typed) == {"x": ["100000"], "y": {"z": "0.5"}}


values = st.one_of(st.none(), st.dates(), amounts, st.integers(0, 99), st.text(max_size=9))


@given(st.lists(values, min_size=1, max_size=6))
def test_the_agreement_as_signed_is_what_it_said_before_its_first_amendment(course):
    kept = [rules.written(value) for value in course]
    amendments = [{"x": [before, after]} for before, after in zip(kept, kept[1:], strict=False)]

    assert rules.as_signed(amendments) == ({"x": kept[0]} if amendments else {})
    last = len(amendments) - 1
    assert rules.last_changed_by(amendments) == ({"x": last} if amendments else {})


def test_an_amendment_keeps_no_value_it_could_not_write_back():
    assert rules.written(date(2026, 2, 2)) == "2026-02-02"
    assert rules.written(Decimal("0.10")) == "0.10"
    with pytest.raises(TypeError):
        rules.written(object())
