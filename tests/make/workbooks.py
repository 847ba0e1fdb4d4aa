"""Workbooks in the hands of a person: opened, filled in, saved."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from sheets import reading


def filled(content: bytes, told: Sequence[Mapping[str, Any]], *, first: int = 2) -> bytes:
    """With these rows, by heading, from the row `first` on; cells that are not told stay as they are."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for number, row in enumerate(told, start=first):
        for title, value in row.items():
            sheet.cell(number, places[title]).value = value
    return saved(book)


def changed(content: bytes, cells: Mapping[str, Any]) -> bytes:
    """With other values in cells of the first sheet, such as {"A1": "…"}."""
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    return saved(book)


def of_rows(rows: Sequence[Sequence[str]]) -> bytes:
    """Texts as they are, in a workbook of nobody's making; nothing of them is a formula."""
    book = Workbook()
    sheet: Any = book.active
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            cell.value, cell.data_type = text or None, "s" if text else "n"
    return saved(book)


def of_sheets(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """The same with several sheets, by their names."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fingerprint_of(content: bytes) -> str:
    with reading.opened(content, "a.xlsx") as book:
        return book.template


def looking_well() -> bytes:
    """A workbook as somebody made it nice, with everything that could act besides."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Lista"
    sheet.append(["Imię", "Wiek", "Razem"])
    sheet.append(["Anna", 30, "=B2+1"])
    sheet.append(["Olek", 40, '=HYPERLINK("http://example.org","x")'])
    sheet["A1"].font = Font(bold=True, color="FF112233")
    sheet["B2"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B2"].number_format = "0.00"
    sheet.column_dimensions["A"].width = 33
    sheet.row_dimensions[2].height = 44
    sheet.merge_cells("E1:F1")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = "A1:C3"
    drop_down = DataValidation(type="list", formula1='"tak,nie"')
    drop_down.add("D2:D9")
    sheet.add_data_validation(drop_down)
    red = PatternFill("solid", bgColor="FFFF0000")
    sheet.conditional_formatting.add("B2:B3", CellIsRule("greaterThan", ["35"], fill=red))
    reaching = CellIsRule("equal", ['WEBSERVICE("http://example.org")'], fill=red)
    sheet.conditional_formatting.add("C2:C3", reaching)
    sheet["A3"].hyperlink = "http://example.org"
    sheet["A2"].comment = Comment("z innego programu", "Olek")
    return saved(book)


def row(content: bytes, number: int) -> list[Any]:
    """The values of a row of the first sheet."""
    return [cell.value for cell in load_workbook(BytesIO(content)).worksheets[0][number]]


def last_cell(content: bytes, number: int, value: str) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    sheet.cell(number, sheet.max_column).value = value
    return saved(book)


def turned(content: bytes) -> bytes:
    """With the rows below the headings the other way round, as after sorting."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)]
    for number, values in enumerate(reversed(rows), start=2):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    return saved(book)
