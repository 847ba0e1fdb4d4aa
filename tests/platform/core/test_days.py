"""Days as Poland works them: holidays that move, months of unequal length, nights that are short."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core import days

DAYS = st.dates(min_value=date(2014, 1, 1), max_value=date(2040, 12, 31))
CHRISTMAS_EVE_2024, CHRISTMAS_EVE_2025 = date(2024, 12, 24), date(2025, 12, 24)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 7), True),
        (date(2026, 6, 4), False),  # Corpus Christi, a Thursday
        (date(2026, 6, 5), True),
        (CHRISTMAS_EVE_2024, True),
        (CHRISTMAS_EVE_2025, False),
        (date(2018, 11, 11), False),  # a Sunday and a holiday
        (date(2026, 11, 21), False),  # a Saturday
        (date(2026, 11, 20), True),
    ],
)
def test_people_work_from_monday_to_friday_unless_poland_celebrates(day, works):
    assert days.is_working_day(day) is works


def test_christmas_eve_is_free_since_2025_and_not_before():
    with translation.override("pl"):
        assert days.holiday_name(CHRISTMAS_EVE_2024) is None
        assert days.holiday_name(CHRISTMAS_EVE_2025) == "Wigilia Bożego Narodzenia"


def test_a_holiday_is_named_in_the_readers_language():
    corpus_christi = date(2026, 6, 4)

    with translation.override("pl"):
        assert days.holiday_name(corpus_christi) == "Dzień Bożego Ciała"
    with translation.override("en"):
        assert days.holiday_name(corpus_christi) == "Corpus Christi"


def test_a_saturday_is_free_without_being_a_holiday():
    assert days.holiday_name(date(2026, 11, 21)) is None


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 3)),  # Good Friday is worked
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 4, 7), -1, date(2026, 4, 3)),
        (CHRISTMAS_EVE_2024, 1, date(2024, 12, 27)),
        (date(2025, 12, 23), 1, date(2025, 12, 29)),  # four free days, one of them a Saturday
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
        (date(2026, 3, 27), 1, date(2026, 3, 30)),  # over the night when clocks go forward
        (date(2026, 10, 23), 1, date(2026, 10, 26)),  # and back
        (date(2026, 9, 30), 10, date(2026, 10, 14)),  # ten working days after a quarter
    ],
)
def test_working_days_are_counted_over_holidays(day, count, later):
    assert days.add_working_days(day, count) == later


@given(DAYS)
def test_the_next_working_day_is_later_worked_and_never_far(day):
    following = days.next_working_day(day)

    assert days.is_working_day(following)
    # Christmas of a year in which it touches a weekend is the longest.
    assert timedelta(0) < following - day <= timedelta(days=6)


@given(DAYS, st.integers(1, 40))
def test_going_forward_and_back_ends_on_the_working_day_one_started_from(day, count):
    start = days.last_working_day(day)

    assert start <= day
    assert days.add_working_days(days.add_working_days(start, count), -count) == start


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 10, 31), 3, date(2027, 1, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day, months, later):
    assert days.add_months(day, months) == later


@given(DAYS, st.integers(-60, 60))
def test_months_never_skip_a_month(day, months):
    later = days.add_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        # In winter Warsaw is an hour ahead, in summer two.
        (datetime(2026, 3, 28, 22, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_a_moment_falls_on_the_day_in_warsaw_on_both_sides_of_a_changed_clock(moment, day):
    assert days.warsaw_day(moment) == day
