"""How values are written: exactly, one row a line, an absent value apart from an empty text."""

import csv
import io
import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from projects.leaving.kinds import CELL_OF, Kind, UnknownKind, as_cells, as_json, kind_of

SUMMER = timezone(timedelta(hours=2))


def test_an_absent_value_and_an_empty_text_are_two_things():
    assert as_cells([None, ""], [CELL_OF[Kind.TEXT]] * 2) == ',""\r\n'


@given(st.lists(st.none() | st.text(), min_size=1, max_size=5))
def test_any_text_comes_back_from_csv(values):
    line = as_cells(values, [CELL_OF[Kind.TEXT]] * len(values))

    [read] = csv.reader(io.StringIO(line, newline=""), strict=True) if line != "\r\n" else [[""]]
    assert read == [value or "" for value in values]


@given(st.dictionaries(st.text(), st.none() | st.text() | st.lists(st.text()), max_size=4))
def test_a_row_is_one_line_for_every_reader_and_comes_back(row):
    line = as_json(row)

    assert len((line + "x").splitlines()) == 1
    assert json.loads(line) == row


@pytest.mark.parametrize(
    ("kind", "value", "cell"),
    [
        (Kind.DECIMAL, Decimal("1234.50"), "1234.50"),
        (Kind.DECIMAL, Decimal("1E+3"), "1000"),
        (Kind.BOOLEAN, False, "false"),
        (Kind.DATE, date(2026, 1, 31), "2026-01-31"),
        (Kind.MOMENT, datetime(2026, 7, 1, 12, 0, tzinfo=SUMMER), "2026-07-01T10:00:00Z"),
        (Kind.MOMENT, datetime(2026, 1, 1, 0, 0, 0, 7, UTC), "2026-01-01T00:00:00.000007Z"),
        (Kind.TIME, time(8, 5), "08:05:00"),
        (Kind.TEXT, '=HYPERLINK("x")', '"=HYPERLINK(""x"")"'),
        (Kind.LIST, ["ą", None], '"[""ą"",null]"'),
        (Kind.HEX, "00ff", '"00ff"'),
    ],
)
def test_a_cell_is_written_exactly(kind, value, cell):
    assert CELL_OF[kind](value) == cell


def test_json_keeps_kinds_apart():
    row = {
        "a": UUID(int=1),
        "b": Decimal("0.10"),
        "c": True,
        "d": {"e": [date(2026, 1, 1)]},
        "f": datetime(2026, 7, 1, 12, 0, tzinfo=SUMMER),
    }

    assert json.loads(as_json(row)) == {
        "a": "00000000-0000-0000-0000-000000000001",
        "b": "0.10",
        "c": True,
        "d": {"e": ["2026-01-01"]},
        "f": "2026-07-01T10:00:00Z",
    }


def test_bytes_are_of_no_kind():
    with pytest.raises(UnknownKind):
        kind_of(models.BinaryField(name="scan"))
