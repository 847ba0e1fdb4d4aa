"""Which version of a target holds on a day, and what a new set of targets changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Version:
    """One value of a target: from which day it holds (None: from the signing), and when it was set."""

    valid_from: date | None
    set_at: datetime

    @property
    def place(self) -> tuple[date, datetime]:
        return self.valid_from or date.min, self.set_at


def holds_on(versions: Iterable[Version], on: date) -> Version | None:
    """The version in force: the latest that began, and of a day's versions the one set last."""
    begun = [each for each in versions if (each.valid_from or date.min) <= on]
    return max(begun, key=lambda each: each.place, default=None)


def is_late(valid_from: date | None, before: date | None) -> bool:
    """Whether a value that holds from one day would stand behind one that holds from another."""
    return (valid_from or date.min) < (before or date.min)


def changed(before: Mapping[K, V], after: Mapping[K, V]) -> dict[K, V | None]:
    """The keys whose value is another one, in the order of both; None where it is taken away."""
    keys = [*before, *(key for key in after if key not in before)]
    return {key: after.get(key) for key in keys if before.get(key) != after.get(key)}
