"""The attacker: whoever knows every shown figure, every sum and the rules, and has a solver."""

from collections.abc import Collection, Container, Hashable, Iterable, Mapping
from math import ceil, floor, inf
from typing import NamedTuple

from dashboards.disclosure.equations import components, limits, sums
from dashboards.disclosure.figures import ROUNDED_BY, SMALLEST_PUBLIC, AtMost, Figure, Line, State
from dashboards.disclosure.programme import NEAR, Programme, Row, Span


class Interval(NamedTuple):
    """What an attacker knows in the end: from least to most, and most may be unknown."""

    least: int
    most: int | None

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def attack(
    known: Mapping[Hashable, Span | int],
    lines: Iterable[Line],
    *,
    at_most: Iterable[AtMost] = (),
    asked: Container[Hashable] | None = None,
) -> dict[Hashable, Interval]:
    """Return how narrow the cells asked for become, or all that are known to lie within a span.

    A cell is known as its number, or as the least and the most that it can be (`inf` for no end);
    `of_shown` and `of_public` say what a release tells. Numbers between whole ones are allowed, so
    that an interval is never narrower than what whole people allow.
    """
    keys, spans, rows = _system(known, lines, at_most)
    found: dict[Hashable, Interval] = {}
    for cells, joined in components(spans, rows):
        programme = Programme({cell: spans[cell] for cell in cells}, joined)
        for cell in cells:
            if asked is not None and keys[cell] not in asked:
                continue
            least, most = programme.span(cell)
            found[keys[cell]] = Interval(
                ceil(least - NEAR), None if most == inf else floor(most + NEAR)
            )
    return found


def recovered(
    known: Mapping[Hashable, Span | int],
    lines: Iterable[Line],
    *,
    at_most: Iterable[AtMost] = (),
    asked: Collection[Hashable] | None = None,
) -> dict[Hashable, int]:
    """Return the cells of which an attacker finds the number: as `attack`, and many times quicker."""
    keys, spans, rows = _system(known, lines, at_most)
    found: dict[Hashable, int] = {}
    for cells, joined in components(spans, rows):
        wanted = [cell for cell in cells if asked is None or keys[cell] in asked]
        if wanted:
            exact = Programme({cell: spans[cell] for cell in cells}, joined).exact(wanted)
            found |= {keys[cell]: value for cell, value in exact.items()}
    return found


def of_shown(
    figures: Mapping[Hashable, Figure], *, least: int = 0, most: float = inf
) -> dict[Hashable, Span | int]:
    """What exact figures tell; a hidden one is somewhere from least to most."""
    return {
        key: (least, most) if figure.value is None else int(figure.value)
        for key, figure in figures.items()
    }


def of_public(
    figures: Mapping[Hashable, Figure], *, small: Container[Hashable] | None = None
) -> dict[Hashable, Span | int]:
    """What rounded figures tell to whoever takes hidden ones for small ones: all, or those named."""
    known: dict[Hashable, Span | int] = {}
    for key, figure in figures.items():
        if figure.state is State.ZERO:
            known[key] = 0
        elif figure.value is None:
            known[key] = (1, SMALLEST_PUBLIC - 1 if small is None or key in small else inf)
        else:
            shown = int(figure.value)
            known[key] = max(SMALLEST_PUBLIC, shown - ROUNDED_BY), shown + ROUNDED_BY
    return known


def _system(
    known: Mapping[Hashable, Span | int], lines: Iterable[Line], at_most: Iterable[AtMost]
) -> tuple[list[Hashable], list[Span], list[Row]]:
    """Number the cells; return their keys, their spans and what joins them."""
    keys = sorted(known, key=repr)
    number = {key: cell for cell, key in enumerate(keys)}
    spans = [_span(known[key]) for key in keys]
    return keys, spans, [*sums(lines, number), *limits(at_most, number)]


def _span(known: Span | int) -> Span:
    return known if isinstance(known, tuple) else (known, known)
