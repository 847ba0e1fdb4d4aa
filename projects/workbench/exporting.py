"""A list as a file: CSV that Polish Excel opens right, or a workbook with typed cells.

A text from outside can never become a formula, and no PESEL gets out this way, wherever it stood.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core import pesel
from core.formulas import harmless
from ui import formats
from ui.parts import Cell, Column

DIGITS = re.compile(r"(?<!\d)(?:\d[ -]?){10}\d(?!\d)")
BYTE_ORDER_MARK = "\ufeff"
LONGEST_CELL = 32_767  # Excel's own limit
WIDEST = 48
XLSX_FORMATS = {
    "day": "dd.mm.yyyy",
    "money": '#,##0.00" zł"',
    "percent": "0.0%",
    "share": "0%",
}
MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is exported; `notes` say what was shown, when and to whom."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    notes: Sequence[tuple[str, str]]


def as_csv(sheet: Sheet) -> bytes:
    """Semicolons, a comma in decimals, a byte order mark: what Excel expects where Polish is set."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([_in_csv(str(column.label)) for column in sheet.columns])
    writer.writerows([_in_csv(plain(value)) for value in row] for row in sheet.rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def as_xlsx(sheet: Sheet) -> bytes:
    """One sheet with a frozen head and filters, and one with notes."""
    return as_book([sheet], title=sheet.title, notes=sheet.notes)


def as_book(
    sheets: Sequence[Sheet],
    *,
    title: str,
    notes: Sequence[tuple[str, str]],
    made_at: datetime | None = None,
) -> bytes:
    """Many sheets and their notes; with `made_at` the same content is the same bytes."""
    target = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"in_memory": True, **never}) as book:
        book.set_properties({"title": title, "author": "Szansa", "created": made_at})
        for sheet in sheets:
            _write_list(book, sheet)
        _write_notes(book, notes)
    return target.getvalue()


WRITERS: dict[str, Callable[[Sheet], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


def plain(value: object) -> object:
    """A cell's value without its link: a number, a day, or a text in which no PESEL is left."""
    if isinstance(value, Cell):
        tag = f" ({value.tag})" if value.tag else ""
        bare = plain(value.value)
        return f"{bare}{tag}" if tag else bare
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal | date):
        return value
    if formats.is_state(value):
        return formats.words(str(value))
    return without_pesel(str(value))


def without_pesel(text: str) -> str:
    return DIGITS.sub(lambda found: _covered(found[0]), text)


def _covered(digits: str) -> str:
    number = pesel.plain(digits)
    try:
        pesel.read(number)
    except ValueError:
        return digits
    return pesel.masked(number)


def _in_csv(value: object) -> str:
    if isinstance(value, bool):
        raise TypeError("A yes or no is written in words.")
    if isinstance(value, int | float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return harmless(str(value))


def _write_list(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(_sheet_name(sheet.title))
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    looks = {kind: book.add_format({"num_format": told}) for kind, told in XLSX_FORMATS.items()}
    widths = [len(str(column.label)) for column in sheet.columns]
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, str(column.label), bold)
    for line, row in enumerate(sheet.rows, start=1):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            told = plain(value)
            _write(page, line, place, told, looks.get(column.kind), looks["day"])
            widths[place] = max(widths[place], 10 if isinstance(told, date) else len(str(told)))
    for place, width in enumerate(widths):
        page.set_column(place, place, min(width, WIDEST) + 2)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)


def _write(page: Any, line: int, place: int, value: object, look: Any, day: Any) -> None:
    if isinstance(value, date):
        page.write_datetime(line, place, value, day)
    elif isinstance(value, int | float | Decimal):
        page.write_number(line, place, value, look)
    else:
        page.write_string(line, place, _fitting(str(value)))


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def _write_notes(book: xlsxwriter.Workbook, notes: Sequence[tuple[str, str]]) -> None:
    page = book.add_worksheet(_sheet_name(_("Notes")))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 80)
    for line, (label, text) in enumerate(notes):
        page.write_string(line, 0, label, bold)
        page.write_string(line, 1, without_pesel(text), wrapped)


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters and none of these signs."""
    return re.sub(r"[\[\]:*?/\\']", " ", title)[:31].strip() or "Szansa"
