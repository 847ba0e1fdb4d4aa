"""A list as a file: a workbook with typed cells, CSV that Polish Excel opens right, Parquet for analysts.

A text from outside can never become a formula, and no PESEL gets out this way, wherever it stood.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, BinaryIO

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import pesel, polish
from sheets import writing
from sheets.tables import Kind, Part, Parts, Repeating, Values, in_parts
from ui import formats
from ui.parts import Cell, Column

DIGIT = re.compile(r"\d")
DIGITS = re.compile(r"(?<!\d)(?:\d[ -]?){10}\d(?!\d)")
# They turn what follows around: "fdp.exe" would be read as "exe.pdf".
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])
# How many rows tell what stands in a column; of a list that is not longer, all of them.
SAMPLED = 2_000
# How many are looked at together, at most.
TOGETHER = 1_000
BETWEEN = "|"
LONGEST_NAME = 60
NOTHING = type(None)
# What a file takes as it is.
BARE = {int, float, Decimal, date, datetime, NOTHING}
STATES = formats.STATES.keys()
MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
KINDS = {"money": Kind.MONEY, "percent": Kind.PERCENT, "share": Kind.SHARE}
EMPTY_KINDS = {**KINDS, "number": Kind.WHOLE, "day": Kind.DAY}
# A text that is known only when the rows are written may be a lazy one.
Note = tuple[str, str | Promise]
Row = Sequence[object]


class Whole(str):
    """A PESEL that goes out as it is: somebody who may gave a reason, and the trail tells of it."""


class Wholes(list[str | None]):
    """A column of them, and so is a part of it."""

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        return Wholes(found) if isinstance(place, slice) else found


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What is exported; `rows` may be a generator or come in parts, `notes` say what was shown, when and
    to whom.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    notes: Sequence[Note]


def file_name(words: str) -> str:
    """What a file is called, in the reader's language: plain letters that every disk takes, or nothing."""
    return slugify(polish.folded(words))[:LONGEST_NAME]


def write(out: BinaryIO, sheet: Sheet, file_format: str) -> None:
    """Write a list of any length: no more of it than some thousand rows is kept at once."""
    _FORMATS[file_format](out, sheet)


def as_csv(sheet: Sheet) -> bytes:
    """Semicolons, a comma in decimals, a byte order mark: what Excel expects where Polish is set."""
    return _bytes_of(sheet, "csv")


def as_xlsx(sheet: Sheet) -> bytes:
    """One sheet with a frozen head and filters, and one with notes."""
    return _bytes_of(sheet, "xlsx")


def as_parquet(sheet: Sheet) -> bytes:
    """Typed columns; a word where a number should stand ("hidden") is a missing value."""
    return _bytes_of(sheet, "parquet")


def as_book(
    sheets: Sequence[Sheet],
    *,
    title: str,
    notes: Sequence[Note],
    made_at: datetime | None = None,
) -> bytes:
    """Many sheets and their notes; with `made_at` the same content is the same bytes."""
    target = io.BytesIO()
    written = [_typed(sheet) for sheet in sheets]
    writing.xlsx(target, *written, notes=_safe(notes), title=title, made_at=made_at)
    return target.getvalue()


WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "parquet": as_parquet,
}


def plain(value: object) -> object:
    """A cell's value without its link: a number, a day, or a text in which no PESEL is left."""
    if isinstance(value, Cell):
        return _tagged(plain(value.value), value)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float | Decimal | date):
        return value
    if formats.is_state(value):
        return formats.words(str(value))
    text = str(value).translate(TURNING)
    return text if isinstance(value, Whole) else without_pesel(text)


def _tagged(bare: object, cell: Cell) -> object:
    return f"{_told(bare)} ({cell.tag})".strip() if cell.tag else bare


def plain_column(values: Values) -> Values:
    """`plain` of each; at once where nothing in the column is unusual, which is looked for in one text."""
    if isinstance(values, Repeating):
        return values.then(plain)
    if isinstance(values, Wholes):
        return _wholes(values)
    types = set(map(type, values))
    if types <= BARE:
        return values
    if types == {Cell}:
        cells: Sequence[Cell] = values  # type: ignore[assignment]
        bare = plain_column([cell.value for cell in cells])
        return [_tagged(*each) for each in zip(bare, cells, strict=True)]
    if types <= {str, NOTHING}:
        whole = BETWEEN.join(filter(None, values))  # type: ignore[arg-type]
        is_usual = whole.isprintable() and STATES.isdisjoint(values)
        if is_usual and not (DIGIT.search(whole) and DIGITS.search(whole)):
            return [value or None for value in values]
    return [plain(value) for value in values]


