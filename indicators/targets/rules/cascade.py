"""The levels of targets beside each other: what each set, what its parts make together, the gap.

The three are never made from one another: what nobody set stays unset, whatever its parts say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from indicators.targets.rules.cells import NAMES, SUBSETS, WHOLE

# Which people of the indicator, and women, men or all of them.
CellName = tuple[str, str]
ALL_CELLS: tuple[CellName, ...] = tuple(
    (subset, name) for subset in (WHOLE, *SUBSETS) for name in NAMES
)


@dataclass(frozen=True)
class Level:
    """The programme, a unit or a project; a cell that nobody set is not in `counts`."""

    name: str
    counts: Mapping[CellName, int] = field(default_factory=dict)
    parts: Sequence["Level"] = ()
    url: str = ""
    invented: frozenset[CellName] = frozenset()


@dataclass(frozen=True)
class Compared:
    """One cell of a level against the levels below it; None is "not set"."""

    set_value: int | None
    sum_of_parts: int | None
    parts_set: int
    parts_count: int

    @property
    def gap(self) -> int | None:
        """What the parts lack of the value that was set; below zero where they promise more."""
        if self.set_value is None or self.sum_of_parts is None:
            return None
        return self.set_value - self.sum_of_parts

    @property
    def parts_missing(self) -> int:
        return self.parts_count - self.parts_set


def compared(level: Level, cell: CellName) -> Compared:
    """A level against its direct parts."""
    return _against(level, level.parts, cell)


def compared_with_inner(level: Level, cell: CellName) -> Compared:
    """A level against the parts of its parts: the programme against all projects."""
    return _against(level, [inner for part in level.parts for inner in part.parts], cell)


def _against(level: Level, parts: Sequence[Level], cell: CellName) -> Compared:
    known = [part.counts[cell] for part in parts if cell in part.counts]
    return Compared(
        set_value=level.counts.get(cell),
        sum_of_parts=sum(known) if known else None,
        parts_set=len(known),
        parts_count=len(parts),
    )
