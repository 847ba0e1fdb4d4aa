"""Cells of XLSX as XML, a column of a batch at a time: that is what makes writing fast.

A column is looked at as one long text. Only where something in it is unusual is each cell looked at.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sheets.canonical import DAY_ZERO, SECONDS_A_DAY
from sheets.limits import CELL_LENGTH

Column = Sequence[object]
Encoded = list[str]
ZONE = ZoneInfo("Europe/Warsaw")
BETWEEN = "\x1f"
NOTHING = type(None)
# Before 1 March 1900 Excel counts a day that never was; before 1900 it knows no days.
FIRST_DAY = date(1900, 3, 1)
MOST_DIGITS = 15
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
EDGES = re.compile(r"^\s|\s$|\s\s|\n")


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


class Cells:
    """Writes the cells of one column; counts texts that had to be cut."""

    def __init__(self, letters: str, *, style: int, text_style: int) -> None:
        self.cut = 0
        self._letters, self._style, self._text_style = letters, style, text_style

    def texts(self, values: Column, numbers: range) -> Encoded:
        told = ["" if value is None else str(value) for value in values]
        if not "".join(told).isprintable():
            told = [legal(text) for text in told]
        if max(map(len, told), default=0) > CELL_LENGTH:
            told = [self._fitting(text) for text in told]
        keep = ' xml:space="preserve"' if any(map(EDGES.search, told)) else ""
        told = escaped(BETWEEN.join(told)).split(BETWEEN)
        begins = f'<c r="{self._letters}'
        opens = f'" s="{self._text_style}" t="inlineStr"><is><t{keep}>'
        return [
            f"{begins}{number}{opens}{text}</t></is></c>" if text else ""
            for number, text in zip(numbers, told, strict=True)
        ]

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
        days = [value for value in values if type(value) is date and value >= FIRST_DAY]
        if len(days) + values.count(None) < len(values):
            return self._each(values, numbers, self._day)
        told = (value and value.toordinal() - DAY_ZERO for value in values)  # type: ignore[attr-defined]
        return self._numbers(told, numbers)

    def moments(self, values: Column, numbers: range) -> Encoded:
        return self._each(values, numbers, self._day)

    def truths(self, values: Column, numbers: range) -> Encoded:
        return self._each(values, numbers, self._truth)

    def _decimals(self, values: Column, told: Sequence[str], numbers: range) -> Encoded:
        if max(map(len, told), default=0) > MOST_DIGITS:
            return self._each(values, numbers, self._number)
        return self._numbers(told, numbers)

    def _numbers(self, told: Iterable[object], numbers: range) -> Encoded:
        begins, opens = f'<c r="{self._letters}', f'" s="{self._style}"><v>'
        return [
            f"{begins}{number}{opens}{value}</v></c>" if value not in ("", None) else ""
            for number, value in zip(numbers, told, strict=True)
        ]

    def _each(
        self, values: Column, numbers: range, write: Callable[[object, range], str]
    ) -> Encoded:
        return [
            "" if value is None else write(value, numbers[place : place + 1])
            for place, value in enumerate(values)
        ]

    def _number(self, value: object, at: range) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            return self.texts([value], at)[0]
        if isinstance(value, Decimal) and value.is_finite():
            digits = len(value.normalize().as_tuple().digits)
        elif isinstance(value, int):
            digits = len(str(abs(value)).rstrip("0"))
        else:
            # A float has no more than Excel keeps; without end or no number, it is a word.
            digits = 1 if value == value and abs(value) != float("inf") else MOST_DIGITS + 1
        # Excel would round what is longer without a word: an account number stays whole as a text.
        if digits > MOST_DIGITS:
            return self.texts([value], at)[0]
        return self._numbers([value], at)[0]

    def _day(self, value: object, at: range) -> str:
        if isinstance(value, datetime):
            local = value.astimezone(ZONE).replace(tzinfo=None) if value.tzinfo else value
            if local.date() < FIRST_DAY:
                return self.texts([local.isoformat(timespec="seconds")], at)[0]
            midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
            share = (local - midnight).seconds / SECONDS_A_DAY
            return self._numbers([f"{local.toordinal() - DAY_ZERO + share:.8f}"], at)[0]
        if not isinstance(value, date):
            return self.texts([value], at)[0]
        if value < FIRST_DAY:
            return self.texts([value.isoformat()], at)[0]
        return self._numbers([value.toordinal() - DAY_ZERO], at)[0]

    def _truth(self, value: object, at: range) -> str:
        if not isinstance(value, bool):
            return self.texts([value], at)[0]
        return f'<c r="{self._letters}{at[0]}" s="{self._style}" t="b"><v>{int(value)}</v></c>'

    def _fitting(self, text: str) -> str:
        if len(text) <= CELL_LENGTH:
            return text
        self.cut += 1
        return text[: CELL_LENGTH - 1] + "…"
