"""What is written: a sheet of columns of one kind each. No Django here."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from sys import getsizeof
from typing import Any, overload

MOST_REMEMBERED = 20_000
MOST_BYTES = 2 << 20  # of what is remembered of one column

Values = Sequence[object]
# Some rows that come together, by column.
Part = Sequence[Values]


class Told(dict[Any, Any]):
    """What is told of things that come again and again: worked out once for each, then remembered.

    It forgets all of them before it would hold too many, or more than so many bytes.
    """

    def __init__(self, tell: Callable[[Any], object]) -> None:
        super().__init__()
        self._tell = tell
        self._bytes = 0
        self._further: dict[Callable[[Any], object], Told] = {}

    def __missing__(self, key: Any) -> object:
        told = self._tell(key)
        size = weight(key) + weight(told)
        if size > MOST_BYTES:
            return told
        if len(self) >= MOST_REMEMBERED or self._bytes + size > MOST_BYTES:
            self.clear()
            self._bytes = 0
        self[key] = told
        self._bytes += size
        return told

    def then(self, further: Callable[[Any], object]) -> "Told":
        """What `further` makes of that; asked for again, the same, and so it remembers too."""
        if further not in self._further:
            self._further[further] = Told(lambda key: further(self[key]))
        return self._further[further]


def weight(thing: object) -> int:
    """Bytes of it: texts are what can be large, alone, among others or as an attribute."""
    if isinstance(thing, tuple):
        return sum(map(weight, thing))
    own, held = getsizeof(thing), getattr(thing, "__dict__", None)
    return (
        own + sum(getsizeof(one) for one in held.values() if isinstance(one, str)) if held else own
    )


class Repeating(Sequence[object]):
    """A column in which few values come again and again: a key in each place, and what is told of it."""

    def __init__(self, keys: Sequence[Any], told: Told) -> None:
        self.keys, self.told = keys, told

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[object]:
        return map(self.told.__getitem__, self.keys)

    @overload
    def __getitem__(self, place: int) -> object: ...
    @overload
    def __getitem__(self, place: slice) -> "Repeating": ...
    def __getitem__(self, place: int | slice) -> object:
        if isinstance(place, slice):
            return Repeating(self.keys[place], self.told)
        return self.told[self.keys[place]]

    def then(self, further: Callable[[Any], object]) -> "Repeating":
        return Repeating(self.keys, self.told.then(further))


class Parts:
    """Rows that come in parts: whoever writes by column need not turn them over."""

    def __init__(self, parts: Iterable[Part]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[Values]:
        for part in self.parts:
            yield from zip(*part, strict=True)


def in_parts(rows: Iterable[Values], most: int) -> Iterator[Part]:
    """The same rows by column, at most so many together."""
    if not isinstance(rows, Parts):
        coming = iter(rows)
        while some := list(islice(coming, most)):
            yield list(zip(*some, strict=True))
        return
    for part in rows.parts:
        for begin in range(0, len(part[0]), most):
            yield cut(part, begin, begin + most)


def cut(part: Part, begin: int, end: int | None = None) -> Part:
    """Some of its rows."""
    if begin == 0 and (end is None or end >= len(part[0])):
        return part
    return [values[begin:end] for values in part]


class Kind(StrEnum):
    """What stands in a column; a value of another type than its column's is written as a text."""

    TEXT = "TEXT"
    DAY = "DAY"
    MOMENT = "MOMENT"
    WHOLE = "WHOLE"
    DECIMAL = "DECIMAL"
    YES_NO = "YES_NO"
    MONEY = "MONEY"  # zł
    PERCENT = "PERCENT"  # 0.125 is shown as 12.5%
    SHARE = "SHARE"  # 0.125 is shown as 13%


@dataclass(frozen=True)
class Column:
    """`width` is in signs; without it the first rows tell."""

    title: str
    kind: Kind = Kind.TEXT
    width: int | None = None


@dataclass(frozen=True)
class Sheet:
    """`rows` may be a generator, or come in parts: they are gone through once, and hold a value per column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Values]
