"""What is said about one target: its indicator, which of its people, and how many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from indicators.targets.rules import WHOLE, Cells, Key, changed


@dataclass(frozen=True, kw_only=True)
class TargetEntry:
    """Women, men and the total of one indicator, or of a subset of its people."""

    definition_code: str
    total: int | None
    women: int | None = None
    men: int | None = None
    invented: tuple[str, ...] = ()
    subset: str = WHOLE

    @property
    def key(self) -> Key:
        return self.definition_code, self.subset

    @property
    def cells(self) -> Cells:
        return Cells(women=self.women, men=self.men, total=self.total)


@dataclass(frozen=True, kw_only=True)
class PeriodEntry:
    """A stretch of time that gets a plan of its own."""

    name: str
    starts_on: date
    ends_on: date


def changed_entries(
    held: Mapping[Key, TargetEntry], wanted: Iterable[TargetEntry]
) -> list[TargetEntry]:
    """The new value of whatever is another one; an empty entry for what is taken away."""
    before = {key: entry for key, entry in held.items() if entry.cells.is_set}
    after = {entry.key: entry for entry in wanted if entry.cells.is_set}
    return [
        entry or TargetEntry(definition_code=key[0], subset=key[1], total=None)
        for key, entry in changed(before, after).items()
    ]
