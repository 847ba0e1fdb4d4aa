"""Who counts in a report, in which cells, and how two reports of the same days differ.

In one project nobody takes part twice: a participation is a person, and one number says both.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

SEX, DISABILITY = "sex", "disability"


@dataclass(frozen=True, slots=True)
class Hit:
    """A participation counts for an indicator on a day, with these traits of its start."""

    code: str
    participation_id: UUID
    counted_on: date
    sex: str
    disability: str


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """An empty trait stands for everybody."""

    code: str
    sex: str = ""
    disability: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One participation that counts otherwise than before; None is "does not count"."""

    code: str
    participation_id: UUID
    before: Hit | None
    after: Hit | None

    def came(self, until: date) -> bool:
        return not _counts(self.before, until) and _counts(self.after, until)

    def went(self, until: date) -> bool:
        return _counts(self.before, until) and not _counts(self.after, until)

    def matters(self, until: date, breakdowns: "Breakdowns") -> bool:
        """Whether any value for the days up to this one is another because of it.

        A trait that the definition is not broken down by is in no value.
        """
        allowed = breakdowns.get(self.code)
        if allowed is None:
            return False
        return _seen(self.before, until, allowed) != _seen(self.after, until, allowed)


Breakdowns = Mapping[str, Collection[str]]
Counts = Counter[Cell]


def counts(hits: Iterable[Hit], breakdowns: Breakdowns) -> Counts:
    """The value of every cell that the definitions allow; of women, men and all even if nobody."""
    found: Counts = Counter()
    for code, allowed in breakdowns.items():
        found.update(dict.fromkeys(_always(code, allowed), 0))
    # Whoever is the same to every cell is added at once: two thousand people are a few dozen kinds.
    kinds = Counter((hit.code, hit.sex, hit.disability) for hit in hits)
    for (code, sex, disability), count in kinds.items():
        for cell in _cells(code, sex, disability, breakdowns[code]):
            found[cell] += count
    return found


def moves(before: Iterable[Hit], after: Iterable[Hit]) -> list[Move]:
    """Everybody who counts on another day, with other traits, not any more, or only now."""
    earlier = {(hit.code, hit.participation_id): hit for hit in before}
    later = {(hit.code, hit.participation_id): hit for hit in after}
    return [
        Move(code, pk, earlier.get((code, pk)), later.get((code, pk)))
        for code, pk in sorted(earlier.keys() | later.keys())
        if earlier.get((code, pk)) != later.get((code, pk))
    ]


def moves_since(reported: Iterable[Hit], now: Iterable[Hit], *, until: date) -> list[Move]:
    """What changed about the days up to this one; whoever only came later has not moved.

    Somebody who counted then and counts on a later day by now is told with that day.
    """
    return [
        move
        for move in moves(reported, now)
        if _counts(move.before, until) or _counts(move.after, until)
    ]


def differences(found: Iterable[Move], breakdowns: Breakdowns, *, until: date) -> Counts:
    """By how much each cell of the days up to this one differs, signed; what does not is left out."""
    total: Counts = Counter()
    for move in found:
        allowed = breakdowns.get(move.code)
        if allowed is None:
            continue
        if _counts(move.before, until):
            total.subtract(_cells_of(move.before, allowed))  # type: ignore[arg-type]
        if _counts(move.after, until):
            total.update(_cells_of(move.after, allowed))  # type: ignore[arg-type]
    return Counter({cell: count for cell, count in total.items() if count})


def _counts(hit: Hit | None, until: date) -> bool:
    return hit is not None and hit.counted_on <= until


def _seen(hit: Hit | None, until: date, allowed: Collection[str]) -> list[Cell]:
    """The cells in which it stands."""
    return _cells_of(hit, allowed) if hit is not None and hit.counted_on <= until else []


def _always(code: str, allowed: Collection[str]) -> list[Cell]:
    sexes = ("", "F", "M") if SEX in allowed else ("",)
    return [Cell(code, sex) for sex in sexes]


def _cells_of(hit: Hit, allowed: Collection[str]) -> list[Cell]:
    return _cells(hit.code, hit.sex, hit.disability, allowed)


def _cells(code: str, sex: str, disability: str, allowed: Collection[str]) -> list[Cell]:
    sexes = ("", sex) if SEX in allowed else ("",)
    disabilities = ("", disability) if DISABILITY in allowed else ("",)
    return [Cell(code, one, other) for one in sexes for other in disabilities]
