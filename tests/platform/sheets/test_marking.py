"""A table comes back with its bad cells marked, and is otherwise what was sent."""

import zipfile
from io import BytesIO

import pytest

from sheets import marking, reading, templates
from sheets.marking import Mark
from sheets.templates import TemplateColumn
from tests.platform.sheets import made
from tests.platform.sheets.made import digits, row, sheet, word


def workbook():
    first = sheet(
        row(1, word("B1", "Lista")),
        row(3, word("A3", "Anna"), digits("B3", "45657", 1), digits("C3", "0.5")),
        row(9, '<c r="A9" t="b"><v>1</v></c>', '<c r="B9" t="e"><v>#N/A</v></c>'),
    )
    second = sheet(row(1, word("A1", "drugi")))
    return made.xlsx(first, sheet(), second, formats=("dd\\.mm\\.yyyy",), states=("", "", "hidden"))


def told(content, name="a.xlsx"):
    with reading.opened(content, name) as book:
        return book.template, book.sheets, list(book.rows())


def comments_of(content, number=1):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(f"xl/comments{number}.xml").decode()


def test_sheets_places_and_values_stay():
    before = told(workbook())

    after = told(marking.marked(workbook(), "a.xlsx", [Mark(0, 3, 0, "Za krótkie")]))

    assert after[1] == before[1]
    assert [one.cells for one in after[2]] == [one.cells for one in before[2]]
    assert [one.number for one in after[2]] == [one.number for one in before[2]]
    # The error of a formula comes back as the text a person saw.
    assert [one.kinds for one in after[2]] == [one.kinds.replace("e", "t") for one in before[2]]


def test_marked_cells_are_coloured_and_commented_also_where_nothing_stands():
    marks = [
        Mark(0, 3, 1, "Data z przyszłości"),
        Mark(0, 3, 4, "Brak"),
        Mark(0, 20, 0, "Pusto <b>"),
    ]

    content = marking.marked(workbook(), "a.xlsx", marks)

    with zipfile.ZipFile(BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert '<c r="B3" s="20">' in xml
    assert '<c r="E3" s="17"/>' in xml
    assert '<row r="20"><c r="A20" s="17"/></row>' in xml
    assert xml.index('r="9"') < xml.index('r="20"')
    assert "Pusto &lt;b&gt;" in comments_of(content)
    assert comments_of(content).count("<comment ") == 3


def test_two_marks_on_one_cell_are_one_comment():
    content = marking.marked(
        workbook(), "a.xlsx", [Mark(0, 3, 0, "pierwsza"), Mark(0, 3, 0, "druga")]
    )

    assert comments_of(content).count("<comment ") == 1
    assert "druga\npierwsza" in comments_of(content)


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.csv", "Imię;Wiek\r\nAnna;abc\r\n".encode("cp1250")),
        ("a.ods", made.ods(made.ods_row(made.ods_word("Imię")), made.ods_row(made.ods_word("A")))),
    ],
    ids=[
        "csv",
        "ods",
    ],  # an archive tells when it was made, and tests are called the same everywhere
)
def test_other_kinds_become_a_workbook(name, content):
    after = marking.marked(content, name, [Mark(0, 2, 0, "Źle")])

    assert [one.cells for one in told(after)[2]] == [one.cells for one in told(content, name)[2]]
    assert "Źle" in comments_of(after)


def test_a_template_stays_a_template():
    out = BytesIO()
    templates.written(out, "Osoby", [TemplateColumn("Imię")], [["Anna"]], "osoby:1")

    after = marking.marked(out.getvalue(), "a.xlsx", [Mark(0, 2, 0, "Przykład")])

    assert told(after)[0] == "osoby:1"


def test_what_does_not_fit_at_the_cells_is_a_list(monkeypatch):
    monkeypatch.setattr(marking, "MOST_COMMENTS", 2)
    marks = [Mark(0, number, 0, f"uwaga {number}") for number in range(1, 6)]

    content = marking.marked(workbook(), "a.xlsx", marks)

    remarks = [one.cells for one in told(content)[2] if one.sheet == 3]
    assert comments_of(content).count("<comment ") == 2
    assert [cells[3] for cells in remarks[1:]] == [mark.text for mark in marks]


def test_a_hostile_file_is_refused_here_too():
    with pytest.raises(reading.Refused):
        marking.marked(made.xlsx_with(**{"xl/vbaProject.bin": b""}), "a.xlsx", [])
