"""The forecast: laws that hold for any past, pasts whose future is plain, and how often it is right."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards import forecasting
from dashboards.forecasting import Band, forecast, needed_pace
from tests.benchmarks.forecasting import backtest, series

PASTS = st.lists(st.integers(0, 60), min_size=6, max_size=40).filter(lambda past: sum(past) >= 5)


@settings(max_examples=60, deadline=None)
@given(PASTS, st.integers(1, 18))
def test_what_has_come_stays_and_the_band_is_in_order(past, months):
    foreseen = forecast(past, months_ahead=months)

    assert len(foreseen.months) == months
    before = Band(0, 0, 0)
    for band in foreseen.months:
        assert 0 <= band.low <= band.middle <= band.high
        assert band.low >= before.low
        assert band.middle >= before.middle
        assert band.high >= before.high
        before = band


@settings(max_examples=40, deadline=None)
@given(PASTS, st.sampled_from([(0.5, 0.8), (0.8, 0.95), (0.1, 0.99)]))
def test_a_wider_level_is_a_wider_band(past, levels):
    narrow, wide = (forecast(past, months_ahead=6, level=level) for level in levels)

    for inner, outer in zip(narrow.months, wide.months, strict=True):
        assert outer.low <= inner.low
        assert inner.high <= outer.high
        assert inner.middle == outer.middle


@settings(max_examples=30, deadline=None)
@given(PASTS)
def test_a_shorter_look_ahead_is_the_beginning_of_a_longer_one(past):
    assert forecast(past, months_ahead=9).months[:4] == forecast(past, months_ahead=4).months


@pytest.mark.parametrize(
    "past", [[], [7], [9, 9, 9, 9, 9], [0] * 30, [0, 1, 0, 2, 0, 1, 0], [40] + [0] * 60]
)
def test_a_short_or_small_past_gives_no_forecast(past):
    foreseen = forecast(past, months_ahead=3)

    assert not foreseen.is_enough
    assert foreseen.months == ()


@pytest.mark.parametrize("kept", forecasting.KEPT)
@pytest.mark.parametrize("scatter", forecasting.SCATTERS)
def test_a_month_is_foreseen_from_those_before_it_alone(kept, scatter):
    """Else the chances that the past gives to whatever may come next would not add up to one."""
    past, even = [3, 0, 7, 4, 1, 5], (1.0,) * forecasting.YEAR

    def foresaw(months):
        return forecasting._learn(months, even, kept, scatter).foresaw

    chances = [exp(foresaw([*past, count]) - foresaw(past)) for count in range(600)]

    assert sum(chances) == pytest.approx(1, abs=1e-3)


def test_a_steady_past_goes_on():
    last = forecast([10] * 24, months_ahead=6).months[-1]

    assert 55 <= last.middle <= 65
    assert last.low > 30
    assert last.high < 90


def test_small_numbers_have_a_wide_band_of_whole_people():
    last = forecast([0, 1, 0, 0, 2, 0, 1, 0, 0, 1, 0, 1], months_ahead=6).months[-1]

    assert last.low <= 1
    assert last.high >= 2 * last.middle


def test_after_half_a_year_without_anybody_few_more_are_expected():
    before, after = (
        forecast([12] * 18, months_ahead=6),
        forecast([12] * 18 + [0] * 6, months_ahead=6),
    )

    assert after.months[-1].middle < before.months[-1].middle / 4


def test_groups_that_begin_at_once_widen_the_band():
    even, bursts = [10] * 24, [30, 0, 0] * 8

    widths = [band.high - band.low for band in (_last(even), _last(bursts))]
    assert widths[1] > 1.5 * widths[0]


def test_seasons_are_believed_only_where_two_years_carry_them():
    year = [30, 30, 30, 2, 2, 2, 2, 2, 2, 30, 30, 30]

    assert not forecast(year, months_ahead=3).is_seasonal
    assert not forecast([15] * 36, months_ahead=3).is_seasonal
    foreseen = forecast(year * 3, months_ahead=12)
    assert foreseen.is_seasonal
    first, half, whole = (foreseen.months[month].middle for month in (2, 8, 11))
    assert first > 60
    assert half - first < 40
    assert whole - half > 60


def test_large_numbers_are_no_trouble():
    last = forecast([4_000, 4_100, 3_900] * 12, months_ahead=12).months[-1]

    assert last.low < 48_000 < last.high


@pytest.mark.parametrize(
    ("missing", "months", "pace"), [(14, 7, 2.0), (0, 7, 0.0), (-3, 7, 0.0), (14, 0, 14.0)]
)
def test_the_pace_that_is_needed(missing, months, pace):
    assert needed_pace(missing, months) == pace


def test_the_band_holds_the_truth_as_often_as_it_says():
    found = backtest.run(series.simulated(140, seed=7))

    low, high = backtest.PROMISED
    assert low <= found["all"].whole <= high
    assert found["steady"].whole >= low
    assert found["small"].whole >= low


def test_a_narrower_level_holds_the_truth_less_often():
    rows = list(series.simulated(70, seed=7))

    half, most = (backtest.run(rows, level=level)["all"].whole for level in (0.5, 0.95))
    assert half < 0.7 < most


def _last(past: list[int]) -> Band:
    return forecasting.forecast(past, months_ahead=6).months[-1]
