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
    """What a preview of another rule of the same indicator counted."""

    then: Pair
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """The same, with None for whatever is hidden."""

    now: tuple[int | None, int | None]
    then: tuple[int | None, int | None]
    lines: Sequence[tuple[str, str, int | None]]


def told(
    now: Pair,
    then: Pair,
    lines: Sequence[Line],
    *,
    is_special: bool,
    earlier: Sequence[Earlier] = (),
) -> Told:
    """Hide small counts, small differences, and what could be subtracted to find them."""
    least = SMALLEST_SPECIAL if is_special else SMALLEST
    before = (_hidden(now.participations, least), _hidden(now.people, least))
    others = [now, *(one.then for one in earlier)]
    is_small = _is_small(then.participations, least) or _is_small(then.people, least)
    if is_small or any(_are_near(then, other, least) for other in others):
        # The other count is known, so this one would tell the difference.
        return Told(before, (None, None), [(one.tenant, one.period, None) for one in lines])
    hidden = _too_telling(lines, earlier, least)
    shown = [
        (one.tenant, one.period, None if place in hidden else one.difference)
        for place, one in enumerate(lines)
    ]
    return Told(before, (then.participations, then.people), shown)


def _are_near(one: Pair, other: Pair, least: int) -> bool:
    return _is_small(one.participations - other.participations, least) or _is_small(
        one.people - other.people, least
    )


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
    others = [0, *(one.lines.get(line.place, 0) for one in earlier)]
    return any(_is_small(line.difference - other, least) for other in others)


def _is_enough(lines: Sequence[Line], hidden: set[int], least: int) -> bool:
    return abs(sum(lines[place].difference for place in hidden)) >= least


def _is_small(count: int, least: int) -> bool:
    return 0 < abs(count) < least


def _hidden(count: int, least: int) -> int | None:
    return None if _is_small(count, least) else count
