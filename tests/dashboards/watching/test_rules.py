"""When something is a warning, with the days and figures on both sides of each limit."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.watching import rules
from dashboards.watching.rules import Kind, Severity
from tests.make import TODAY
from tests.make.watching import RISK, project

WORK = "EMPLOYED_AFTER"


def kinds(one: rules.Project, *, on: date = TODAY) -> set[Kind]:
    return {found.kind for found in rules.of_project(one, on=on)}


def test_a_project_on_its_pace_gives_no_warning():
    assert kinds(project()) == set()


@pytest.mark.parametrize(("people", "is_behind"), [(35, True), (37, False)])
def test_it_is_behind_where_half_as_much_again_a_month_has_to_come(people, is_behind):
    """Halfway 35 may be 39 by now: then 61 are missing, more than half as many again as came."""
    assert (Kind.BEHIND in kinds(project(achieved={RISK: people}))) == is_behind


def test_late_in_its_time_a_project_is_behind_with_most_of_its_even_pace():
    """After nine tenths of the time 75 of 100 are lost, though nine tenths of the pace were 81."""
    late = {"starts_on": TODAY - timedelta(days=900), "ends_on": TODAY + timedelta(days=100)}

    assert Kind.BEHIND in kinds(project(achieved={RISK: 75}, **late))
    assert Kind.BEHIND not in kinds(project(achieved={RISK: 86}, **late))


def test_a_good_beginning_does_not_hide_that_hardly_anybody_came_in_half_a_year():
    since = TODAY - timedelta(days=183)
    one = project(achieved={RISK: 55})

    assert kinds(one) == set()
    [found] = rules.of_project(replace(one, long_ago=(since, 54)), on=TODAY)
    assert (found.kind, found.facts["pace"]) == (Kind.BEHIND, "0.2")
    assert found.facts["foreseen"] == 56
    assert kinds(replace(one, long_ago=(since, 30))) == set()
    assert kinds(replace(one, long_ago=(since, None))) == set()


def test_behind_says_what_it_takes_a_month_from_here_on():
    [found] = rules.of_project(project(achieved={RISK: 28}), on=TODAY)

    assert found.facts["needed"] == 7  # 72 people in twelve months, rounded up: it must suffice
    assert found.facts["pace"] == "2.3"
    assert found.day == date(2027, 11, 21)


def test_the_pace_is_not_judged_in_the_first_fifth_of_the_time():
    early = project(achieved={RISK: 1}, starts_on=TODAY - timedelta(days=60))

    assert kinds(early) == set()


@pytest.mark.parametrize(("days", "is_ending"), [(90, True), (91, False), (0, True), (-1, False)])
def test_a_missed_target_is_urgent_within_ninety_days_of_the_end(days, is_ending):
    one = project(ends_on=TODAY + timedelta(days=days), achieved={RISK: 90})

    assert (Kind.ENDING in kinds(one)) == is_ending


@pytest.mark.parametrize(("people", "is_missed"), [(95, True), (96, False)])
def test_a_shortfall_within_one_step_of_the_released_count_is_none(people, is_missed):
    """96 shown may be 100 already: the count moves once five people came."""
    one = project(ends_on=TODAY + timedelta(days=9), achieved={RISK: people})

    assert (Kind.ENDING in kinds(one)) == is_missed


@pytest.mark.parametrize(("people", "is_missed"), [(90, True), (91, False)])
def test_a_count_of_a_special_category_moves_by_ten(people, is_missed):
    one = project(
        ends_on=TODAY + timedelta(days=9),
        promised={"DISABLED": 100},
        achieved={"DISABLED": people},
        steps={"DISABLED": 10},
    )

    assert (Kind.ENDING in kinds(one)) == is_missed


def test_nobody_at_all_is_no_count_that_waits():
    one = project(ends_on=TODAY + timedelta(days=9), promised={WORK: 3}, achieved={RISK: 50})

    [found] = rules.of_project(one, on=TODAY)
    assert (found.kind, found.facts["missing"]) == (Kind.ENDING, 3)


def test_an_ending_project_is_told_once_by_the_target_that_misses_most():
    one = project(
        ends_on=TODAY + timedelta(days=9),
        promised={RISK: 100, WORK: 20},
        achieved={RISK: 60, WORK: 5},
    )

    [found] = rules.of_project(one, on=TODAY)
    assert (found.kind, found.code, found.facts["missing"]) == (Kind.ENDING, WORK, 15)


@pytest.mark.parametrize(("days", "is_told"), [(90, True), (89, False)])
def test_money_without_people_is_told_after_a_quarter(days, is_told):
    one = project(starts_on=TODAY - timedelta(days=days), promised={RISK: 9}, achieved={})

    assert (Kind.NO_PEOPLE in kinds(one)) == is_told


def test_recruitment_stands_still_when_a_far_release_told_the_same():
    since = TODAY - timedelta(days=45)
    one = project(achieved={RISK: 80}, earlier=(since, 80))

    assert kinds(one) == {Kind.STALLED}
    assert kinds(replace(one, earlier=(since, 79))) == set()
    assert kinds(replace(one, earlier=(since + timedelta(days=1), 80))) == set()


def test_a_count_that_stands_still_says_that_few_came_and_not_that_nobody_did():
    one = project(achieved={RISK: 80}, earlier=(TODAY - timedelta(days=45), 80))

    [found] = rules.of_project(one, on=TODAY)
    assert (found.facts["step"], found.facts["bound"]) == (5, 10)


def test_few_are_no_trouble_where_no_more_than_a_step_should_have_come():
    """Of 60 in two years fewer than four come in 45 days: their count would not move anyway."""
    small = project(
        promised={RISK: 60}, achieved={RISK: 45}, earlier=(TODAY - timedelta(days=45), 45)
    )
    nearly = project(achieved={RISK: 96}, earlier=(TODAY - timedelta(days=45), 96))

    assert kinds(small) == kinds(nearly) == set()


@pytest.mark.parametrize(("days", "is_told"), [(30, True), (29, False)])
def test_a_target_nobody_entered_is_told_after_a_month(days, is_told):
    one = project(starts_on=TODAY - timedelta(days=days), promised={}, achieved={RISK: 5})

    assert (Kind.NO_TARGET in kinds(one)) == is_told


@pytest.mark.parametrize(("days", "is_told"), [(60, True), (59, False)])
def test_a_settlement_period_open_for_two_months_is_told(days, is_told):
    ended_on = TODAY - timedelta(days=days)
    standing = rules.Standing(project_id="x", open_count=1, first_open_ends_on=ended_on)

    assert (rules.of_period(standing, project(), on=TODAY) is not None) == is_told


@pytest.mark.parametrize(("days", "is_told"), [(180, True), (181, False)])
def test_a_period_of_a_project_settled_long_ago_can_be_mended_by_nobody(days, is_told):
    standing = rules.Standing(project_id="x", open_count=1, first_open_ends_on=date(2020, 6, 30))
    over = project(ends_on=TODAY - timedelta(days=days))

    assert (rules.of_period(standing, over, on=TODAY) is not None) == is_told


def test_what_is_over_or_has_not_begun_gives_no_warning():
    assert kinds(project(achieved={}), on=date(2027, 11, 22)) == set()
    assert kinds(project(achieved={}), on=date(2025, 11, 20)) == set()


def _unit(closing=None, planned=None, given=None) -> list[rules.Found]:
    unit = rules.Unit(
        code="2205",
        name="powiat kartuski",
        released_on=TODAY,
        closing=closing or {},
        planned_hours=planned,
        given_hours=given,
    )
    return list(rules.of_unit(unit))


def test_results_that_close_this_week_are_told_with_their_last_day():
    [found] = _unit({WORK: 5, RISK: 4, "OTHER": None})

    assert (found.code, found.facts["closing"], found.day) == (WORK, 5, TODAY + timedelta(days=6))


def test_hours_are_told_when_less_than_half_of_many_were_given():
    assert [found.kind for found in _unit(None, Decimal(100), Decimal(49))] == [Kind.HOURS]
    assert _unit(None, Decimal(100), Decimal(50)) == _unit(None, Decimal(99), Decimal(0)) == []
    assert _unit(None, None, None) == []


def test_what_is_lost_comes_first():
    ending = project(ends_on=TODAY + timedelta(days=80), achieved={RISK: 9}, title="Ż")
    found = [
        rules.of_tenant("Gmina Alfa", "2205", since=TODAY - timedelta(days=400)),
        *rules.of_project(ending, on=TODAY),
    ]

    assert [one.severity for one in rules.in_order(found)] == [Severity.LOSS, Severity.DUTY]


COUNTS = st.one_of(st.none(), st.integers(0, 4), st.integers(5, 200))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(people=COUNTS, work=COUNTS, promised=st.integers(1, 200), days=st.integers(-5, 800))
def test_a_hidden_count_gives_no_warning_and_no_place(people, work, promised, days):
    """Whatever stands behind a hidden cell, nothing that is said differs from saying nothing of it."""
    one = project(
        ends_on=TODAY + timedelta(days=days),
        promised={RISK: promised, WORK: promised},
        achieved={RISK: people, WORK: work},
        earlier=(TODAY - timedelta(days=60), people),
    )
    found = list(rules.of_project(one, on=TODAY))
    hidden = {code for code, count in one.achieved.items() if count is None}

    assert not {each.code for each in found} & hidden
    # The same as of a project that never promised what is hidden.
    left = {code: one.promised[code] for code in one.promised if code not in hidden}
    if left:
        assert found == list(rules.of_project(replace(one, promised=left), on=TODAY))
    if people is None:
        assert Kind.NO_PEOPLE not in {each.kind for each in found}
