"""Figures that are two honest counts: participations, which add up, and people, who may not."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

from dashboards.disclosure.figures import SMALLEST_SHOWN, STEPS_OFF, AtMost, Line, repeats
from dashboards.disclosure.protecting import protect

PARTICIPATIONS, PEOPLE = 0, 1
Pair = tuple[int, int]


def protect_pairs(
    pairs: Mapping[Hashable, Pair],
    lines: Collection[Line],
    *,
    of_people: Collection[Line] = (),
    people_within: Iterable[Line] = (),
    smallest: Mapping[Hashable, int] | None = None,
    never_hide: Mapping[Hashable, int] | None = None,
    told: Collection[Hashable] = (),
    together: Iterable[Collection[Hashable]] = (),
    before: Mapping[Hashable, Pair | None] | None = None,
    coarsen: Callable[[Hashable], Iterable[Hashable]] = lambda _key: (),
) -> frozenset[Hashable]:
    """Return the pairs not to be told, both counts with one mark; see `protect`.

    `lines` add up participations. Of people, readers know those sums that are `of_people` too, that
    nobody of a part is missing in the whole of a line of `people_within`, and that people are at
    most their participations. A pair is small if one of its counts is: below `smallest`, or five.
    What is not told anew shows what `shown_pairs` says.
    """
    steps = {key: (smallest or {}).get(key, SMALLEST_SHOWN) for key in pairs}
    few = {
        key for key, counted in pairs.items() if any(0 < count < steps[key] for count in counted)
    }
    hidden = protect(
        {cell: count for key, counted in pairs.items() for cell, count in _cells(key, counted)},
        [*_lines(lines, PARTICIPATIONS), *_lines(of_people, PEOPLE)],
        sensitive=_both(few),
        never_hide={
            cell: rank for key, rank in (never_hide or {}).items() for cell in _both([key])
        },
        told=_both(told),
        together=[_both([key]) for key in pairs] + [_both(group) for group in together],
        at_most=[*_limits(people_within), *(_of_themselves(key) for key in pairs)],
        steps={cell: step for key, step in steps.items() for cell in _both([key])},
        farthest={cell: _farthest(key, smallest) for key in pairs for cell in _both([key])},
        before=_shown(before),
        coarsen=lambda cell: _both(coarsen(cell[0])),  # type: ignore[index]
    )
    return frozenset(key for key in pairs if (key, PEOPLE) in hidden)


def shown_pairs(
    pairs: Mapping[Hashable, Pair],
    hidden: Collection[Hashable],
    before: Mapping[Hashable, Pair | None] | None = None,
    *,
    smallest: Mapping[Hashable, int] | None = None,
    together: Iterable[Collection[Hashable]] = (),
) -> dict[Hashable, Pair | None]:
    """What each pair shows: both counts, what it showed before, or None where it is hidden.

    What is not told anew repeats what it showed, while neither count is off by `farthest`.
    """
    shown = {
        key: _repeated(pair, (before or {}).get(key), _farthest(key, smallest))
        if key in hidden
        else pair
        for key, pair in pairs.items()
    }
    for group in together:
        if any(shown[key] is None for key in group):
            shown |= dict.fromkeys(group)
    return shown


def _repeated(pair: Pair, before: Pair | None, farthest: int) -> Pair | None:
    if before is None:
        return None
    is_near = all(repeats(*each, farthest) for each in zip(pair, before, strict=True))
    return before if is_near else None


def _farthest(key: Hashable, smallest: Mapping[Hashable, int] | None) -> int:
    return STEPS_OFF * (smallest or {}).get(key, SMALLEST_SHOWN)


def _cells(key: Hashable, counted: Pair) -> list[tuple[Hashable, int]]:
    return [((key, kind), counted[kind]) for kind in (PARTICIPATIONS, PEOPLE)]


def _both(keys: Iterable[Hashable]) -> set[Hashable]:
    return {(key, kind) for key in keys for kind in (PARTICIPATIONS, PEOPLE)}


def _lines(lines: Iterable[Line], kind: int) -> list[Line]:
    return [Line((line.total, kind), tuple((part, kind) for part in line.parts)) for line in lines]


def _limits(lines: Iterable[Line]) -> Iterable[AtMost]:
    """People of a part are among those of the whole, and those of the whole among the parts'."""
    for line in _lines(lines, PEOPLE):
        yield AtMost(line.total, line.parts)
        yield from (AtMost(part, (line.total,)) for part in line.parts)


def _of_themselves(key: Hashable) -> AtMost:
    return AtMost((key, PEOPLE), ((key, PARTICIPATIONS),))


def _shown(
    before: Mapping[Hashable, Pair | None] | None,
) -> dict[Hashable, int | None] | None:
    if before is None:
        return None
    return {
        (key, kind): pair[kind] if pair else None
        for key, pair in before.items()
        for kind in (PARTICIPATIONS, PEOPLE)
    }
