"""Cells of XLSX as XML, a column of a batch at a time: that is what makes writing fast.

A column is looked at as one long text. Only where something in it is unusual is each cell looked at.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sheets.canonical import DAY_ZERO, SECONDS_A_DAY
from sheets.limits import CELL_LENGTH
from sheets.tables import Told

Column = Sequence[object]
ZONE = ZoneInfo("Europe/Warsaw")
BETWEEN = "\x1f"
BETWEEN_BYTES = BETWEEN.encode()
NOTHING = type(None)
# Before 1 March 1900 Excel counts a day that never was; before 1900 it knows no days.
FIRST_DAY = date(1900, 3, 1)
MOST_DIGITS = 15
# Excel counts the length of a text in these; a sign that came late to Unicode is a pair of them.
UTF16, A_UNIT = "utf-16-le", 2  # bytes
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# At an edge or beside each other: programs keep such blanks only where they are told to.
EDGES = re.compile(r"^\s|\s$|\s\s|\n")
TO_ESCAPE = ("&", "<", ">", "_x")


class _Legal(dict[int, str]):
    """What XML takes: no control but tab and line feed, no halves of pairs, no non-characters."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        is_bad = code < 32 and sign not in "\t\n" or unicodedata.category(sign) == "Cs"
        self[code] = kept = "" if is_bad or code & 0xFFFE == 0xFFFE else sign
        return kept


_LEGAL = _Legal()


def legal(text: str) -> str:
    """What XML, and every program that reads the file, takes; ends of lines are line feeds."""
    if text.isprintable():
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_LEGAL)


