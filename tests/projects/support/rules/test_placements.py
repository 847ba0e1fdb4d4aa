"""Days off of an internship: two for every thirty calendar days behind."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.support.rules.placements import days_off_by

STARTS_ON = date(2026, 9, 1)


def _earned(day: date, *, ends_on: date = date(2026, 12, 31)) -> int:
    return days_off_by(day, starts_on=STARTS_ON, ends_on=ends_on, days=2, per_calendar_days=30)


@pytest.mark.parametrize(
    ("day", "earned"),
    [
        (date(2026, 8, 31), 0),
        (date(2026, 9, 1), 0),
        (date(2026, 9, 29), 0),
        (date(2026, 9, 30), 2),
        (date(2026, 10, 29), 2),
        (date(2026, 10, 30), 4),
    ],
)
def test_two_days_are_earned_when_thirty_days_are_over(day, earned):
    assert _earned(day) == earned


def test_those_of_the_last_period_may_be_taken_within_it():
    last_period_begins_on = STARTS_ON + timedelta(days=90)

    assert _earned(last_period_begins_on - timedelta(days=1)) == 6
    assert _earned(last_period_begins_on) == 8


def test_an_internship_shorter_than_a_period_earns_none():
    assert _earned(date(2026, 9, 20), ends_on=date(2026, 9, 20)) == 0


@given(st.integers(0, 400), st.integers(0, 400))
def test_what_was_earned_is_never_taken_back_by_a_later_day(length, day):
    ends_on = STARTS_ON + timedelta(days=length)
    today = STARTS_ON + timedelta(days=day)

    assert _earned(today, ends_on=ends_on) <= _earned(today + timedelta(days=1), ends_on=ends_on)
