"""A sheet from Excel is read as it was saved; what comes back names its rows."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from core.api import tables
from core.api.problems import Fault
from core.formulas import SIGNS

SHEET = "sesja;uczestnik;obecność;godziny\r\na;b;PRESENT;1,5\r\n;;;\r\nc;d;ABSENT;\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_sheet_is_read_as_it_was_saved(encoding, separator):
    rows = tables.read(SHEET.replace(";", separator).encode(encoding))

    assert rows[0].cells == {
        "sesja": "a",
        "uczestnik": "b",
        "obecność": "PRESENT",
        "godziny": "1.5",
    }


def test_rows_keep_the_numbers_they_have_in_the_sheet():
    assert [row.number for row in tables.read(SHEET.encode())] == [2, 4]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3.11.2026", "2026-11-03"),
        ("03.11.2026", "2026-11-03"),
        ("2026-11-03", "2026-11-03"),
        ("7,25", "7.25"),
        ("Lis, Anna", "Lis, Anna"),
    ],
)
def test_days_and_decimals_may_be_polish(typed, read):
    (row,) = tables.read(f"x;y\n{typed};\n".encode())

    assert row.cells["x"] == read


@pytest.mark.parametrize("content", [b"", b"\n", b'a;b\n"open', b"a;a\n1;2\n", b"a\n1;2\n"])
def test_what_is_no_table_is_refused_or_empty(content):
    with contextlib.suppress(ParseError):
        assert tables.read(content) == []


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(content):
    try:
        rows = tables.read(content)
    except ParseError:
        return
    assert all(row.cells and row.number > 1 for row in rows)


def test_a_fault_names_the_row_and_the_column_of_the_sheet():
    rows = tables.read(SHEET.encode())
    fault = Fault(detail="Za dużo", code="max", pointer="/items/1/hours")

    told = tables.of_faults([fault], rows).decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(told), delimiter=";"))[1] == ["4", "hours", "max", "Za dużo"]


@given(st.text(min_size=1, max_size=20))
def test_no_cell_that_comes_back_is_a_formula(text):
    told = tables.written(["head"], [[text]]).decode("utf-8-sig")

    (cell,) = list(csv.reader(io.StringIO(told, newline=""), delimiter=";"))[1]
    assert cell[:1] not in SIGNS
