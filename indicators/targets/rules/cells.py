"""Targets that add up: women and men make the total, and no part is above its whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

# The people a target counts: all of the indicator's, or those of them with disabilities.
WHOLE, DISABLED = "", "DISABLED"
SUBSETS = (DISABLED,)
NAMES = ("women", "men", "total")
# Indicator and subset of its people.
Key = tuple[str, str]
# Disability is itself a premise of the risk of exclusion: whoever counts to the first indicator
# counts to the second, as one of its subset.
PART_OF = {"PEOPLE_WITH_DISABILITIES": ("PEOPLE_AT_RISK", DISABLED)}


@dataclass(frozen=True)
class Cells:
    """How many people are promised; a cell that nobody set is None and never zero."""

    women: int | None = None
    men: int | None = None
    total: int | None = None

    @property
    def is_set(self) -> bool:
        return any(self.count(name) is not None for name in NAMES)

    def count(self, name: str) -> int | None:
        return {"women": self.women, "men": self.men, "total": self.total}[name]


class FaultKind(StrEnum):
    NEGATIVE = "negative"
    SUM = "sum"  # women and men make another number than the total
    ABOVE_TOTAL = "above total"  # women, or men, are more than everybody
    ABOVE_WHOLE = "above whole"  # a subset is more than those it is a part of
    ABOVE_INDICATOR = "above indicator"  # an indicator is more than another that counts them too


@dataclass(frozen=True)
class Fault:
    """What does not add up: `count` in the cell named, against `limit`."""

    kind: FaultKind
    code: str
    subset: str
    cell: str
    count: int
    limit: int
    cells: Cells
    other: str = ""

    @property
    def key(self) -> Key:
        return self.code, self.subset


def completed(cells: Cells) -> Cells:
    """The cells with the third one where two are known; only to compare, never to keep."""
    women, men, total = cells.women, cells.men, cells.total
    if total is None and women is not None and men is not None:
        return Cells(women, men, women + men)
    if total is not None and women is not None and men is None:
        return Cells(women, total - women, total)
    if total is not None and men is not None and women is None:
        return Cells(total - men, men, total)
    return cells


def faults(promised: Mapping[Key, Cells]) -> list[Fault]:
    """Everything that does not add up among targets of one level and one period."""
    found: list[Fault] = []
    for key, cells in promised.items():
        found += _in_itself(key, cells)
        if key[1] != WHOLE and (key[0], WHOLE) in promised:
            whole = promised[key[0], WHOLE]
            found += _above(key, cells, whole, FaultKind.ABOVE_WHOLE)
    found += _across(promised)
    return found


def _in_itself(key: Key, cells: Cells) -> Iterator[Fault]:
    women, men, total = cells.women, cells.men, cells.total
    for name in NAMES:
        count = cells.count(name)
        if count is not None and count < 0:
            yield Fault(FaultKind.NEGATIVE, *key, name, count, 0, cells)
    if total is None:
        return
    if women is not None and men is not None:
        if women + men != total:
            yield Fault(FaultKind.SUM, *key, "total", women + men, total, cells)
        return
    for name, count in (("women", women), ("men", men)):
        if count is not None and count > total:
            yield Fault(FaultKind.ABOVE_TOTAL, *key, name, count, total, cells)


def _above(
    key: Key, part: Cells, whole: Cells, kind: FaultKind, other: str = ""
) -> Iterator[Fault]:
    """Where a part has more people than its whole has room for, cell by cell."""
    part, whole = completed(part), completed(whole)
    for name in NAMES:
        count, limit = part.count(name), whole.count(name)
        if limit is None:
            # Nobody said how many women the whole has: then no more than it has people.
            limit = whole.total
        if count is not None and limit is not None and count > limit:
            yield Fault(kind, *key, name, count, limit, part, other)


def _across(promised: Mapping[Key, Cells]) -> Iterator[Fault]:
    for code, (whole_code, subset) in PART_OF.items():
        part, whole = (code, WHOLE), (whole_code, WHOLE)
        inner = (whole_code, subset)
        pairs = [(part, whole), (inner, part)]
        for key, limit in pairs:
            if key in promised and limit in promised:
                above = FaultKind.ABOVE_INDICATOR
                yield from _above(key, promised[key], promised[limit], above, limit[0])
