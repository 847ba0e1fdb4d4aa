"""A text file that opens right in Polish Excel."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from typing import BinaryIO

from core.formulas import harmless
from sheets.tables import Sheet
from sheets.xlsx_cells import ZONE, legal

BYTE_ORDER_MARK = "\ufeff"
BATCH = 1_000


def write(out: BinaryIO, sheet: Sheet, *, yes: str, no: str) -> None:
    """Byte order mark, semicolons, CRLF; no text begins as a formula does."""

    def told(value: object) -> str:
        if value is None:
            return ""
        if isinstance(value, bool):
            return yes if value else no
        if isinstance(value, int | float | Decimal):
            return _number(value)
        if isinstance(value, date):
            return _day(value)
        return harmless(legal(str(value)))

    rows = iter(sheet.rows)
    out.write(BYTE_ORDER_MARK.encode())
    batch: list[object] = [[column.title for column in sheet.columns]]
    while batch:
        text = StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
        writer.writerows([told(value) for value in row] for row in batch)  # type: ignore[attr-defined]
        out.write(text.getvalue().encode())
        batch = list(islice(rows, BATCH))


def _number(value: int | float | Decimal) -> str:
    text = format(value, "f") if isinstance(value, Decimal) and value.is_finite() else str(value)
    return text.replace(".", ",")


def _day(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    local = value.astimezone(ZONE) if value.tzinfo else value
    return f"{local:%Y-%m-%d %H:%M:%S}"
