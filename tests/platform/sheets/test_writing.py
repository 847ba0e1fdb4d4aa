"""What is written is read back equal, as typed cells, and never becomes a formula."""

import csv
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import repeat

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.formulas import SIGNS
from sheets import canonical, reading, writing
from sheets.writing import Column, Kind, Sheet

KINDS = (Kind.TEXT, Kind.DAY, Kind.MOMENT, Kind.WHOLE, Kind.DECIMAL, Kind.YES_NO)
COLUMNS = [Column(kind.title(), kind) for kind in KINDS]
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(9999, 12, 31))
MOMENTS = st.datetimes(min_value=datetime(1900, 3, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
WHOLES = st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1)
DECIMALS = st.decimals(min_value=-(10**11), max_value=10**11, places=4)
ROWS = st.lists(
    st.tuples(
        *(
            st.none() | values
            for values in (st.text(), DAYS, MOMENTS, WHOLES, DECIMALS, st.booleans())
        )
    ),
    min_size=1,
    max_size=20,
)


def written(*sheets, **told):
    out = BytesIO()
    writing.xlsx(out, *sheets, **told)
    return out.getvalue()


def in_words(value):
    """The written form of a value, as a reader of any file gets it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, int | Decimal):
        return canonical.number(str(value))
    return canonical.text(value)


def rows_of(content, name="a.xlsx"):
    with reading.opened(content, name) as book:
        return [row for row in book.rows() if row.sheet == 0]


def one_column(kind, *values):
    return Sheet("Arkusz", [Column("Wartość", kind)], [[value] for value in values])


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_what_is_written_is_read_back_equal(rows):
    content = written(Sheet("Osoby", COLUMNS, iter(rows)))

    told = {row.number: [*row.cells, *repeat("", 6)][:6] for row in rows_of(content)}

    expected = {n: [in_words(value) for value in row] for n, row in enumerate(rows, start=2)}
    assert told.pop(1) == [column.title for column in COLUMNS]
    assert told == {n: row for n, row in expected.items() if any(row)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(), min_size=1, max_size=20))
def test_a_text_file_is_read_back_equal_and_starts_no_formula(texts):
    out = BytesIO()
    # A text that itself begins with an apostrophe and a sign is told from ours by nothing.
    texts = [f"x{text}" if text.startswith("'") else text for text in texts]
    writing.csv(out, Sheet("a", [Column("Nr"), Column("Tekst")], enumerate(texts)))

    told = {row.number: row.cells for row in rows_of(out.getvalue(), "a.csv")}
    raw = list(csv.reader(StringIO(out.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))

    assert told.pop(1) == ("Nr", "Tekst")
    assert [([*cells, ""])[1] for cells in told.values()] == list(map(canonical.text, texts))
    assert not any(cell and cell[0] in SIGNS for row in raw for cell in row)


def test_kinds_are_kept():
    values = ["Łódź", date(2024, 12, 31), datetime(2024, 12, 31, 10), 7, Decimal("1.5"), True]  # noqa: DTZ001

    row = rows_of(written(Sheet("a", COLUMNS, [values])))[1]

    assert row.kinds == "tdmnnb"
    assert row.cells == ("Łódź", "2024-12-31", "2024-12-31T10:00:00", "7", "1.5", "TRUE")


def test_moments_are_told_as_the_clock_in_poland_shows():
    content = written(one_column(Kind.MOMENT, datetime(2024, 6, 30, 23, 15, tzinfo=UTC)))

    assert rows_of(content)[1].cells == ("2024-07-01T01:15:00",)


@pytest.mark.parametrize("text", ["=1+1", "+48", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_no_text_becomes_a_formula(text):
    content = written(one_column(Kind.TEXT, text))

    with zipfile.ZipFile(BytesIO(content)) as package:
        assert "<f>" not in package.read("xl/worksheets/sheet1.xml").decode()
    assert rows_of(content)[1].cells == (text.strip(),)


def test_a_number_longer_than_excel_keeps_is_written_as_a_text():
    account, exact = 12_345_678_901_234_567_890, Decimal("0.1234567890123456789")

    rows = rows_of(written(one_column(Kind.DECIMAL, account, exact, Decimal("NaN"))))

    assert [(row.kinds, row.cells[0]) for row in rows[1:]] == [
        ("t", str(account)),
        ("t", str(exact)),
        ("t", "NaN"),
    ]


def test_a_day_before_excel_counts_is_written_as_a_text():
    rows = rows_of(written(one_column(Kind.DAY, date(1863, 1, 22), None, date(2000, 1, 1))))

    assert [row.cells for row in rows[1:]] == [("1863-01-22",), ("2000-01-01",)]


def test_a_value_of_another_type_is_told_as_a_text():
    rows = rows_of(written(one_column(Kind.DAY, "około 1990", date(1990, 1, 1))))

    assert [(row.kinds, row.cells[0]) for row in rows[1:]] == [
        ("t", "około 1990"),
        ("d", "1990-01-01"),
    ]


def test_texts_that_are_too_long_are_cut_and_the_notes_say_so():
    content = written(one_column(Kind.TEXT, "a" * 40_000, "b"))

    with reading.opened(content, "a.xlsx") as book:
        rows = list(book.rows())
        assert len(book.sheets) == 2

    assert len(rows[1].cells[0]) == 32_767
    assert rows[1].cells[0].endswith("…")
    assert rows[-1].cells[1].endswith(": 1.")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ą" * 32_767, "ą" * 32_767),
        ("😀" * 16_383 + "ą", "😀" * 16_383 + "ą"),
        ("😀" * 16_384, "😀" * 16_383 + "…"),
        ("a" + "😀" * 16_384, "a" + "😀" * 16_382 + "…"),
        ("a" * 32_766 + "😀", "a" * 32_766 + "…"),
        ("a" * 32_765 + "😀" * 2, "a" * 32_765 + "…"),
    ],
    ids=["full", "full-of-pairs", "one-too-many", "pair-in-the-way", "pair-last", "half-fits"],
)
def test_excel_counts_a_sign_of_two_units_twice_and_none_is_halved(text, kept):
    rows = rows_of(written(one_column(Kind.TEXT, text)))

    assert rows[1].cells == (kept,)
    assert len(kept.encode("utf-16-le")) <= 2 * 32_767


def test_names_of_sheets_are_such_as_excel_takes():
    sheets = [
        Sheet(name, [Column("a")], [["1"]]) for name in ("A/B: [lista]" * 9, "x", "X", "'", "")
    ]

    with reading.opened(written(*sheets), "a.xlsx") as book:
        names = [sheet.name for sheet in book.sheets]

    assert len({name.casefold() for name in names}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_the_head_is_frozen_filtered_and_the_notes_come_last():
    content = written(one_column(Kind.TEXT, "a", "b"), notes=[("Definicja", "Kto & kiedy")])

    with zipfile.ZipFile(BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    with reading.opened(content, "a.xlsx") as book:
        last = list(book.rows())[-1]
        assert last.sheet == len(book.sheets) - 1
    assert 'state="frozen"' in xml
    assert '<autoFilter ref="A1:A3"/>' in xml
    assert last.cells == ("Definicja", "Kto & kiedy")


def test_the_same_rows_are_the_same_bytes():
    at = datetime(2024, 1, 1, tzinfo=UTC)

    assert written(one_column(Kind.TEXT, "a"), made_at=at) == written(
        one_column(Kind.TEXT, "a"), made_at=at
    )


def test_rows_are_taken_from_a_generator_as_they_are_written(monkeypatch):
    monkeypatch.setattr("sheets.xlsx_writing.HELD", 10_000)
    written_before, out = [], BytesIO()

    def rows():
        for number in range(50_000):
            written_before.append(out.tell())
            yield [number * 7919 % 100_003]

    writing.xlsx(out, Sheet("a", [Column("n", Kind.WHOLE)], rows()))

    assert written_before[-1] > written_before[0] + 10_000
    assert len(rows_of(out.getvalue())) == 50_001


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch):
    monkeypatch.setattr("sheets.xlsx_writing.ROWS_OF_A_SHEET", 2_500)
    out = BytesIO()
    writing.xlsx(out, Sheet("a", [Column("n", Kind.WHOLE)], ([n] for n in range(6_000))))

    with reading.opened(out.getvalue(), "a.xlsx") as book:
        assert [(sheet.name, sheet.rows) for sheet in book.sheets] == [
            ("a", 2_501),
            ("a (2)", 2_501),
            ("a (3)", 1_001),
        ]


def test_polish_excel_opens_the_text_file_right():
    out = BytesIO()
    row = ["Żółć;", date(2024, 1, 2), datetime(2024, 1, 2, 3, 4, 5), 1, Decimal("1.50"), None]  # noqa: DTZ001
    writing.csv(out, Sheet("a", COLUMNS, [row]))

    assert out.getvalue().startswith(b"\xef\xbb\xbf")
    assert out.getvalue().decode().endswith('"Żółć;";2024-01-02;2024-01-02 03:04:05;1;1,50;\r\n')


def test_analysts_read_typed_columns(tmp_path):
    rows = [
        ["Łódź", date(1960, 2, 29), datetime(2024, 1, 2, 3, 4, 5), -7, Decimal("1.25"), True],  # noqa: DTZ001
        [None] * 6,
        ["=1+1", date(2024, 1, 1), datetime(1960, 1, 1), 10**15, Decimal(0), False],  # noqa: DTZ001
    ]
    with (tmp_path / "a.parquet").open("wb") as out:
        writing.parquet(out, Sheet("a", COLUMNS, iter(rows)))

    told = duckdb.sql(f"SELECT * FROM '{tmp_path}/a.parquet'")

    assert told.fetchall() == [tuple(row) for row in rows]
    assert [str(kind) for kind in told.types] == [
        "VARCHAR", "DATE", "TIMESTAMP", "BIGINT", "DOUBLE", "BOOLEAN",
    ]  # fmt: skip


def test_many_groups_of_rows_are_one_file_for_analysts(tmp_path):
    with (tmp_path / "a.parquet").open("wb") as out:
        columns = [Column("n", Kind.WHOLE), Column("n", Kind.WHOLE)]
        writing.parquet(
            out, Sheet("a", columns, ([n, n if n % 3 else None] for n in range(25_001)))
        )

    told = duckdb.sql(f"SELECT count(*), sum(n), count(\"n (2)\") FROM '{tmp_path}/a.parquet'")

    assert told.fetchall() == [(25_001, 25_001 * 25_000 // 2, 16_667)]
