"""What a field of the language is: its kind, its values with their words, and its limits."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from django.utils.functional import Promise


class Kind(StrEnum):
    """What a field holds, and so which questions it can be asked."""

    WORD = "word"  # one of a closed vocabulary; an empty text is unknown
    CODE = "code"  # text of a fixed pattern; an empty text is unknown
    TRUTH = "truth"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, kw_only=True)
class Value:
    """A value as a heading (`label`) and, where the language has one, as a clause of a sentence."""

    label: Promise
    clause: Promise | None = None


Values = Mapping[str | int, Value]


@dataclass(frozen=True, kw_only=True)
class Field:
    name: str  # also the column
    kind: Kind
    label: Promise
    values: Values = dataclass_field(default_factory=dict)
    pattern: str = ""
    low: int = 0
    high: int = 0
    # A number may lie between two whole ones; rules compare it with whole ones all the same.
    is_whole: bool = True
    # Of support a participation gets more and never less, until it ends.
    grows: bool = False
    # How a count is said, with "at least 20" or the like as its `count`; in plurals of `number`.
    phrase: Promise | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A result with evidence; its column holds the day it was observed, or nothing."""

    name: str
    column: str
    label: Promise
    day_label: Promise
    clause: Promise
