"""Totals of the trend: counted from both ends around what is hidden."""

from dashboards.disclosure import Figure
from dashboards.metropolis.trend import totals

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
