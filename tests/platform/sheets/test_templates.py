"""A template leads the hand, and is known again when it comes back."""

import zipfile
from datetime import date
from io import BytesIO

import pytest

from sheets import reading, templates
from sheets.templates import TemplateColumn
from sheets.writing import Kind
from tests.platform.sheets import made

GMINAS = [f"gmina {number}" for number in range(300)]
COLUMNS = [
    TemplateColumn("Imię", help="jak w dowodzie <osobistym> & paszporcie", required=True),
    TemplateColumn("Data urodzenia", Kind.DAY),
    TemplateColumn("Gmina", choices=GMINAS),
    TemplateColumn("Zgoda", Kind.YES_NO),
]
EXAMPLE = ["Anna", date(1990, 1, 31), "gmina 7", True]


@pytest.fixture(scope="module")
def template():
    out = BytesIO()
    templates.written(out, "Uczestnicy", COLUMNS, [EXAMPLE], "uczestnicy:3:ą&<b>")
    return out.getvalue()


def sheet_of(content, number=1):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_the_fingerprint_is_read_again(template):
    with reading.opened(template, "wzór.xlsx") as book:
        assert book.template == "uczestnicy:3:ą&<b>"


def test_header_and_example_stand_where_rows_will(template):
    with reading.opened(template, "wzór.xlsx") as book:
        header, example = (row for row in book.rows() if row.sheet == 0)

    assert header.cells == tuple(column.title for column in COLUMNS)
    assert example.cells == ("Anna", "1990-01-31", "gmina 7", "TRUE")
    assert example.kinds == "tdtb"


def test_long_lists_stand_on_a_hidden_sheet(template):
    with reading.opened(template, "wzór.xlsx") as book:
        lists = book.sheets[-1]
        rows = [row.cells for row in book.rows() if row.sheet == len(book.sheets) - 1]

    assert lists.hidden
    assert rows == [("Gmina",), *((name,) for name in GMINAS)]
    assert f"!$A$2:$A${len(GMINAS) + 1}</formula1>" in sheet_of(template)


def test_only_the_header_is_locked(template):
    sheet = sheet_of(template)

    assert '<sheetProtection sheet="1"' in sheet
    assert 'insertRows="0"' in sheet
    with zipfile.ZipFile(BytesIO(template)) as package:
        assert package.read("xl/styles.xml").decode().count('locked="0"') == 5


def test_every_column_is_explained(template):
    with reading.opened(template, "wzór.xlsx") as book:
        told = [row.cells for row in book.rows() if row.sheet == 1]

    assert [cells[0] for cells in told[1:5]] == [column.title for column in COLUMNS]
    assert told[1][1] != told[2][1]
    assert COLUMNS[0].help in told[1]


def test_a_file_of_somebody_else_has_no_fingerprint():
    content = made.xlsx(made.sheet(made.row(1, made.word("A1", "a"))))

    with reading.opened(content, "a.xlsx") as book:
        assert book.template == ""
