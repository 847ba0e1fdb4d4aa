"""What a preview may tell: whoever reads it may never learn of one person who comes or goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SMALLEST, SMALLEST_SPECIAL = 5, 10
# A version that changes more units and quarters than this is told by the largest changes.
MOST_LINES = 200


@dataclass(frozen=True)
class Pair:
    participations: int
    people: int


@dataclass(frozen=True)
class Line:
    """By how many people a unit's count of one quarter would differ."""

    tenant: str
    period: str
    difference: int

    @property
    def place(self) -> str:
        return f"{self.tenant} {self.period}"


@dataclass(frozen=True)
class Earlier:
    """What another rule counted, of which somebody was told."""

    then: Pair
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What may be shown. Without a `change` nothing else is told but the count of today, if that is."""

    now: Pair | None = None
    then: Pair | None = None
    change: Pair | None = None
    lines: Sequence[Line] = ()


def told(
    now: Pair,
    then: Pair,
    lines: Sequence[Line],
    *,
    earlier: Sequence[Earlier] = (),
    least: int = SMALLEST,
    tells_levels: bool = True,
    is_in_force: bool = False,
) -> Told:
    """Leave out small counts, small differences, and what could be subtracted to find them.

    None at all is as small as one: told where one would be hidden, it would tell that nobody is
    there. It is told of the rule that `is_in_force` alone, which changes nothing whoever takes part.
    Where the metropolis is not told the total as it moves, it is told the change alone.
    """
    if _is_one_to(least, now):
        return Told()
    before = now if tells_levels else None
    if is_in_force and then == now:
        return Told(before, before, Pair(0, 0))
    others = [Pair(0, 0), now, *(one.then for one in earlier)]
    if any(is_near(then, other, least) for other in others):
        # The other count is known, so this one would tell the difference.
        return Told(now=before)
    hidden = _too_telling(lines, earlier, least)
    shown = [one for place, one in enumerate(lines) if place not in hidden]
    after = then if tells_levels else None
    return Told(before, after, _less(then, now), shown)


def is_near(one: Pair, other: Pair, least: int) -> bool:
    """Whether they differ by nobody or by few, in people or in participations."""
    less = _less(one, other)
    return abs(less.participations) < least or abs(less.people) < least


def _less(one: Pair, other: Pair) -> Pair:
    return Pair(one.participations - other.participations, one.people - other.people)


def _too_telling(lines: Sequence[Line], earlier: Sequence[Earlier], least: int) -> set[int]:
    """The small ones, and as many of the next larger ones as it takes to keep those unknown.

    The differences make up that of the whole, nearly: what is hidden alone, or comes to little
    together, would be told by what is shown.
    """
    by_size = sorted(range(len(lines)), key=lambda place: abs(lines[place].difference))
    hidden = {place for place in by_size if _tells(lines[place], earlier, least)}
    for place in by_size:
        if not hidden or (len(hidden) > 1 and _is_enough(lines, hidden, least)):
            break
        hidden.add(place)
    return hidden


def _tells(line: Line, earlier: Sequence[Earlier], least: int) -> bool:
    """Whether it is small, or nearly what another rule would have changed in the same place."""
    others = [0, *(one.lines[line.place] for one in earlier if line.place in one.lines)]
    return any(abs(line.difference - other) < least for other in others)


def _is_enough(lines: Sequence[Line], hidden: set[int], least: int) -> bool:
    return abs(sum(lines[place].difference for place in hidden)) >= least


def _is_one_to(least: int, pair: Pair) -> bool:
    return any(0 < count < least for count in (pair.participations, pair.people))
