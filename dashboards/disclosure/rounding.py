"""What the public is told: the few hidden, everything else to the nearest five."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from math import inf
from typing import NamedTuple

from dashboards.disclosure.equations import (
    companions,
    components,
    limits,
    refuse_what_is_false,
    sums,
)
from dashboards.disclosure.figures import ROUNDED_BY, SMALLEST_PUBLIC, AtMost, Figure, Line
from dashboards.disclosure.programme import Programme, Span

STEP = 5


def rounded(count: int) -> int:
    """To the nearest five. Not by chance: the same number must be the same wherever it stands."""
    return (count + ROUNDED_BY) // STEP * STEP


class Public(NamedTuple):
    """What the public is told of each count, what even so somebody would find, and what is left out."""

    figures: dict[Hashable, Figure]
    exposed: frozenset[Hashable] = frozenset()
    dropped: frozenset[Hashable] = frozenset()


def public(
    counts: Mapping[Hashable, int],
    lines: Iterable[Line] = (),
    *,
    sensitive: Collection[Hashable] = frozenset(),
    together: Iterable[Collection[Hashable]] = (),
    at_most: Iterable[AtMost] = (),
    officially: Mapping[Hashable, int] | None = None,
    aside: Mapping[Hashable, Span] | None = None,
    coarsen: Callable[[Hashable], Iterable[Hashable]] = lambda _key: (),
) -> Public:
    """Return what the public is told of each count: hidden from 1 to 7, rounded, or zero.

    `sensitive` cells are hidden whatever their number: special categories up to nine, and all
    that the metropolis is not told. Cells of one of `together` are hidden with each other. Totals
    are rounded by themselves, so that parts may make a few more or less. Where rounding leaves one
    number only for a hidden cell, one more goes with it.

    `officially` is what somebody published of some cells, which a reader takes for exact wherever
    it does not contradict what is shown. Hidden cells that follow even when everything beside them
    is hidden are `exposed`: this must not be told.

    `coarsen` names the table of a cell: where hiding all beside it protects it not, and no official
    figure is to blame, all of the table is `dropped`. Nobody knows of it then that anybody is in it, so
    it must not be mentioned at all, not even as hidden.

    `aside` are counts that make sums hold and are told nowhere, each with the span that readers know.
    """
    edition = _Edition(counts, lines, at_most, together)
    edition.aside = {edition.number[key]: span for key, span in (aside or {}).items()}
    edition.coarsen = coarsen
    edition.follow(officially or {})
    few = {key for key, count in counts.items() if 1 <= count < SMALLEST_PUBLIC}
    edition.hide(few - set(aside or ()))
    edition.hide(sensitive)
    edition.close()
    figures = {
        key: Figure.hidden() if cell in edition.hidden else Figure.of(rounded(counts[key]))
        for cell, key in enumerate(edition.keys)
        if cell not in edition.aside and cell not in edition.dropped
    }
    exposed, dropped = (
        frozenset(edition.keys[cell] for cell in cells)
        for cells in (edition.exposed, edition.dropped)
    )
    return Public(figures, exposed, dropped)


class _Edition:
    """Everything that is published together, while it is being protected."""

    def __init__(
        self,
        counts: Mapping[Hashable, int],
        lines: Iterable[Line],
        at_most: Iterable[AtMost],
        together: Iterable[Collection[Hashable]],
    ) -> None:
        self.keys = sorted(counts, key=repr)
        self.number = {key: cell for cell, key in enumerate(self.keys)}
        self.values = [counts[key] for key in self.keys]
        self.rows = [*sums(lines, self.number), *limits(at_most, self.number)]
        refuse_what_is_false(self.rows, self.values, self.keys)
        self.companions = companions(together, self.number)
        self.hidden: set[int] = set()
        # What is hidden for its own sake.
        self.little: set[int] = set()
        self.exposed: set[int] = set()
        self.dropped: set[int] = set()
        self.coarsen: Callable[[Hashable], Iterable[Hashable]] = lambda _key: ()
        # Cells of which a reader must doubt that they are more than zero, because zeros went too.
        self.doubtful: set[int] = set()
        self.official: dict[int, int] = {}
        self.aside: dict[int, Span] = {}
        # What readers take for exact, each in a way of their own.
        self.readings: list[dict[int, int]] = [{}]

    def follow(self, officially: Mapping[Hashable, int]) -> None:
        """Reckon with readers who know official figures: all of them, or those that are true."""
        self.official = {
            self.number[key]: value for key, value in officially.items() if key in self.number
        }
        true = {cell: value for cell, value in self.official.items() if value == self.values[cell]}
        # Together they may contradict what is shown; those that are true never do.
        self.readings += [known for known in (self.official, true) if known]

    def hide(self, keys: Iterable[Hashable]) -> None:
        for key in keys:
            self._hide(self.number[key])

    def _hide(self, cell: int) -> None:
        self.hidden |= {cell, *self.companions.get(cell, ())}

    def close(self) -> None:
        """Hide more until an attacker who takes hidden cells for small ones finds none of them."""
        self.little = set(self.hidden)
        while found := self._found():
            alone, component, known = found
            cell = min(alone)
            joined = [set(row.terms) for row in self.rows if not component.isdisjoint(row.terms)]
            beside = (
                set().union(*(terms for terms in joined if cell in terms)) - self._untouchable()
            )
            visible = beside or set().union(*joined) - self._untouchable()
            if visible:
                chosen = min(visible, key=lambda each: (not self.values[each], self.values[each]))
                self._hide(chosen)
                # Only a zero that went gives reason to doubt; one that is shown gives none.
                doubts = not self.values[chosen]
            else:
                doubts = bool(component & self.doubtful) and not component <= self.doubtful
                if not doubts and (known or not self._drop(alone)):
                    self.exposed.add(cell)
            if doubts:
                self.doubtful |= component

    def _drop(self, found: Collection[int]) -> bool:
        """Leave out the table of one of the cells, the smallest; say whether there was any.

        What was hidden for its sake is told again: without the table it may protect nothing.
        """
        tables = [
            {self.number[key] for key in self.coarsen(self.keys[cell])} - self.dropped
            for cell in found
        ]
        told = [(sum(self.values[each] for each in one), sorted(one)) for one in tables if one]
        _people, table = min(told, default=(0, []))
        if table:
            self.dropped.update(table)
            self.hidden = self.little | self.dropped
            self.exposed, self.doubtful = set(), set()
        return bool(table)

    def _untouchable(self) -> set[int]:
        """Cells that nothing is won by hiding: hidden ones, and those that are told elsewhere or nowhere."""
        return self.hidden.union(self.official, self.aside)

    def _found(self) -> tuple[Collection[int], set[int], Mapping[int, int]] | None:
        """Return hidden cells that an attacker finds, what they hang together with, and what is known."""
        for known in self.readings:
            found = self._found_by(known)
            if found:
                return *found, known
        return None

    def _found_by(self, known: Mapping[int, int]) -> tuple[Collection[int], set[int]] | None:
        spans = [self._span(cell) for cell in range(len(self.values))]
        for cell, value in known.items():
            if spans[cell][0] <= value <= spans[cell][1]:
                spans[cell] = value, value
        for cells, rows in components(spans, self.rows):
            hidden = self.hidden.intersection(cells) - self.exposed - self.dropped
            small = {cell for cell in hidden if self._is_small(cell)}
            if not small or not rows:
                continue
            try:
                alone = Programme({cell: spans[cell] for cell in cells}, rows).exact(small)
            except ValueError:
                if not known:
                    raise
                # These official figures are not of the same people; nobody can reckon with them.
                continue
            if alone:
                return alone, set(cells)
        return None

    def _is_small(self, cell: int) -> bool:
        return 1 <= self.values[cell] < SMALLEST_PUBLIC

    def _span(self, cell: int) -> Span:
        """What the strongest attacker presumes: of a hidden cell even whether it is a small one."""
        value = self.values[cell]
        if cell in self.aside:
            return self.aside[cell]
        if cell in self.dropped:
            return 0, inf
        if cell in self.hidden:
            least = 0 if cell in self.doubtful or not value else 1
            return least, SMALLEST_PUBLIC - 1 if value < SMALLEST_PUBLIC else inf
        shown = rounded(value)
        return (max(SMALLEST_PUBLIC, shown - ROUNDED_BY), shown + ROUNDED_BY) if shown else (0, 0)
