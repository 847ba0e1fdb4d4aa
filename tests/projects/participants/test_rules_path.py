"""Periods, progress between two questionnaires, and what a path lacks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.participants.rules import path as rules_path
from projects.participants.rules.path import Period, has_progressed

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(min(days), max(days)))


@given(PERIODS, PERIODS)
def test_periods_overlap_when_some_day_lies_in_both(one, other):
    shared = max(one.starts_on, other.starts_on) <= min(one.ends_on, other.ends_on)

    assert one.overlaps(other) == other.overlaps(one) == shared


@given(PERIODS, DAYS)
def test_an_open_period_holds_every_later_day(period, day):
    still_open = Period(period.starts_on, None)

    assert still_open.holds(day) == (day >= period.starts_on)
    assert period.holds(day) <= still_open.holds(day)


@given(PERIODS, PERIODS)
def test_what_lies_within_overlaps(inner, outer):
    if inner.lies_within(outer):
        assert inner.overlaps(outer)
    assert outer.lies_within(outer)


def test_an_open_period_fits_only_into_an_open_one():
    begun = Period(date(2026, 3, 1), None)

    assert not begun.lies_within(Period(date(2026, 1, 1), date(2026, 12, 31)))
    assert begun.lies_within(Period(date(2026, 1, 1), None))


@pytest.mark.parametrize(
    ("before", "after", "progressed"),
    [
        ({"MOTIVATION": 2, "HEALTH": 3}, {"MOTIVATION": 3, "HEALTH": 3}, True),
        ({"MOTIVATION": 3, "HEALTH": 3}, {"MOTIVATION": 3, "HEALTH": 2}, False),
        ({"MOTIVATION": 5}, {"MOTIVATION": 5}, False),
        ({"MOTIVATION": 3}, {"ADDICTION": 5}, False),
        ({"MOTIVATION": 1, "HEALTH": 5}, {"MOTIVATION": 2, "HEALTH": 1}, True),
    ],
)
def test_progress_is_an_answer_that_rose_not_the_sum(before, after, progressed):
    assert has_progressed(before, after, points=1, answers=1) is progressed


def test_a_stricter_threshold_asks_for_more_answers():
    before, after = {"MOTIVATION": 1, "HEALTH": 3}, {"MOTIVATION": 3, "HEALTH": 4}

    assert has_progressed(before, after, points=1, answers=2)
    assert not has_progressed(before, after, points=2, answers=2)


def _path(**there):
    parts = {
        "has_diagnosis",
        "has_plan",
        "is_signed",
        "has_entry_survey",
        "has_exit_survey",
        "has_action_plan",
        "has_left",
    }
    return rules_path.Progress(**{**dict.fromkeys(parts, False), **there})


def test_a_path_begins_with_the_diagnosis():
    assert rules_path.next_steps(_path())[0] == rules_path.DIAGNOSIS
    assert rules_path.SIGNATURE not in rules_path.next_steps(_path())


def test_a_plan_waits_for_its_signature():
    made = {"has_diagnosis": True, "has_entry_survey": True, "has_plan": True}

    assert rules_path.next_steps(_path(**made))[0] == rules_path.SIGNATURE


def test_whoever_left_is_asked_only_about_progress_that_can_still_be_shown():
    assert rules_path.next_steps(_path(has_left=True)) == []
    asked = rules_path.next_steps(_path(has_left=True, has_entry_survey=True))
    assert asked == [rules_path.EXIT_SURVEY]
