"""Totals of the trend: counted from both ends around what is hidden."""

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.metropolis.trend import foreseen, totals

HIDDEN = Figure.hidden()


def test_totals_are_counted_from_both_ends_around_what_is_hidden():
    known = {
        "2025Q1": Figure.of(10),
        "2025Q2": HIDDEN,
        "2025Q3": HIDDEN,
        "2025Q4": Figure.of(40),
    }

    sums = totals(known, Figure.of(57))

    assert [one.value for one in sums.values()] == [10, None, 17, 57]


def test_totals_stay_silent_where_the_whole_is():
    sums = totals({"2025Q1": HIDDEN, "2025Q2": Figure.of(40)}, HIDDEN)

    assert [one.value for one in sums.values()] == [None, None]


def quarters(*counts, first_year=2024):
    """Quarters of these counts, the last one not over; totals as far as they are known."""
    return [
        charts.QuarterIntake(
            first_year + place // 4,
            1 + place % 4,
            count if isinstance(count, Figure) else Figure.of(count),
            total=Figure.of(100 + place),
            is_complete=place < len(counts) - 1,
        )
        for place, count in enumerate(counts)
    ]


def test_the_forecast_goes_on_from_the_last_complete_quarter():
    ahead = foreseen(quarters(*[50] * 8, 3))

    assert [(each.year, each.quarter) for each in ahead] == [
        (2026, 1),
        (2026, 2),
        (2026, 3),
        (2026, 4),
    ]
    assert all(107 <= each.low <= each.middle <= each.high for each in ahead)
    assert 107 + 150 < ahead[-1].middle < 107 + 250


def test_too_few_quarters_since_a_hidden_one_are_no_forecast():
    assert foreseen(quarters(50, 50, 50, 50, 50, 50, HIDDEN, 50, 50, 50, 3)) == []
    assert foreseen([]) == []