def escaped(text: str) -> str:
    """A text for XML and for Excel, which takes _x0041_ for a letter."""
    if "_x" in text:
        text = ESCAPE.sub("_x005F_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# How a cell ends in which nothing stands.
EMPTY = b'"/>'
_KEEPING = ' xml:space="preserve"'


class Laid(NamedTuple):
    """Cells of a column in which none is empty, in their parts: a batch is joined at once, from all of them."""

    begins: str
    numbers: range
    opens: str
    told: Sequence[str]
    closes: str

    def cell(self, place: int) -> str:
        return f"{self.begins}{self.numbers[place]}{self.opens}{self.told[place]}{self.closes}"


class Ended(NamedTuple):
    """Cells of which everything behind the number of the row is known."""

    begins: str
    ends: Sequence[bytes]

    @property
    def is_empty(self) -> bool:
        return self.ends.count(EMPTY) == len(self.ends)


# Cell by cell where some are empty or unusual.
Encoded = Laid | Ended | list[str]


def first(cells: Encoded) -> str:
    """The cell of a value that was not written before."""
    assert not isinstance(cells, Ended)  # noqa: S101 - such cells are never written by themselves
    return cells.cell(0) if isinstance(cells, Laid) else cells[0]


def encoded(texts: Sequence[str]) -> list[bytes]:
    """All of them at once; what is written holds no such sign."""
    return BETWEEN.join(texts).encode().split(BETWEEN_BYTES)


def _strings(values: Column) -> Sequence[str]:
    """Nothing is an empty text."""
    types = set(map(type, values))
    if types <= {str}:
        return values  # type: ignore[return-value]
    if types <= {str, NOTHING}:
        return [value or "" for value in values]  # type: ignore[misc]
    return ["" if value is None else str(value) for value in values]


def _serial(day: date | None) -> str | None:
    """A day as Excel counts it, where it does; they come again and again."""
    if day is None:
        return ""
    return str(day.toordinal() - DAY_ZERO) if day >= FIRST_DAY else None


class Cells:
    """Writes the cells of one column; counts texts that had to be cut."""

    def __init__(self, letters: str, *, style: int, text_style: int) -> None:
        self.cut = 0
        self._begins, self._style, self._text_style = f'<c r="{letters}', style, text_style
        self._serials = Told(_serial)

    def texts(self, values: Column, numbers: range) -> Encoded:
        told = _strings(values)
        keep = ""
        if not "".join(told).isprintable():
            told = [legal(text) for text in told]
            keep = _KEEPING if any(map(EDGES.search, told)) else ""
        whole = BETWEEN.join(told)
        # A sign counts one or two: what has no more than half as many signs fits anyhow.
        if len(whole) > CELL_LENGTH // 2 and max(map(len, told)) > CELL_LENGTH // 2:
            told = [self._fitting(text) for text in told]
            whole = BETWEEN.join(told)
        # In what can be printed a blank is the one blank that there is.
        if (
            "  " in whole
            or f" {BETWEEN}" in f"{whole}{BETWEEN}"
            or f"{BETWEEN} " in f"{BETWEEN}{whole}"
        ):
            keep = _KEEPING
        if any(sign in whole for sign in TO_ESCAPE):
            told = escaped(whole).split(BETWEEN)
        opens = f'" s="{self._text_style}" t="inlineStr"><is><t{keep}>'
        return self._laid(numbers, opens, told, "</t></is></c>")

    def end(self, alone: Encoded) -> bytes:
        """What stands behind the number of the row, in a cell that was written by itself."""
        return first(alone).removeprefix(f"{self._begins}1").encode() or EMPTY

    def ended(self, ends: Sequence[bytes]) -> Encoded:
        return Ended(self._begins, ends)

    def wholes(self, values: Column, numbers: range) -> Encoded:
        if not set(map(type, values)) <= {int, NOTHING}:
            return self._each(values, numbers, self._number)
        told = ["" if value is None else str(value) for value in values]
        return self._decimals(values, told, numbers)

    def decimals(self, values: Column, numbers: range) -> Encoded:
        if not set(map(type, values)) <= {Decimal, float, int, NOTHING}:
            return self._each(values, numbers, self._number)
        told = ["" if value is None else str(value) for value in values]
        # Not a number, or without end: such words hold an n.
        if "n" in "".join(told).lower():
            return self._each(values, numbers, self._number)
        return self._decimals(values, told, numbers)

    def days(self, values: Column, numbers: range) -> Encoded:
        if set(map(type, values)) <= {date, NOTHING}:
            told = list(map(self._serials.__getitem__, values))
            if None not in told:
                return self._numbers(told, numbers)
        return self._each(values, numbers, self._day)

    def moments(self, values: Column, numbers: range) -> Encoded:
        return self._each(values, numbers, self._day)

    def truths(self, values: Column, numbers: range) -> Encoded:
        return self._each(values, numbers, self._truth)

    def _decimals(self, values: Column, told: Sequence[str], numbers: range) -> Encoded:
        if max(map(len, told), default=0) > MOST_DIGITS:
            return self._each(values, numbers, self._number)
        return self._numbers(told, numbers)

    def _numbers(self, told: Sequence[str], numbers: range) -> Encoded:
        return self._laid(numbers, f'" s="{self._style}"><v>', told, "</v></c>")

    def _laid(self, numbers: range, opens: str, told: Sequence[str], closes: str) -> Encoded:
        if all(told):
            return Laid(self._begins, numbers, opens, told, closes)
        return [
            f"{self._begins}{number}{opens}{text}{closes}" if text else ""
            for number, text in zip(numbers, told, strict=True)
        ]

    def _each(
        self, values: Column, numbers: range, write: Callable[[object, range], str]
    ) -> list[str]:
        return [
            "" if value is None else write(value, numbers[place : place + 1])
            for place, value in enumerate(values)
        ]

    def _text(self, value: object, at: range) -> str:
        return first(self.texts([value], at))

    def _number(self, value: object, at: range) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return self._text(value, at)
        if isinstance(value, Decimal) and value.is_finite():
            digits = len(value.normalize().as_tuple().digits)
        elif isinstance(value, int):
            digits = len(str(abs(value)).rstrip("0"))
        else:
            # A float has no more than Excel keeps; without end or no number, it is a word.
            digits = 1 if value == value and abs(value) != float("inf") else MOST_DIGITS + 1
        # Excel would round what is longer without a word: an account number stays whole as a text.
        if digits > MOST_DIGITS:
            return self._text(value, at)
        return first(self._numbers([str(value)], at))

    def _day(self, value: object, at: range) -> str:
        if isinstance(value, datetime):
            local = value.astimezone(ZONE).replace(tzinfo=None) if value.tzinfo else value
            if local.date() < FIRST_DAY:
                return self._text(local.isoformat(timespec="seconds"), at)
            midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
            share = (local - midnight).seconds / SECONDS_A_DAY
            return first(self._numbers([f"{local.toordinal() - DAY_ZERO + share:.8f}"], at))
        if not isinstance(value, date):
            return self._text(value, at)
        if value < FIRST_DAY:
            return self._text(value.isoformat(), at)
        return first(self._numbers([str(value.toordinal() - DAY_ZERO)], at))

    def _truth(self, value: object, at: range) -> str:
        if not isinstance(value, bool):
            return self._text(value, at)
        return f'{self._begins}{at[0]}" s="{self._style}" t="b"><v>{int(value)}</v></c>'

    def _fitting(self, text: str) -> str:
        if len(text) <= CELL_LENGTH // 2:
            return text
        units = text.encode(UTF16)
        if len(units) <= CELL_LENGTH * A_UNIT:
            return text
        self.cut += 1
        # Half of a pair at the end is left out with the other half.
        return units[: (CELL_LENGTH - 1) * A_UNIT].decode(UTF16, "ignore") + "…"
