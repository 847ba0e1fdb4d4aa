"""What a cell may become: nobody's work is ever overwritten by a file that does not know of it."""

from hypothesis import given
from hypothesis import strategies as st

from projects.exchange.judging.three_ways import Cell, of_cell, of_row

# Three different values are all that can matter, and nothing at all is one of them.
VALUES = st.sampled_from(["", "a", "b", "c"])
ROWS = st.dictionaries(st.sampled_from("pqrs"), VALUES)


def result(*, file, base, now, says=None):
    """What stands here afterwards; where it is asked, as somebody says."""
    cell = of_cell(file=file, base=base, now=now)
    if cell == Cell.CLASH:
        return {"file": file, None: now}[says]
    return file if cell == Cell.TAKEN else now


@given(VALUES, VALUES, VALUES)
def test_what_somebody_changed_here_stays_unless_somebody_says_otherwise(file, base, now):
    if now != base:
        assert result(file=file, base=base, now=now) == now


@given(VALUES, VALUES)
def test_what_only_the_file_changed_is_taken(file, base):
    assert result(file=file, base=base, now=base) == file


@given(VALUES, VALUES)
def test_what_the_file_did_not_change_is_left(base, now):
    assert result(file=base, base=base, now=now) == now


@given(VALUES, VALUES, VALUES)
def test_it_is_asked_only_where_both_changed_it_differently(file, base, now):
    is_asked = of_cell(file=file, base=base, now=now) == Cell.CLASH

    assert is_asked == (len({file, base, now}) == 3)


@given(VALUES, VALUES, VALUES)
def test_both_sides_are_treated_alike(file, base, now):
    one, other = of_cell(file=file, base=base, now=now), of_cell(file=now, base=base, now=file)
    mirrored = {Cell.TAKEN: Cell.LEFT, Cell.LEFT: Cell.TAKEN}

    assert other == mirrored.get(one, one)


@given(VALUES, VALUES, VALUES, st.sampled_from(["file", None]))
def test_the_same_file_once_more_changes_nothing_and_takes_nothing_back(file, base, now, says):
    after = result(file=file, base=base, now=now, says=says)

    assert result(file=file, base=base, now=after) == after


@given(VALUES, VALUES)
def test_without_a_base_whatever_differs_is_asked(file, now):
    assert of_cell(file=file, base=None, now=now) == (Cell.SAME if file == now else Cell.CLASH)


@given(ROWS, ROWS, ROWS)
def test_a_row_is_its_cells(file, base, now):
    told = of_row(file=file, base=base, now=now)

    assert set(told) == set(file) & set(now)
    for name, cell in told.items():
        assert cell == of_cell(file=file[name], base=base.get(name), now=now[name])
