"""What is written: a sheet of columns of one kind each. No Django here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


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
    """`rows` may be a generator: it is gone through once, and rows hold a value per column."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
