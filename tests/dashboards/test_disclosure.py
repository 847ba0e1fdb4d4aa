"""Disclosure control against readers who know the rules and do their sums."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.disclosure import Figure, Line, State, protect, rate, released
from tests.dashboards.readers import (
    SEXES,
    add_total,
    cells_solved_by_a_reader,
    nested_tables,
    patchy_tables,
    some_other_table_fits,
    two_way_tables,
    with_totals,
)


def test_a_cell_of_four_is_hidden_and_one_of_five_is_not():
    counts = {"puck": 4, "tczew": 5}

    hidden = protect(counts, [])

    assert hidden == {"puck"}


def test_zero_stays_zero_beside_a_hidden_cell():
    counts = {"all": 73, "puck": 3, "sopot": 0, "tczew": 70}

    hidden = protect(counts, [Line("all", ("puck", "sopot", "tczew"))])

    assert hidden == {"puck", "tczew"}


def test_the_smallest_neighbour_goes_with_a_hidden_cell():
    counts = {"all": 138, "gdynia": 90, "hel": 2, "puck": 12, "reda": 34}

    hidden = protect(counts, [Line("all", ("gdynia", "hel", "puck", "reda"))])

    assert hidden == {"hel", "puck"}


def test_a_public_total_is_kept_and_a_part_goes_instead():
    counts = {"all": 94, "gdynia": 90, "hel": 4}

    hidden = protect(counts, [Line("all", ("gdynia", "hel"))], never_hide={"all"})

    assert hidden == {"gdynia", "hel"}


def test_a_public_total_goes_only_when_nothing_else_is_left():
    counts = {"all": 94, "gdynia": 90, "hel": 4}

    hidden = protect(counts, [Line("all", ("gdynia", "hel"))], never_hide={"all", "gdynia"})

    assert hidden == {"gdynia", "hel"}


def test_a_zero_is_hidden_before_a_public_cell():
    counts = {"all": 94, "gdynia": 90, "hel": 4, "sopot": 0}
    line = Line("all", ("gdynia", "hel", "sopot"))

    hidden = protect(counts, [line], never_hide={"all", "gdynia"})

    assert hidden == {"hel", "sopot"}


def test_a_small_public_total_is_hidden_like_any_small_cell():
    counts = {"all": 3, "gdynia": 0, "hel": 3}

    hidden = protect(counts, [Line("all", ("gdynia", "hel"))], never_hide={"all"})

    assert hidden == {"all", "hel"}


def test_the_caller_names_cells_that_are_small_elsewhere():
    participations = {"all": 58, "hel": 6, "puck": 12, "reda": 40}
    line = Line("all", ("hel", "puck", "reda"))

    hidden = protect(participations, [line], sensitive={"hel"})

    assert hidden == {"hel", "puck"}


def test_special_categories_are_hidden_up_to_nine():
    counts = {"all": 60, "gdynia": 40, "hel": 9, "puck": 11}

    hidden = protect(counts, [Line("all", ("gdynia", "hel", "puck"))], threshold=10)

    assert hidden == {"hel", "puck"}


def test_two_hidden_cells_that_can_only_be_one_each_get_company():
    # 22 - 20 leaves two, zeros are shown, so each of the two would be one.
    counts = {"all": 22, "gdynia": 20, "hel": 1, "puck": 1}

    hidden = protect(counts, [Line("all", ("gdynia", "hel", "puck"))])

    assert hidden == {"gdynia", "hel", "puck"}


def test_a_cell_that_follows_only_from_several_sums_together_is_protected():
    # Every sum hides two cells or more; yet the rows a and b less the columns x and y are (b, z).
    table = {
        ("a", "x"): 2, ("a", "y"): 3, ("a", "z"): 50, ("a", "w"): 60,
        ("b", "x"): 3, ("b", "y"): 2, ("b", "z"): 4, ("b", "w"): 70,
        ("c", "x"): 40, ("c", "y"): 50, ("c", "z"): 2, ("c", "w"): 3,
        ("d", "x"): 60, ("d", "y"): 70, ("d", "z"): 3, ("d", "w"): 2,
    }  # fmt: skip
    counts, lines = with_totals(table, "abcd", "xyzw")
    small = {cell for cell, count in counts.items() if 1 <= count < 5}

    hidden = protect(counts, lines)

    assert cells_solved_by_a_reader(counts, lines, small) == {("b", "z")}
    assert cells_solved_by_a_reader(counts, lines, hidden) == set()


def test_a_hidden_cell_takes_its_visible_twin_with_it():
    # Both are what is left of the same total, which is hidden itself.
    counts = {"all": 50, "others": 43, "women": 7, "female": 7}
    lines = [Line("all", ("others", "women")), Line("all", ("others", "female"))]

    hidden = protect(counts, lines, sensitive={"all", "others", "women"})

    assert hidden == {"all", "others", "women", "female"}


def test_the_order_in_which_cells_and_sums_are_read_changes_nothing():
    counts = {"all": 31, "hel": 3, "puck": 14, "reda": 14}
    lines = [Line("all", ("hel", "puck", "reda"))]

    hidden = protect(counts, lines)
    hidden_backwards = protect(dict(reversed(counts.items())), lines)

    assert hidden == hidden_backwards == {"hel", "puck"}


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused():
    with pytest.raises(ValueError, match="'all' is not the sum"):
        protect({"all": 9, "hel": 3, "puck": 5}, [Line("all", ("hel", "puck"))])


def test_a_cell_that_stands_twice_in_a_sum_is_refused():
    with pytest.raises(ValueError, match="twice"):
        protect({"all": 6, "hel": 3}, [Line("all", ("hel", "hel"))])


def test_a_sum_of_an_unknown_cell_is_refused():
    with pytest.raises(ValueError, match="'puck'"):
        protect({"all": 6, "hel": 6}, [Line("all", ("hel", "puck"))])


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="'hel'"):
        protect({"hel": -1}, [])


def test_released_figures_carry_one_mark_whatever_the_reason():
    counts = {"all": 94, "gdynia": 90, "hel": 4, "sopot": 0}
    hidden = protect(counts, [Line("all", ("gdynia", "hel", "sopot"))])

    figures = released(counts, hidden)

    assert figures["gdynia"] == figures["hel"] == Figure(State.HIDDEN)
    assert figures["sopot"] == Figure(State.ZERO, 0)
    assert figures["all"] == Figure(State.VALUE, 94)


@pytest.mark.parametrize(
    ("state", "value"),
    [
        (State.HIDDEN, 3),
        (State.NO_DATA, 0),
        (State.ZERO, 2),
        (State.ZERO, None),
        (State.VALUE, 0),
        (State.VALUE, None),
    ],
)
def test_a_figure_cannot_carry_a_number_that_its_state_denies(state, value):
    with pytest.raises(ValueError, match="cannot carry"):
        Figure(state, value)


def test_only_values_and_zeros_are_shown():
    blank = [Figure.hidden(), Figure.no_data(), Figure.not_yet(), Figure.not_additive()]

    assert not any(figure.is_shown for figure in blank)
    assert Figure.of(0).is_shown
    assert Figure.of(7).is_shown


def test_a_rate_needs_a_base_of_twenty():
    assert rate(5, 19) is None
    assert rate(5, 20) == Fraction(1, 4)


tables = two_way_tables() | patchy_tables() | nested_tables()


@settings(deadline=None)
@given(tables)
def test_no_hidden_cell_follows_from_the_sums(table):
    counts, lines = table

    hidden = protect(counts, lines)

    assert cells_solved_by_a_reader(counts, lines, hidden) == set()


@settings(deadline=None)
@given(tables)
def test_no_hidden_cell_follows_from_the_sums_when_the_grand_total_is_public(table):
    counts, lines = table
    grand_total = max(counts, key=counts.__getitem__)

    hidden = protect(counts, lines, never_hide={grand_total})

    assert cells_solved_by_a_reader(counts, lines, hidden) == set()


@settings(deadline=None)
@given(two_way_tables(most=3))
def test_every_hidden_cell_could_be_another_number_of_people(table):
    counts, lines = table

    hidden = protect(counts, lines)

    assert all(some_other_table_fits(counts, lines, hidden, cell) for cell in hidden)


@settings(deadline=None)
@given(tables)
def test_no_sum_leaves_its_hidden_cells_exactly_one_person_each(table):
    counts, lines = table

    hidden = protect(counts, lines)

    for line in lines:
        left = [counts[cell] for cell in line.parts if cell in hidden]
        if left and line.total not in hidden and 0 not in (counts[cell] for cell in hidden):
            assert sum(left) > len(left)


@settings(deadline=None)
@given(tables, st.integers(2, 10))
def test_no_small_cell_is_visible_and_visible_cells_keep_their_values(table, threshold):
    counts, lines = table

    figures = released(counts, protect(counts, lines, threshold=threshold))

    shown = {key: figure.value for key, figure in figures.items() if figure.is_shown}
    assert not any(1 <= value < threshold for value in shown.values())
    assert shown == {key: counts[key] for key in shown}


@settings(deadline=None)
@given(tables)
def test_a_release_without_small_cells_is_shown_whole(table):
    counts, lines = table
    counts = {key: count * 5 for key, count in counts.items()}

    hidden = protect(counts, lines)

    assert hidden == frozenset()


def test_a_release_of_twenty_thousand_cells_is_protected():
    units, months = range(66), range(100)
    table = {
        (unit, sex, month): (unit * 7 + month * month * 3) % 41 + (sex == "men")
        for unit, sex, month in product(units, SEXES, months)
    }
    counts, lines = dict(table), []
    for sex, month in product(SEXES, months):
        add_total(counts, lines, ("all", sex, month), [(unit, sex, month) for unit in units])
    for unit, month in product([*units, "all"], months):
        add_total(counts, lines, (unit, "both", month), [(unit, sex, month) for sex in SEXES])

    hidden = protect(counts, lines)

    assert len(counts) > 20_000
    assert {cell for cell, count in counts.items() if 1 <= count < 5} < hidden
    assert len(hidden) < len(counts) / 2
