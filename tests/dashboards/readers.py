"""Releases to attack, and readers who attack them with the sums that everybody knows."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from dashboards.disclosure import Line

SEXES = ("women", "men")
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
