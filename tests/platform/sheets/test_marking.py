"""A table comes back with its bad cells marked, and is otherwise what was sent."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from sheets import marking, reading, templates
from sheets.marking import Mark
from sheets.templates import TemplateColumn
from tests.make.workbooks import looking_well
from tests.platform.sheets import hostile, made, ugly
from tests.platform.sheets.made import digits, row, sheet, word

BAD = "FFFFD9CC"
# Workbooks made by hand have no style by name.
pytestmark = pytest.mark.filterwarnings("ignore:Workbook contains no default style")


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


def looks_of(content, place):
    return load_workbook(BytesIO(content)).worksheets[0][place]


def test_sheets_places_and_values_stay():
    before = told(workbook())

    after = told(marking.marked(workbook(), "a.xlsx", [Mark(0, 3, 0, "Za krótkie")]))

    assert after[1] == before[1]
    assert [one.cells for one in after[2]] == [one.cells for one in before[2]]
    assert [one.number for one in after[2]] == [one.number for one in before[2]]
    assert [one.kinds for one in after[2]] == [one.kinds for one in before[2]]


def test_marked_cells_are_coloured_and_commented_also_where_nothing_stands():
    marks = [
        Mark(0, 3, 1, "Data z przyszłości"),
        Mark(0, 3, 4, "Brak"),
        Mark(0, 20, 0, "Pusto <b>"),
    ]

    content = marking.marked(workbook(), "a.xlsx", marks)

    with zipfile.ZipFile(BytesIO(content)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    assert looks_of(content, "B3").fill.fgColor.rgb == BAD
    assert looks_of(content, "B3").number_format == "dd\\.mm\\.yyyy"
    assert looks_of(content, "E3").fill.fgColor.rgb == BAD
    assert looks_of(content, "A20").fill.fgColor.rgb == BAD
    assert looks_of(content, "A3").fill.fgColor.rgb != BAD
    assert xml.index('r="9"') < xml.index('r="20"')
    assert "Pusto &lt;b&gt;" in comments_of(content)
    assert comments_of(content).count("<comment ") == 3


def test_the_box_of_a_long_remark_is_high_enough_to_show_its_end():
    marks = [Mark(0, 2, 0, "krótko"), Mark(0, 3, 0, "dłużej " * 60)]
    content = marking.marked("Ulica\nDługa\nKrótka\n".encode(), "lista.csv", marks)

    with zipfile.ZipFile(BytesIO(content)) as parts:
        drawn = parts.read("xl/drawings/comments1.vml").decode()
    places = [box.split(", ") for box in re.findall(r"<x:Anchor>(.*?)</x:Anchor>", drawn)]
    short, long = (int(place[6]) - int(place[2]) for place in places)
    assert short < long
    assert long >= 60 * len("dłużej ") // 28


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


def test_the_looks_of_a_workbook_stay():
    after = load_workbook(BytesIO(marking.marked(looking_well(), "a.xlsx", [Mark(0, 3, 1, "Źle")])))
    sheet = after.worksheets[0]

    assert (sheet["A1"].font.b, sheet["A1"].font.color.rgb) == (True, "FF112233")
    assert (sheet["B2"].fill.fgColor.rgb, sheet["B2"].number_format) == ("FF00FF00", "0.00")
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[2].height) == (33, 44)
    assert [str(one) for one in sheet.merged_cells.ranges] == ["E1:F1"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")
    assert [one.formula1 for one in sheet.data_validations.dataValidation] == ['"tak,nie"']
    assert (sheet["B3"].fill.fgColor.rgb, sheet["B3"].comment.text) == (BAD, "Źle")


def test_nothing_that_could_act_is_handed_on():
    content = marking.marked(looking_well(), "a.xlsx", [Mark(0, 3, 1, "Źle")])

    with zipfile.ZipFile(BytesIO(content)) as package:
        told = b"".join(package.read(name) for name in package.namelist())
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    assert b"example.org" not in told
    assert b"<f>" not in told
    assert sheet["A3"].hyperlink is None
    assert sheet["A2"].comment is None
    assert "C2:C3" not in {str(one.sqref) for one in sheet.conditional_formatting}


def test_what_is_right_by_now_is_coloured_no_more():
    once = marking.marked(looking_well(), "a.xlsx", [Mark(0, 3, 1, "Źle"), Mark(0, 2, 0, "Źle")])
    twice = marking.marked(once, "a.xlsx", [Mark(0, 3, 1, "Nadal źle")])

    assert looks_of(twice, "A2").fill.fgColor.rgb != BAD
    assert looks_of(twice, "A2").comment is None
    assert looks_of(twice, "B3").fill.fgColor.rgb == BAD
    assert looks_of(twice, "B3").comment.text == "Nadal źle"


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_what_was_typed_since_stands_in_the_cells(name):
    content = workbook() if name == "a.xlsx" else b"Lista\r\n\r\nAnna;x\r\n"
    answers = [Mark(0, 3, 0, "Ćwik & _x0041_ <b>"), Mark(0, 3, 5, "nowe")]

    after = told(marking.marked(content, name, [Mark(0, 3, 1, "Źle")], answers))

    cells = next(one.cells for one in after[2] if one.number == 3)
    assert (cells[0], cells[5]) == ("Ćwik & _x0041_ <b>", "nowe")


def test_rows_of_any_shape_keep_their_cells():
    odd = sheet(
        '<row spans="1:2"><c><v>1</v></c><c t="inlineStr"><is><r><t>dwa</t></r></is></c></row>',
        row(7, '<!-- nic --><c r="B7" t="str"><f>1+1</f><v>a &amp; b</v></c>'),
    )
    content = made.xlsx(odd)
    marks = [Mark(0, 1, 0, "Źle"), Mark(0, 4, 0, "Brak")]

    after = told(marking.marked(content, "a.xlsx", marks))

    assert [(one.number, one.cells) for one in after[2]] == [
        (one.number, one.cells) for one in told(content)[2]
    ]
    assert looks_of(marking.marked(content, "a.xlsx", marks), "A4").fill.fgColor.rgb == BAD


@pytest.mark.parametrize("name", ugly.FILES)
def test_whatever_can_be_read_is_given_back_with_the_same_cells(name):
    build, file_name, *_ = ugly.FILES[name]
    before = told(build(), file_name)[2]
    first = before[0]

    after = told(marking.marked(build(), file_name, [Mark(first.sheet, first.number, 0, "Źle")]))

    assert [(one.sheet, one.number, one.cells) for one in after[2]] == [
        (one.sheet, one.number, one.cells) for one in before
    ]


@pytest.mark.parametrize(
    "name", [name for name in hostile.FILES if "xlsx" in hostile.FILES[name][1]]
)
def test_whatever_is_refused_is_not_given_back_either(name):
    build, file_name, reason = hostile.FILES[name]

    with pytest.raises(reading.Refused) as refused:
        marking.marked(build(), file_name, [Mark(0, 1, 0, "Źle")])

    assert refused.value.reason == reason
