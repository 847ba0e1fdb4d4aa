"""The report of rejected rows (Informacja_zwrotna), read leniently: nobody has seen its layout.

Its columns are found by the words of their headers, which stand in the data of the layout; where
there are none, by what stands in the cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from projects.sm_efs.layout import Layout, plain
from projects.sm_efs.rules import texts

ROLES = ("row", "identifier", "column", "message")
# A word of a header may be followed by others; a short one must stand alone.
LONG_ENOUGH = 4
# Signs of the number of a row; more are none.
LONGEST_NUMBER = 9


@dataclass(frozen=True)
class Rejected:
    """One line: the row of the sent file or 0, the identifier or nothing, the column and the text."""

    line: int
    row: int
    identifier: str
    column: str
    message: str


def read(lines: Sequence[Sequence[str]], layout: Layout) -> list[Rejected]:
    """Every line that says something, in the order of the file."""
    roles, start = _roles(lines, layout)
    found = (
        _rejected(number, cells, roles)
        for number, cells in enumerate(lines, start=1)
        if number > start
    )
    return [one for one in found if one.message or one.row or one.identifier]


def _roles(lines: Sequence[Sequence[str]], layout: Layout) -> tuple[dict[str, int], int]:
    """Where each role stands and after which line it begins; no roles where no line has headers."""
    for number, cells in enumerate(lines[:10], start=1):
        roles = {
            role: place
            for role in ROLES
            if (place := _place(cells, layout.feedback[role])) is not None
        }
        if "message" in roles and ("row" in roles or "identifier" in roles):
            return roles, number
    return {}, 0


def _place(cells: Sequence[str], words: Sequence[str]) -> int | None:
    headers = [plain(cell) for cell in cells]
    for word in words:
        for place, header in enumerate(headers):
            if header == word or (len(word) >= LONG_ENOUGH and header.startswith(word)):
                return place
    return None


def _rejected(number: int, cells: Sequence[str], roles: dict[str, int]) -> Rejected:
    told = [texts.tidy(cell) for cell in cells]
    if not roles:
        return _guessed(number, told)

    def cell(role: str) -> str:
        place = roles.get(role)
        return told[place] if place is not None and place < len(told) else ""

    row = texts.number_in(cell("row"))
    return Rejected(
        number,
        int((row or "0")[:LONGEST_NUMBER]),
        _number(cell("identifier")),
        cell("column"),
        cell("message"),
    )


def _guessed(number: int, told: Sequence[str]) -> Rejected:
    """Without headers: the first PESEL, the first short number, the longest text."""
    identifier = next((each for each in map(texts.pesel_of, told) if each), "")
    short = (cell for cell in told if cell.isascii() and cell.isdigit() and len(cell) <= 5)
    words = [cell for cell in told if any(sign.isalpha() for sign in cell)]
    return Rejected(number, int(next(short, "0")), identifier, "", max(words, key=len, default=""))


def _number(text: str) -> str:
    return texts.pesel_of(text) or text.upper()
