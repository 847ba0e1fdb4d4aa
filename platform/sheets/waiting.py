"""Rows that were read and wait to be told, packed as they will travel. No Django here."""

from collections.abc import Sequence

from sheets import limits
from sheets.reasons import Reason, Unreadable

CELL, ROW = "\x1f", "\x1e"
ROWS_A_PARCEL = 1_000


def letters(column: int) -> str:
    """The name of a column counted from 0, as a spreadsheet writes it: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class Waiting:
    """All rows of a book. Nothing is told before everything was read: a file is read or refused."""

    def __init__(self) -> None:
        self.parcels: list[tuple[int, bytes]] = []
        self.rows = self._bytes = 0
        self._lines: list[str] = []
        self.begin(0, "")

    def begin(self, sheet: int, title: str) -> None:
        """What is added from now on belongs to this sheet."""
        self._pack()
        self._sheet, self._title = sheet, title
        self.rows_here = self.columns_here = 0

    def add(self, number: int, kinds: str, cells: Sequence[str]) -> None:
        """Add one row whose last cell is not empty."""
        if len(cells) > self.columns_here:
            self.columns_here = len(cells)
            if self.columns_here > limits.COLUMNS:
                raise self.too_wide(number, len(cells) - 1)
        line = CELL.join((str(number), kinds, *cells))
        if len(line) > limits.CELL_LENGTH:
            self._look_for_long_cells(number, cells)
        self._lines.append(line)
        if len(self._lines) == ROWS_A_PARCEL:
            self._pack()

    def end(self) -> list[tuple[int, bytes]]:
        self._pack()
        return self.parcels

    def too_wide(self, number: int, column: int) -> Unreadable:
        return Unreadable(
            Reason.TOO_WIDE,
            sheet=self._title, row=number, column=letters(column), most=limits.COLUMNS,
        )  # fmt: skip

    def _look_for_long_cells(self, number: int, cells: Sequence[str]) -> None:
        for column, cell in enumerate(cells):
            if len(cell) > limits.CELL_LENGTH:
                raise Unreadable(
                    Reason.CELL_TOO_LONG,
                    sheet=self._title, row=number, column=letters(column), most=limits.CELL_LENGTH,
                )  # fmt: skip

    def _pack(self) -> None:
        if not self._lines:
            return
        self.rows += len(self._lines)
        self.rows_here += len(self._lines)
        if self.rows > limits.ROWS:
            raise Unreadable(Reason.TOO_MANY_ROWS, sheet=self._title, most=limits.ROWS)
        parcel = ROW.join(self._lines).encode()
        self._bytes += len(parcel)
        if self._bytes > limits.TEXT_BYTES:
            raise Unreadable(Reason.TOO_HEAVY)
        self.parcels.append((self._sheet, parcel))
        self._lines = []
