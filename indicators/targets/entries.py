"""What is said about one target: its indicator, which of its people, and how many."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zlib import crc32

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


def version_of(entries: Mapping[Key, TargetEntry], facts: PeriodEntry | None = None) -> int:
    """A number for all that is set of a level: whoever saves says which one their page showed.

    Of what holds, and of no counter, so that an amendment which is withdrawn meanwhile is noticed too.
    """
    held = sorted(
        (key, one.women, one.men, one.total, one.invented)
        for key, one in entries.items()
        if one.cells.is_set
    )
    said = [facts.name, f"{facts.starts_on}", f"{facts.ends_on}"] if facts else []
    return crc32(repr([said, held]).encode())


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
