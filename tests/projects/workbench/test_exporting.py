"""A list as a file: opens right, never computes, never tells a PESEL."""

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.formulas import SIGNS, harmless
from projects.workbench import exporting
from projects.workbench.exporting import Sheet, Whole, as_csv, as_parquet, as_xlsx, plain
from tests import make
from ui.parts import Cell, Column

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =cmd|' /C calc'!A0", "＝1"]


def sheet(*rows: list[object], kinds: tuple[str, ...] = ("text",)) -> Sheet:
    columns = [Column(f"Kolumna {place}", kind) for place, kind in enumerate(kinds)]
    return Sheet(title="Uczestnicy: lista", columns=columns, rows=rows, notes=[("Lista", "x")])


def read_back(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


def test_polish_excel_finds_its_byte_order_mark_semicolons_and_decimal_comma():
    content = as_csv(sheet([Decimal("1234.50"), date(2026, 3, 1)], kinds=("money", "day")))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == "Kolumna 0;Kolumna 1\r\n1234,50;2026-03-01\r\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_begins_a_formula_in_a_csv_file(text):
    cell = read_back(as_csv(sheet([text])))[1][0]

    assert cell[0] == "'"
    assert cell[1:] == text.replace("\r", "\n")


@given(st.text(min_size=1))
def test_whatever_the_text_a_spreadsheet_sees_no_sign_that_begins_a_formula(text):
    assert harmless(text)[0] not in SIGNS
    assert harmless(text).lstrip()[:1] not in SIGNS


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_holds_texts_and_no_formula(text):
    content = as_xlsx(sheet([text]))

    page = part(content, "xl/worksheets/sheet1.xml")
    assert "<f>" not in page
    assert re.search(r'<c r="A2" s="\d+" t="inlineStr">', page)


def test_a_workbook_has_typed_cells_a_frozen_head_filters_and_a_sheet_of_notes():
    content = as_xlsx(
        sheet(
            ["Ćwik", date(2026, 3, 1), 7, Decimal("2.5")], kinds=("text", "day", "number", "money")
        )
    )

    page = part(content, "xl/worksheets/sheet1.xml")
    assert 'state="frozen"' in page
    assert '<autoFilter ref="A1:D2"/>' in page
    assert re.search(r'<c r="B2" s="\d+"><v>46082</v>', page)
    assert "<v>7</v>" in page
    assert "<v>2.5</v>" in page
    assert 'name="Uczestnicy  lista"' in part(content, "xl/workbook.xml")
    assert "sheet2" in part(content, "xl/_rels/workbook.xml.rels")


@pytest.mark.parametrize(
    "text",
    [
        make.PESEL_OF_A_WOMAN,
        f"Jan Hinc, {make.PESEL_OF_A_WOMAN}; tel.",
        f"{make.PESEL_OF_A_WOMAN[:6]} {make.PESEL_OF_A_WOMAN[6:]}",
    ],
)
def test_a_pesel_is_covered_wherever_it_stands(text):
    book = as_xlsx(sheet([text]))
    content = as_csv(sheet([text])) + part(book, "xl/worksheets/sheet1.xml").encode()

    assert make.PESEL_OF_A_WOMAN[:6].encode() not in content
    assert "•••••••••47".encode() in content


@pytest.mark.parametrize("text", ["48600100200", "12345678901", "26 1140 2004 0000 3102 0123 4567"])
def test_other_long_numbers_stay(text):
    assert plain(text) == text


def test_a_cell_is_written_without_its_link_and_with_its_tag():
    assert (
        plain(Cell("do 01.02.2026", url="/x", tag="po terminie")) == "do 01.02.2026 (po terminie)"
    )
    assert plain(Cell(date(2026, 3, 1), url="/x")) == date(2026, 3, 1)


def test_a_text_longer_than_a_cell_says_that_it_goes_on():
    content = as_xlsx(sheet(["ż" * 40_000]))

    assert "ż…" in part(content, "xl/worksheets/sheet1.xml")


def test_an_empty_list_is_a_file_with_its_head():
    assert read_back(as_csv(sheet())) == [["Kolumna 0"]]
    assert "Kolumna 0" in part(as_xlsx(sheet()), "xl/worksheets/sheet1.xml")


def test_a_right_to_left_override_turns_nothing_around():
    turned = "cennik\u202egpj.exe"

    assert plain(turned) == "cennikgpj.exe"
    assert "\u202e" not in as_csv(sheet([turned])).decode()


def test_a_whole_number_goes_out_only_where_somebody_said_so():
    assert plain(Whole(make.PESEL_OF_A_WOMAN)) == make.PESEL_OF_A_WOMAN
    assert plain(str(Whole(make.PESEL_OF_A_WOMAN))) != make.PESEL_OF_A_WOMAN


def test_analysts_read_numbers_days_and_words_as_what_they_are(tmp_path):
    rows = [
        ["Ćwik", date(2026, 3, 1), 7, Decimal("2.5"), datetime(2026, 3, 1, 8, tzinfo=UTC)],
        ["=1+1", None, "HIDDEN", 3, None],
    ]
    kinds = ("text", "day", "number", "money", "text")
    (tmp_path / "a.parquet").write_bytes(as_parquet(sheet(*rows, kinds=kinds)))

    told = duckdb.sql(f"SELECT * FROM '{tmp_path}/a.parquet'").fetchall()

    assert told == [
        ("Ćwik", date(2026, 3, 1), 7, 2.5, datetime(2026, 3, 1, 9)),  # noqa: DTZ001
        ("=1+1", None, None, 3.0, None),
    ]


def test_a_part_of_a_number_that_comes_late_is_not_lost(tmp_path):
    rows = [*([number] for number in range(exporting.SAMPLED)), [Decimal("0.5")]]
    (tmp_path / "a.parquet").write_bytes(as_parquet(sheet(*rows, kinds=("number",))))

    told = duckdb.sql(f"SELECT * FROM '{tmp_path}/a.parquet'").fetchall()

    assert told[-1] == (0.5,)
    assert len(told) == exporting.SAMPLED + 1


def test_a_list_longer_than_its_sample_keeps_every_row_and_never_stands_in_memory_whole():
    asked = 0

    def rows():
        nonlocal asked
        for number in range(exporting.SAMPLED + 3):
            asked += 1
            yield [number]

    one = Sheet(title="x", columns=[Column("n", "number")], rows=rows(), notes=())
    out = Taking(lambda: asked)
    exporting.write(out, one, "csv")

    assert asked == exporting.SAMPLED + 3
    assert min(out.seen) <= exporting.SAMPLED
    assert out.lines == exporting.SAMPLED + 4


class Taking:
    """Somewhere to write to that notes how many rows had been asked for by then."""

    def __init__(self, asked):
        self.asked, self.seen, self.lines = asked, [], 0

    def write(self, content: bytes) -> int:
        self.seen.append(self.asked())
        self.lines += content.count(b"\r\n")
        return len(content)
