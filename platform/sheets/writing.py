"""Writes any table: a workbook, a text file for Polish Excel, a file for analysts.

Rows may come from a generator of a million: of those, none of these keeps more than some thousand.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _

from sheets import csv_writing, parquet_writing, xlsx_writing
from sheets.tables import Column, Kind, Sheet

__all__ = ["Column", "Kind", "Sheet", "csv", "parquet", "xlsx"]


def xlsx(
    out: BinaryIO,
    *sheets: Sheet,
    notes: Iterable[tuple[str, str]] = (),
    title: str = "",
    made_at: datetime | None = None,
) -> None:
    """Write a workbook of typed cells with frozen headers, filters and a last sheet of notes, asked for last.

    Texts cannot become formulas. Those longer than Excel's 32,767 signs, of which an emoji is two, are
    cut, and a note says how many; numbers of more digits than Excel keeps are written as texts. With
    `made_at` the same rows are the same bytes.
    """
    cut = (
        _("Cut texts"),
        _("Excel keeps 32,767 signs in a cell. Texts cut there, ending with “…”: %d."),
    )
    xlsx_writing.write(
        out,
        sheets,
        notes=notes,
        notes_title=_("Notes"),
        cut_note=cut,
        title=title,
        made_at=made_at,
    )


def csv(out: BinaryIO, sheet: Sheet) -> None:
    """Write what opens right in Polish Excel: semicolons, a decimal comma, no formulas."""
    csv_writing.write(out, sheet, yes=_("yes"), no=_("no"))


def parquet(out: BinaryIO, sheet: Sheet) -> None:
    """Write typed columns for analysts; money and shares are doubles, moments have no zone."""
    parquet_writing.write(out, sheet)
