"""Opens a table that a stranger sent: XLSX, ODS or CSV, in a process of little memory and time.

    with reading.opened(content, "uczestnicy.xlsx") as book:
        for row in book.rows():
            ...

The whole file is read before anything is told, so a file is either read or refused. Cells are texts
of one written form (`canonical`): days as 2024-12-31, moments as 2024-12-31T10:00:00, numbers with
a point and never with an exponent, yes and no as TRUE and FALSE, times of day as the texts 10:00 or
10:00:30. A text is one line in NFC without signs that cannot be seen.
"""

import json
import logging
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from sheets import canonical, limits
from sheets.child import AGAIN, END, HEAD, REFUSAL
from sheets.limited import Limited
from sheets.reasons import Reason, Unreadable
from sheets.refusals import Refused
from sheets.waiting import CELL, ROW, letters

__all__ = ["Book", "Reason", "Refused", "Row", "SheetHead", "canonical", "letters", "opened"]

log = logging.getLogger(__name__)
SHEET = struct.Struct(">I")


@dataclass(frozen=True)
class SheetHead:
    """A sheet with the number of its rows that hold something, and of its columns."""

    name: str
    rows: int
    columns: int
    hidden: bool


class Row(NamedTuple):
    """A row that holds something: `sheet` is its place in `Book.sheets`, `number` as Excel shows.

    `kinds` has a sign for each cell: space nothing, t text, n number, d day, m moment, b yes or no,
    e the error of a formula.
    """

    sheet: int
    number: int
    cells: tuple[str, ...]
    kinds: str


class Book:
    """A file that was read. Its rows can be told again, as long as it is open."""

    def __init__(self, child: Limited, head: dict[str, object]) -> None:
        self.kind = str(head["kind"])
        self.template = str(head["template"])
        self.sheets = tuple(SheetHead(*sheet) for sheet in head["sheets"])  # type: ignore[attr-defined]
        self._child = child
        self._frames = child.frames()
        self._is_telling = False

    def rows(self) -> Iterator[Row]:
        """Return all rows of all sheets, from the first; raise Refused when the child dies."""
        with _told_as_refusals():
            while self._is_telling:
                self._next_parcel()
            self._child.send(AGAIN)
            self._is_telling = True
            while parcel := self._next_parcel():
                (sheet,) = SHEET.unpack_from(parcel)
                for line in parcel[SHEET.size :].decode().split(ROW):
                    number, kinds, *cells = line.split(CELL)
                    yield Row(sheet, int(number), tuple(cells), kinds)

    def _next_parcel(self) -> bytes:
        kind, parcel = next(self._frames)
        self._is_telling = kind != END
        return parcel


@contextmanager
def opened(content: bytes, name: str) -> Iterator[Book]:
    """Read a file; raise Refused with a sentence that says what is wrong and what to do."""
    if len(content) > limits.FILE_BYTES:
        megabytes, most = len(content) // limits.MEGABYTE, limits.FILE_BYTES // limits.MEGABYTE
        raise Refused(Reason.TOO_LARGE, megabytes=megabytes, most=most)
    with Limited("child") as child:
        with _told_as_refusals():
            child.send_file(content, {"name": name})
            kind, message = next(child.frames())
        head = json.loads(message)
        if kind == REFUSAL:
            if head.get("fault"):
                log.error("A file could not be read by a fault of ours: %s", head["fault"])
            raise Refused(Reason(head["reason"]), **head["where"])
        assert kind == HEAD  # noqa: S101
        yield Book(child, head)


@contextmanager
def _told_as_refusals() -> Iterator[None]:
    try:
        yield
    except Unreadable as refused:
        raise Refused(refused.reason, **refused.where) from None
