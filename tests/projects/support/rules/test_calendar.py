"""Days of a series, weeks and months, hours between two times."""

from datetime import date, time
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.support.rules import calendar

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_a_series_holds_its_weekdays_and_both_ends():
    days = calendar.days_of_series(
        weekdays={0, 2}, first_on=date(2026, 11, 2), last_on=date(2026, 11, 11)
    )

    assert days == [
        date(2026, 11, 2),
        date(2026, 11, 4),
        date(2026, 11, 9),
        date(2026, 11, 11),
    ]


def test_a_series_that_ends_before_it_begins_has_no_days():
    ends = {"first_on": date(2026, 11, 2), "last_on": date(2026, 11, 1)}

    assert calendar.days_of_series(weekdays={0, 6}, **ends) == []


def test_minutes_are_a_fraction_of_an_hour():
    assert calendar.hours_between(time(9, 15), time(12)) == Decimal("2.75")
    assert calendar.hours_between(time(12), time(9)) < 0


@given(DAYS)
def test_every_day_is_in_its_own_week_from_monday_to_sunday(day):
    week = calendar.week_of(day)

    assert day in week
    assert [one.weekday() for one in week] == list(range(7))


@given(DAYS)
def test_months_follow_each_other_without_a_gap(day):
    first_on, last_on = calendar.month_of(day)

    assert first_on <= day <= last_on
    assert calendar.previous_month(calendar.next_month(day)) == first_on
    assert (calendar.next_month(day) - last_on).days == 1
