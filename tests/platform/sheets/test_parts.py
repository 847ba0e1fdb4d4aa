"""A table that comes in parts, by column, is the same file as one that comes row by row."""

from io import BytesIO
from tempfile import NamedTemporaryFile

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sheets import reading, tables, writing
from sheets.tables import Column, Kind, Parts, Repeating, Sheet, Told
from tests.platform.sheets.test_writing import COLUMNS, ROWS
from ui.parts import Cell

WAYS = {"xlsx": writing.xlsx, "csv": writing.csv, "parquet": writing.parquet}


def written(rows, way="xlsx", columns=COLUMNS):
    out = BytesIO()
    WAYS[way](out, Sheet("Osoby", columns, rows))
    return out.getvalue()


def told(content):
    with reading.opened(content, "a.xlsx") as book:
        return [(sheet.name, sheet.rows) for sheet in book.sheets], list(book.rows())


def by_column(rows, size, is_repeating):
    """The same rows in parts of so many; where they repeat, what is told of each different value."""
    values = [Told(lambda key: key[1]) for _column in range(len(rows[0]))]
    for begin in range(0, len(rows), size):
        columns = list(zip(*rows[begin : begin + size], strict=True))
        if is_repeating:
            keys = [[(type(value), value) for value in column] for column in columns]
            yield [Repeating(*both) for both in zip(keys, values, strict=True)]
        else:
            yield columns


@pytest.mark.parametrize("is_repeating", [False, True])
def test_values_that_come_again_are_written_again_in_the_next_sheet_too(monkeypatch, is_repeating):
    monkeypatch.setattr("sheets.xlsx_writing.ROWS_OF_A_SHEET", 7)
    monkeypatch.setattr(tables, "MOST_REMEMBERED", 2)
    columns = [Column("a"), Column("n", Kind.WHOLE)]
    rows = [["abc"[number % 3], number % 4] for number in range(20)]

    assert told(written(Parts(by_column(rows, 3, is_repeating)), columns=columns)) == told(
        written(rows, columns=columns)
    )


@pytest.mark.parametrize("way", WAYS)
def test_a_column_that_is_too_short_is_no_file_that_lacks_rows(way):
    columns = [Column("a"), Column("n", Kind.WHOLE)]

    with pytest.raises(ValueError):
        written(Parts([[["ą", "b", "c"], [1, 2]]]), way, columns)


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


@pytest.mark.parametrize("size", [1, 3, 4, 7, 12])
@pytest.mark.parametrize("is_repeating", [False, True])
def test_groups_of_a_file_for_analysts_fill_up_across_parts(monkeypatch, size, is_repeating):
    monkeypatch.setattr("sheets.parquet_writing.GROUP", 4)
    columns = [Column("a"), Column("n", Kind.WHOLE)]
    rows = [["abc"[number % 3], number % 4 or None] for number in range(18)]

    content = written(Parts(by_column(rows, size, is_repeating)), "parquet", columns)

    assert content == written(rows, "parquet", columns)
    assert row_groups(content) == [4, 4, 4, 4, 2]


def test_no_row_is_made_of_parts_for_analysts():
    parts = Unturned(by_column([["a", 1], ["b", 2]], 1, is_repeating=False))
    columns = [Column("a"), Column("n", Kind.WHOLE)]

    assert row_groups(written(parts, "parquet", columns)) == [2]


class Unturned(Parts):
    """Parts that nobody may turn over into rows."""

    def __iter__(self):
        raise AssertionError("rows were made")


def row_groups(content):
    with NamedTemporaryFile(suffix=".parquet") as kept:
        kept.write(content)
        kept.flush()
        sql = (
            f"SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('{kept.name}')"
        )
        return [count for _number, count in sorted(duckdb.sql(sql).fetchall())]


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


@pytest.mark.parametrize("kept", [str, lambda text: (text, 1), lambda text: Cell(text, tag="x")])
def test_long_texts_do_not_pile_up_though_they_are_few(kept, monkeypatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 100_000)
    told_once = Told(kept)
    most = 0
    for number in range(200):
        told_once[f"{number}" + "ą" * 2_000]
        most = max(most, len(told_once))

    # Twice two thousand signs of two bytes each.
    assert 5 < most <= 100_000 // 8_000


def test_a_text_that_is_longer_than_what_is_remembered_is_told_and_forgotten(monkeypatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 1_000)
    told_once = Told(str.upper)

    assert told_once["a"] == "A"
    assert told_once["a" * 1_000] == "A" * 1_000
    assert sum(map(len, told_once)) < 1_000


def test_what_was_forgotten_is_written_all_the_same(monkeypatch):
    monkeypatch.setattr(tables, "MOST_BYTES", 300)
    rows = [["abc"[number % 3] * (number % 5 * 40)] for number in range(40)]
    columns = [Column("a")]

    assert told(written(Parts(by_column(rows, 3, is_repeating=True)), columns=columns)) == told(
        written(rows, columns=columns)
    )
