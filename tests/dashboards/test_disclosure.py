"""Disclosure control against readers who know the rules and do their sums."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.disclosure import Figure, Line, State, protect, rate, released

SEXES = ("women", "men")


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


small_or_not = st.integers(0, 6) | st.integers(0, 60)


@st.composite
def two_way_tables(draw, *, most: int = 4):
    """A table of units by quarters with both margins and the grand total."""
    units = "abcd"[: draw(st.integers(2, most))]
    quarters = "wxyz"[: draw(st.integers(2, most))]
    return with_totals(
        {cell: draw(small_or_not) for cell in product(units, quarters)}, units, quarters
    )


@st.composite
def patchy_tables(draw):
    """Large tables of few small cells: here a cell follows from sums that hide two cells each."""
    units, quarters = "abcdef"[: draw(st.integers(4, 6))], "uvwxyz"[: draw(st.integers(4, 6))]
    small = draw(st.lists(st.sampled_from([*product(units, quarters)]), min_size=6, max_size=14))
    table = {cell: 3 if cell in small else 40 for cell in product(units, quarters)}
    return with_totals(table, units, quarters)


@st.composite
def nested_tables(draw):
    """Projects in units in the programme, each level by sex and both together."""
    counts, lines = {}, []
    units = {unit: draw(st.integers(1, 3)) for unit in "abc"[: draw(st.integers(2, 3))]}
    projects = [unit + str(number) for unit, count in units.items() for number in range(count)]
    for place in projects:
        counts |= {(place, sex): draw(small_or_not) for sex in SEXES}
    tree = {unit: [place for place in projects if place[0] == unit] for unit in units}
    for whole, parts in [*tree.items(), ("programme", list(units))]:
        for sex in SEXES:
            add_total(counts, lines, (whole, sex), [(part, sex) for part in parts])
    for place in [*projects, *units, "programme"]:
        add_total(counts, lines, (place, "all"), [(place, sex) for sex in SEXES])
    for whole, parts in [*tree.items(), ("programme", list(units))]:
        lines.append(Line((whole, "all"), tuple((part, "all") for part in parts)))
    return counts, lines


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


def with_totals(table, rows, columns):
    """Return the counts of a table with its margins, and the sums that hold in it."""
    counts, lines = dict(table), []
    for row in rows:
        add_total(counts, lines, (row, "all"), [(row, column) for column in columns])
    for column in [*columns, "all"]:
        add_total(counts, lines, ("all", column), [(row, column) for row in rows])
    lines.append(Line(("all", "all"), tuple(("all", column) for column in columns)))
    return counts, lines


def add_total(counts, lines, total, parts) -> None:
    counts[total] = sum(counts[part] for part in parts)
    lines.append(Line(total, tuple(parts)))


def signed_cells(line: Line) -> Iterator[tuple[object, int]]:
    yield line.total, -1
    for part in line.parts:
        yield part, 1


def cells_solved_by_a_reader(counts, lines, hidden) -> set:
    """Solve the sums for the hidden cells with fractions; return those that have one solution."""
    cells = sorted(hidden, key=repr)
    rows = []
    for line in lines:
        signs = dict(signed_cells(line))
        visible = sum(sign * counts[cell] for cell, sign in signs.items() if cell not in hidden)
        rows.append([Fraction(signs.get(cell, 0)) for cell in cells] + [Fraction(-visible)])
    solved = set()
    for row in reduced(rows, len(cells)):
        unknown = [number for number in range(len(cells)) if row[number]]
        if len(unknown) == 1:
            assert row[-1] == counts[cells[unknown[0]]]
            solved.add(cells[unknown[0]])
    return solved


def reduced(rows, width):
    """Gauss and Jordan, by the book."""
    done = 0
    for column in range(width):
        pivot = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [entry / rows[done][column] for entry in rows[done]]
        for row in range(len(rows)):
            if row != done and rows[row][column]:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[done], strict=True)]
        done += 1
    return rows[:done]


def some_other_table_fits(counts, lines, hidden, cell) -> bool:
    """Say whether all visible cells also fit a table where this cell has one person more or less.

    In tables of sums by rows and columns that is the same as: any other number at all.
    """
    cells = [cell, *sorted(hidden - {cell}, key=repr)]
    sums = [{c: sign for c, sign in signed_cells(line) if c in hidden} for line in lines]

    def fits(moved: dict) -> bool:
        for signs in sums:
            moves = [signs[c] * moved[c] for c in signs if c in moved]
            if abs(sum(moves)) > len(signs) - len(moves):
                return False
        if len(moved) == len(cells):
            return True
        following = cells[len(moved)]
        steps = (0, 1, -1) if counts[following] else (0, 1)
        return any(fits(moved | {following: step}) for step in steps)

    return any(fits({cell: step}) for step in ((1, -1) if counts[cell] else (1,)))