def _wholes(numbers: Wholes) -> Values:
    if "".join(filter(None, numbers)).isalnum():
        return [number or None for number in numbers]
    return [plain(Whole(number)) if number else None for number in numbers]


def without_pesel(text: str) -> str:
    return DIGITS.sub(lambda found: _covered(found[0]), text)


def _covered(digits: str) -> str:
    number = pesel.plain(digits)
    try:
        pesel.read(number)
    except ValueError:
        return digits
    return pesel.masked(number)


def _told(bare: object) -> str:
    if isinstance(bare, date):
        return formats.moment(bare) if isinstance(bare, datetime) else formats.day(bare)
    return "" if bare is None else str(bare)


def _bytes_of(sheet: Sheet, file_format: str) -> bytes:
    target = io.BytesIO()
    write(target, sheet, file_format)
    return target.getvalue()


def _xlsx(out: BinaryIO, sheet: Sheet) -> None:
    writing.xlsx(out, _typed(sheet), notes=_safe(sheet.notes), title=sheet.title)


def _csv(out: BinaryIO, sheet: Sheet) -> None:
    writing.csv(out, _typed(sheet))


def _parquet(out: BinaryIO, sheet: Sheet) -> None:
    columns, first, coming = _sampled(sheet)
    following = next(coming, None)
    parts: Iterable[Part] = first
    if following is not None:
        # Below whole numbers a part may come yet, and a column of this format has one kind.
        columns = [replace(one, kind=_PARTS.get(one.kind, one.kind)) for one in columns]
        parts = chain(first, [following], coming)
    fit = [_FITTING.get(column.kind, _number) for column in columns]
    fitting = ([_fitted(*each) for each in zip(fit, part, strict=True)] for part in parts)
    writing.parquet(out, writing.Sheet(sheet.title, columns, Parts(fitting)))


def _fitted(fit: Callable[[object], object], values: Values) -> Values:
    return values.then(fit) if isinstance(values, Repeating) else list(map(fit, values))


_FORMATS: dict[str, Callable[[BinaryIO, Sheet], None]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
}


def _typed(sheet: Sheet) -> writing.Sheet:
    """The same with a kind for each column, by what stands in its first rows."""
    columns, first, coming = _sampled(sheet)
    return writing.Sheet(sheet.title, columns, Parts(chain(first, coming)))


def _sampled(sheet: Sheet) -> tuple[list[writing.Column], list[Part], Iterator[Part]]:
    """The columns with their kinds, the parts that told them, and those to come."""
    coming = (list(map(plain_column, part)) for part in in_parts(sheet.rows, TOGETHER))
    first: list[Part] = []
    while sum(len(part[0]) for part in first) < SAMPLED and (part := next(coming, None)):
        first.append(part)
    samples = zip(*first, strict=True) if first else ((),) * len(sheet.columns)
    columns = [
        writing.Column(_head(column), _kind(column.kind, chain.from_iterable(sample)))
        for column, sample in zip(sheet.columns, samples, strict=True)
    ]
    return columns, first, coming


def _head(column: Column) -> str:
    return without_pesel(str(column.label).translate(TURNING))


def _kind(look: str, sample: Iterable[object]) -> Kind:
    types = {type(value) for value in sample if value is not None}
    if not types:
        return EMPTY_KINDS.get(look, Kind.TEXT)
    if types & {int, float, Decimal}:
        return KINDS.get(look) or (Kind.WHOLE if types <= {int, str} else Kind.DECIMAL)
    if datetime in types:
        return Kind.MOMENT
    return Kind.DAY if date in types else Kind.TEXT


def _safe(notes: Sequence[Note]) -> Iterator[tuple[str, str]]:
    """Asked for behind the rows, which some of them tell of."""
    return ((str(label), without_pesel(str(text).translate(TURNING))) for label, text in notes)


def _text(value: object) -> object:
    return None if value is None else _told(value)


def _day(value: object) -> object:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _moment(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - the clock in Poland
    return value if isinstance(value, datetime) else None


def _number(value: object) -> object:
    return value if isinstance(value, int | float | Decimal) else None


def _whole(value: object) -> object:
    return value if isinstance(value, int) else None


_PARTS = {Kind.WHOLE: Kind.DECIMAL}
_FITTING = {Kind.TEXT: _text, Kind.DAY: _day, Kind.MOMENT: _moment, Kind.WHOLE: _whole}
