"""Workbooks in the hands of a person: opened, filled in, saved."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

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


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def fingerprint_of(content: bytes) -> str:
    with reading.opened(content, "a.xlsx") as book:
        return book.template
