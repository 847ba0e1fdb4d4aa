"""A table that comes in parts, by column, is the same file as one that comes row by row."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets import reading, tables, writing
from sheets.tables import Column, Kind, Parts, Repeating, Sheet, Told
from tests.platform.sheets.test_writing import COLUMNS, ROWS

WAYS = {"xlsx": writing.xlsx, "csv": writing.csv, "parquet": writing.parquet}


def written(rows, way="xlsx", columns=COLUMNS):
    out = BytesIO()
    WAYS[way](out, Sheet("Osoby", columns, rows))
    return out.getvalue()


def told(content):
    with reading.opened(content, "a.xlsx") as book:
        return [(sheet.name, sheet.rows) for sheet in book.sheets], list(book.rows())


def by_column(rows, size, is_repeating):
    """The same rows in parts of so many, each value told of its place among all."""
    values = [
        Told(lambda place, column=column: rows[place][column]) for column in range(len(rows[0]))
    ]
    for begin in range(0, len(rows), size):
        some = range(begin, min(begin + size, len(rows)))
        if is_repeating:
            yield [Repeating(some, each) for each in values]
        else:
            yield [[each[place] for place in some] for each in values]


@settings(max_examples=40, deadline=None)
@given(ROWS, st.integers(min_value=1, max_value=7), st.booleans())
def test_parts_are_written_as_rows_are(rows, size, is_repeating):
    parts = Parts(by_column(rows, size, is_repeating))

    assert told(written(parts)) == told(written(rows))


@pytest.mark.parametrize("way", ["csv", "parquet"])
@pytest.mark.parametrize("is_repeating", [False, True])
def test_so_are_texts_and_files_for_analysts(way, is_repeating):
    rows, columns = [["ą", 1], ["=b", None], ["ą", 3]], [Column("a"), Column("n", Kind.WHOLE)]
    parts = Parts(by_column(rows, 2, is_repeating))

    assert written(parts, way, columns) == written(rows, way, columns)


@pytest.mark.parametrize("size", [1_000, 999, 2_500, 4_000])
def test_a_part_goes_on_in_the_next_sheet_where_one_is_full(monkeypatch, size):
    monkeypatch.setattr("sheets.xlsx_writing.ROWS_OF_A_SHEET", 2_500)
    rows, columns = [[number] for number in range(6_000)], [Column("n", Kind.WHOLE)]

    sheets, cells = told(written(Parts(by_column(rows, size, is_repeating=True)), columns=columns))

    assert sheets == [("Osoby", 2_501), ("Osoby (2)", 2_501), ("Osoby (3)", 1_001)]
    assert [int(row.cells[0]) for row in cells if row.number > 1] == list(range(6_000))


def test_what_was_told_is_remembered_and_what_follows_from_it_too():
    asked, further = [], []
    told_once = Told(lambda key: asked.append(key) or key.upper())

    def followed(value):
        further.append(value)
        return f"<{value}>"

    assert list(Repeating("aba", told_once).then(followed)) == ["<A>", "<B>", "<A>"]
    assert list(Repeating("bb", told_once).then(followed)) == ["<B>", "<B>"]
    assert (asked, further) == (["a", "b"], ["A", "B"])


def test_values_that_never_come_again_do_not_pile_up(monkeypatch):
    monkeypatch.setattr(tables, "MOST_REMEMBERED", 10)
    told_once = Told(str)

    assert [told_once[number] for number in range(100)] == [str(number) for number in range(100)]
    assert len(told_once) <= 10
