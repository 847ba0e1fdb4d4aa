"""A cell of a spreadsheet as somebody would have typed it into the form. No model in this file.

What a spreadsheet does to a value is undone here and nothing else is: whether the value is right is for
the field of the form to say.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django import forms

from core import pesel, polish
from core.formulas import harmless

# Sheets count days from here; before 1 March 1900 they are one day off, and nobody was born then.
EPOCH = date(1899, 12, 30)
SERIAL_DAYS = range(61, 109_574)  # until the end of 2199
DIGITS_OF_A_DAY = re.compile(r"\d{7,8}")
YES = frozenset({"tak", "t", "x", "1", "true", "yes", "y", "prawda", "on", "v"})
NO = frozenset({"nie", "n", "0", "false", "no", "falsz", "-", ""})
BELOW_NOUGHT = re.compile(r"\s*[-−–]\s*\d")  # noqa: RUF001
MARKS = re.compile(r"[\s.,;:/()\[\]_–—-]+")
# Kinds of cells, as `sheets.reading` tells them.
NUMBER, DAY, MOMENT, ERROR = "n", "d", "m", "e"


def folded(text: str) -> str:
    """What two ways of writing the same words have in common: no capitals, accents or signs."""
    return MARKS.sub(" ", polish.folded(text)).strip()


def day(cell: str, kind: str) -> str:
    """A day; a moment loses its hour, a serial number becomes the day that the sheet meant."""
    if kind == MOMENT or (kind == DAY and "T" in cell):
        return cell.partition("T")[0]
    if is_serial(cell, kind):
        return (EPOCH + timedelta(days=int(cell))).isoformat()
    if kind == NUMBER and DIGITS_OF_A_DAY.fullmatch(cell):
        return cell.zfill(8)
    text = re.sub(r"\s*r\.?$", "", cell, flags=re.IGNORECASE)
    return re.sub(r"[T ]0{1,2}:00(:00)?$", "", text)


def is_serial(cell: str, kind: str) -> bool:
    """Whether a day stands in the cell as a sheet counts days, and not as anybody writes them."""
    return kind == NUMBER and cell.isdigit() and int(cell) in SERIAL_DAYS


def has_zeros_again(cell: str, told: str) -> bool:
    """Whether what was typed for the cell begins with zeros that a sheet had taken off."""
    was, now = (re.sub(r"\D", "", text) for text in (cell, told))
    return len(was) < len(now) and now == was.zfill(len(now)) and was != ""


def hour(cell: str, kind: str) -> str:
    """An hour without its seconds; a moment loses its day."""
    text = cell.partition("T")[2] if kind == MOMENT else cell
    return re.sub(r"^(\d{1,2}[:.]\d{2})[:.]\d{2}$", r"\1", text)


def text(cell: str, _kind: str) -> str:
    """An apostrophe that keeps a text from being taken for a formula is no part of it."""
    return cell[1:] if cell[:1] == "'" and harmless(cell[1:]) == cell else cell


def number_of_person(cell: str, kind: str) -> str:
    """A PESEL that a sheet took for a number has lost the zeros before it."""
    digits = pesel.plain(cell)
    if not digits.isdigit() or len(digits) >= pesel.LENGTH:
        return cell
    whole = digits.zfill(pesel.LENGTH)
    try:
        pesel.read(whole)
    except ValueError:
        return cell
    return whole if kind == NUMBER or len(digits) >= pesel.LENGTH - 2 else cell


def postal_code(cell: str, kind: str) -> str:
    """83300 for 83-300, and a number that lost the zero before it."""
    digits = cell.zfill(5) if kind == NUMBER else cell
    return f"{digits[:2]}-{digits[2:]}" if re.fullmatch(r"\d{5}", digits) else cell


def several(cell: str, words: Mapping[str, str]) -> list[str]:
    """The codes of what is listed."""
    return [chosen(one, words) for one in listed(cell, words)]


def listed(cell: str, words: Mapping[str, str]) -> list[str]:
    """What is listed, one by one; a comma may stand in the words of one answer, a semicolon never."""
    told: list[str] = []
    for part in cell.split(";"):
        is_one = folded(part) in words
        told += [part] if is_one else part.split(",")
    return [one.strip() for one in told if one.strip()]


def yes_or_no(cell: str) -> str | None:
    """What a box would send: "on" or nothing; None for what is neither."""
    told = folded(cell)
    return "on" if told in YES else "" if told in NO else None


def chosen(cell: str, words: Mapping[str, str]) -> str:
    """The code of what is written in words; what no words name stays as it is.

    Below nought is a number that no choice has: without its sign it would be another's.
    """
    return cell if BELOW_NOUGHT.match(cell) else words.get(folded(cell), cell)


def is_unknown(cell: str, words: Mapping[str, str]) -> bool:
    """Whether these words name no choice, and could."""
    return not BELOW_NOUGHT.match(cell) and folded(cell) not in words


def words_of(field: forms.Field, also: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """By folded words, the code of each choice; words that name two choices name none."""
    found: dict[str, str] = {}
    twice = set()
    for code, label in (*choices_of(field), *also):
        for said in {folded(str(code)), folded(str(label))}:
            if said and found.setdefault(said, str(code)) != str(code):
                twice.add(said)
    return {said: code for said, code in found.items() if said not in twice}


def choices_of(field: forms.Field) -> Iterable[tuple[object, object]]:
    """Codes and words of a field's choices, groups taken apart, without the empty one."""
    for code, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        elif code not in ("", None):
            yield code, label
