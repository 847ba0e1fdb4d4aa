"""Whether a promise will be kept: its states, the pace it needs, and what the day of today does."""

from datetime import date

import pytest

from dashboards.tenant.outlook import Cell, Series, State, month_number, months_ahead, outlook

WOMEN = Cell("PEOPLE_AT_RISK", "women")
TODAY = date(2026, 11, 22)
ENDS = date(2027, 6, 30)


def series(*counts: int, until: date = date(2026, 11, 1)) -> Series:
    """So many a month, the last of them in the month of `until`."""
    return Series(month_number(until) - len(counts) + 1, counts)


def seen(counts: list[int], target: int, **facts):
    return outlook(WOMEN, series(*counts), target=target, **{"ends_on": ENDS, "on": TODAY, **facts})


@pytest.mark.parametrize(
    ("counts", "target", "state"),
    [
        ([4] * 12 + [0], 48, State.REACHED),
        ([4] * 12 + [0], 50, State.LIKELY),
        ([4] * 12 + [0], 80, State.OPEN),
        ([4] * 12 + [0], 200, State.UNLIKELY),
        ([1, 1, 1], 20, State.UNKNOWN),
        ([], 20, State.UNKNOWN),
    ],
)
def test_a_promise_is_in_one_of_these_states(counts, target, state):
    assert seen(counts, target).state == state


def test_after_its_day_a_promise_is_over():
    assert seen([4] * 12, 200, ends_on=date(2026, 11, 21)).state == State.OVER
    assert seen([4] * 12, 48, ends_on=date(2026, 11, 21)).state == State.REACHED


def test_what_is_missing_is_needed_in_the_months_that_are_left():
    one = seen([4] * 12 + [0], 64)

    assert one.missing == 16
    assert one.months_left == 8
    assert one.needed == 2.0
    assert one.recent == 4.0


def test_whoever_came_this_month_is_not_foreseen_again():
    quiet, busy = seen([4] * 12 + [0], 200), seen([4] * 12 + [3], 200)

    assert busy.more.middle == quiet.more.middle - 3


def test_months_in_which_nobody_came_slow_the_pace_down():
    busy, stopped = (
        seen([4] * 12 + [0], 200),
        outlook(
            WOMEN,
            series(*[4] * 12, until=date(2026, 5, 1)),
            target=200,
            ends_on=ENDS,
            on=TODAY,
        ),
    )

    assert stopped.recent == pytest.approx(4 / 6)
    assert stopped.more.middle < busy.more.middle / 2


@pytest.mark.parametrize(
    ("ends_on", "months"),
    [
        (date(2026, 11, 30), 1),
        (date(2026, 12, 14), 1),
        (date(2026, 12, 15), 2),
        (date(2027, 6, 30), 8),
        (date(2026, 10, 31), 0),
    ],
)
def test_a_month_counts_when_half_of_it_is_in(ends_on, months):
    assert months_ahead(ends_on, on=TODAY) == months


def test_a_plan_counts_its_own_months_alone():
    one = series(1, 2, 3, 4)

    assert one.within(month_number(date(2026, 9, 1)), month_number(date(2026, 10, 31))) == 5
    assert one.within(month_number(date(2020, 1, 1)), month_number(date(2020, 12, 31))) == 0


def test_the_shortfall_that_is_foreseen_lies_between_the_best_and_the_worst_end():
    one = seen([4] * 12 + [0], 200)

    best, worst = one.expected_shortfall
    assert 0 < best < worst <= one.shortfall
