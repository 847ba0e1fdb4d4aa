"""A table as a file: typed, framed and explained, the same in both endings."""

import io
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from dashboards import downloads
from ui.parts import Cell, Chart, Column, Table

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TABLE = Table(
    "Units",
    [Column("Unit"), Column("People", "number"), Column("Share", "percent"), Column("EU", "money")],
    [[Cell("Gdańsk", url="/g"), 1498, 0.94, 12.5], ["=SUM(A1)", "HIDDEN", "NO_DATA", 3]],
    total=["All", 1498, "NOT_ADDITIVE", 15.5],
)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def file_of(ending, **further):
    facts = {"name": "Jednostki", "title": "Units", "notes": [("Source", "records")], **further}
    return downloads.answer(TABLE, ending=ending, **facts)


def sheet_of(answer, number):
    """The cells of a sheet row by row, texts as texts and numbers as numbers; and its whole markup."""
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        page = parsed(book, f"worksheets/sheet{number}")
    rows = [[told(cell) for cell in row] for row in page.iter(f"{NS}row")]
    return rows, page


def parsed(book, name):
    return ElementTree.fromstring(book.read(f"xl/{name}.xml"))


def told(cell):
    text = "".join(cell.itertext())
    return text if cell.get("t") == "inlineStr" else float(text)


def test_a_workbook_has_typed_cells_a_frozen_head_and_notes():
    answer = file_of("xlsx")
    rows, page = sheet_of(answer, 1)
    notes, _page = sheet_of(answer, 2)

    assert answer["Content-Disposition"].endswith('"szansa-jednostki.xlsx"')
    assert next(page.iter(f"{NS}pane")).get("topLeftCell") == "B2"
    assert rows[1] == ["Gdańsk", 1498, 0.94, 12.5]
    assert rows[3] == ["All", 1498, "not additive", 15.5]
    assert notes == [["Table", "Units"], ["Source", "records"]]


def test_no_text_of_a_table_becomes_a_formula():
    _rows, page = sheet_of(file_of("xlsx"), 1)

    assert not list(page.iter(f"{NS}f"))
    assert "'=SUM(A1)" in file_of("csv").content.decode("utf-8-sig")


def test_both_endings_hold_the_same_words_for_what_is_not_shown():
    lines = file_of("csv").content.decode("utf-8-sig").splitlines()
    rows, _page = sheet_of(file_of("xlsx"), 1)

    assert lines[2].split(";")[1:3] == ["hidden", "no data"]
    assert rows[2][1:3] == ["hidden", "no data"]


def test_another_ending_is_no_file_of_ours():
    with pytest.raises(Http404):
        file_of("exe")


def test_the_notes_of_a_chart_tell_its_finding_its_facts_and_its_filters():
    request = RequestFactory().get("/dane/kto.xlsx?okres=2024")
    told = {"about": "powiat kartuski", "period": "2024", "unit": "people"}
    chart = Chart("who", "Half are women", "People by sex", {}, TABLE, **told)

    told = dict(downloads.of_chart(request, chart, on=date(2026, 3, 2), filters="Sopot"))

    assert told["Finding"] == "Half are women"
    assert told["Concerns"] == "powiat kartuski"
    assert told["Period"] == "2024"
    assert told["Filters"] == "Sopot"
    assert told["Address"] == "http://testserver/dane/kto.xlsx?okres=2024"
