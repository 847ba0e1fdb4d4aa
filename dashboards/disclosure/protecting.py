"""Which cells of one release must be hidden: the few, and what would give them away."""

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping

from dashboards.disclosure import inference
from dashboards.disclosure.equations import companions, limits, refuse_what_is_false, without
from dashboards.disclosure.figures import SMALLEST_SHOWN, AtMost, Line
from dashboards.disclosure.following import Before
from dashboards.disclosure.programme import Programme, Row, Span

# How far from the truth other worlds are looked for; the solver is exact with small numbers.
FAR = 1000
NOBODY: frozenset[Hashable] = frozenset()


def protect(
    counts: Mapping[Hashable, int],
    lines: Iterable[Line],
    *,
    never_hide: Collection[Hashable] | Mapping[Hashable, int] = NOBODY,
    sensitive: Collection[Hashable] = NOBODY,
    told: Collection[Hashable] = NOBODY,
    together: Iterable[Collection[Hashable]] = (),
    at_most: Iterable[AtMost] = (),
    threshold: int = SMALLEST_SHOWN,
    before: Mapping[Hashable, int | None] | None = None,
    steps: Mapping[Hashable, int] | None = None,
    farthest: Mapping[Hashable, int] | None = None,
    coarsen: Callable[[Hashable], Iterable[Hashable]] = lambda _cell: (),
) -> frozenset[Hashable]:
    """Return the cells not to be told: 1 to threshold - 1, the sensitive ones, and what must go with them.

    A cell of `never_hide` goes only if it is small or sensitive itself, or if nothing else is left;
    if it comes back hidden it must be hidden wherever it is published, or it protects nothing.
    Given as a mapping, cells of a higher rank go later than those of a lower one. Cells of `told`
    are known from elsewhere: they go only if they are small or sensitive. Cells of one of
    `together` carry one mark. `at_most` is what readers know that is no sum.

    With `before`, what the release before this one showed (None: hidden), a cell also waits until
    it has moved by the threshold, or by its number in `steps`; `released` then repeats what was
    shown. For the sake of others it is repeated until it has moved by its number in `farthest`, and
    then hidden.

    `coarsen` names, for a cell that hiding single cells does not protect, the cells of the table
    to drop. What cannot be protected even so is a ValueError, and so is a total that is not the
    sum of its parts: nobody can tell what it gives away.
    """
    release = _Release(counts, lines, never_hide, at_most, together)
    small = {key for key, count in counts.items() if 1 <= count < threshold} | set(sensitive)
    release.told = {release.number[key] for key in set(told) - small}
    release.coarsen = coarsen
    if before is not None:
        steps = {key: (steps or {}).get(key, threshold) for key in counts}
        release.follow(Before(release.keys, release.values, before, steps, farthest or {}))
    release.hide(small)
    release.close()
    return frozenset(release.keys[cell] for cell in release.hidden)


class _Release:
    """One whole of cells while it is being protected; a cell is the number of its key."""

    def __init__(
        self,
        counts: Mapping[Hashable, int],
        lines: Iterable[Line],
        never_hide: Collection[Hashable] | Mapping[Hashable, int],
        at_most: Iterable[AtMost] = (),
        together: Iterable[Collection[Hashable]] = (),
    ) -> None:
        negative = [key for key, count in counts.items() if count < 0]
        if negative:
            raise ValueError(f"A count cannot be negative: {negative}.")
        # In the order of repr, so that a release hides the same cells in whatever order it is read.
        self.keys = sorted(counts, key=repr)
        self.number = {key: number for number, key in enumerate(self.keys)}
        self.values = [counts[key] for key in self.keys]
        ranks = never_hide if isinstance(never_hide, Mapping) else dict.fromkeys(never_hide, 1)
        self.rank = {self.number[key]: rank for key, rank in ranks.items()}
        self.lines = sorted({self._cells_of(line) for line in lines})
        self.lines_of: list[list[int]] = [[] for _ in self.keys]
        for line, cells in enumerate(self.lines):
            for cell in cells:
                self.lines_of[cell].append(line)
        self.limits = list(limits(at_most, self.number))
        refuse_what_is_false(self.limits, self.values, self.keys)
        self.limits_of: list[list[int]] = [[] for _ in self.keys]
        for limit, row in enumerate(self.limits):
            for cell in row.terms:
                self.limits_of[cell].append(limit)
        self.companions = companions(together, self.number)
        self.told: set[int] = set()
        self.before: Before | None = None
        self.coarsen: Callable[[Hashable], Iterable[Hashable]] = lambda _cell: ()
        self.hidden: set[int] = set()
        self.forgotten: set[int] = set()
        self.hidden_in = [0] * len(self.lines)
        self.lonely: deque[int] = deque()
        self.examined: set[tuple[str, frozenset[int]]] = set()

    def _cells_of(self, line: Line) -> tuple[int, ...]:
        """Return the total and its parts as numbers; refuse what is no sum of this release."""
        unknown = [key for key in (line.total, *line.parts) if key not in self.number]
        if unknown:
            raise ValueError(f"The sum {line.total!r} needs {unknown}, which the release lacks.")
        cells = (self.number[line.total], *sorted(self.number[part] for part in line.parts))
        if len(set(cells)) < len(cells):
            raise ValueError(f"A cell stands twice in the sum {line.total!r}.")
        if self.values[cells[0]] != sum(self.values[part] for part in cells[1:]):
            raise ValueError(f"The total {line.total!r} is not the sum of its parts.")
        return cells

    def follow(self, before: Before) -> None:
        """Let the cells wait that have moved too little since the release before."""
        self.before = before
        before.share_marks(self.companions)
        for cell in sorted(before.waiting(self.lines) - self.told):
            self._hide(cell)

    def hide(self, keys: Iterable[Hashable]) -> None:
        for cell in sorted(self.number[key] for key in keys):
            self._hide(cell)

    def _hide(self, cell: int) -> None:
        for each in sorted({cell, *self.companions.get(cell, ())} - self.hidden):
            self.hidden.add(each)
            for line in self.lines_of[each]:
                self.hidden_in[line] += 1
                if self.hidden_in[line] == 1:
                    self.lonely.append(line)

    def close(self) -> None:
        """Hide more until no hidden cell follows from the visible ones: sums first, then the solver."""
        done = -1
        while done < self._done():
            done = self._done()
            self._accompany_lonely_cells()
            self._examine(self._repair, self._without_still(), has_limits=False)
            if done == self._done():
                self._examine(self._judge_numbers, self._without_still(), has_limits=True)
            if self.before and done == self._done():
                self._examine(self._judge_moves, self.hidden, has_limits=True)

    def _done(self) -> int:
        return len(self.hidden) + len(self.forgotten)

    def _without_still(self) -> set[int]:
        """The cells that are unknown even to a reader who knows that nothing else has moved."""
        return self.hidden - self.before.still if self.before else set(self.hidden)

    def _examine(
        self, examine: Callable[[frozenset[int]], object], unknown: set[int], *, has_limits: bool
    ) -> None:
        for component in self._components(unknown, has_limits=has_limits):
            examined = examine.__name__, component
            if examined not in self.examined and not examine(component):
                self.examined.add(examined)

    def _accompany_lonely_cells(self) -> None:
        while self.lonely:
            line = self.lonely.popleft()
            if self.hidden_in[line] == 1:
                (alone,) = self.hidden.intersection(self.lines[line])
                if self._is_secret(alone) and line not in self.forgotten:
                    self._hide_one_of([line])

    def _is_secret(self, cell: int) -> bool:
        """A cell that waits is one only if it has moved."""
        return self.before is None or self.before.is_secret(cell)

    def _hide_one_of(self, lines: Iterable[int]) -> bool:
        """Hide the visible cell of these sums that costs least; say whether there was one."""
        return self._hide_cheapest({cell for line in lines for cell in self.lines[line]})

    def _hide_cheapest(self, cells: set[int]) -> bool:
        visible = cells - self.hidden - self.told
        if visible:
            self._hide(min(visible, key=self._cost))
        return bool(visible)

    def _cost(self, cell: int) -> tuple[int, bool, int, int]:
        # A cell that would be alone in another sum drags one more with it. Measured: counting that
        # in hides up to a fifth fewer cells than taking the smallest value.
        dragged = sum(self.hidden_in[line] == 0 for line in self.lines_of[cell])
        value = self.values[cell]
        rank = self.before.rank(cell) if self.before else 0
        return self.rank.get(cell, 0) + rank, value == 0, (value + 20) * (1 + dragged), cell

    def _components(self, unknown: set[int], *, has_limits: bool) -> list[frozenset[int]]:
        """Return the groups of unknown cells that sums, or limits too, join to each other."""
        components: list[frozenset[int]] = []
        left, crossed, passed = set(unknown), set[int](), set[int]()
        for first in sorted(unknown):
            if first not in left:
                continue
            reached, waiting = {first}, [first]
            while waiting:
                cell = waiting.pop()
                lines = set(self.lines_of[cell]) - crossed
                crossed |= lines
                found = {other for line in lines for other in self.lines[line]}
                if has_limits:
                    met = set(self.limits_of[cell]) - passed
                    passed |= met
                    found.update(other for limit in met for other in self.limits[limit].terms)
                found &= unknown
                waiting.extend(found - reached)
                reached |= found
            left -= reached
            components.append(frozenset(reached))
        return components

    def _repair(self, component: frozenset[int]) -> None:
        """Hide one more cell beside each cell of the component that a reader would find."""
        lines = sorted({line for cell in component for line in self.lines_of[cell]})
        found = self._found(component, lines)
        touched: set[int] = set()
        for cell in sorted(found):
            if not self._is_repeated(cell) and touched.isdisjoint(found[cell]):
                touched.update(found[cell])
                if not self._hide_one_of(found[cell]):
                    self._hide_one_of(lines)

    def _found(self, component: frozenset[int], lines: list[int]) -> dict[int, list[int]]:
        """Return the cells a reader would find, each with the sums to hide another cell in."""
        equations = [self._equation(line, component) for line in lines]
        found = {cell: self.lines_of[cell] for cell in inference.solved(equations, component)}
        if self.before is None:
            narrowed = inference.narrowed(equations, component, self._floor(component))
            found |= {cell: [lines[equation]] for cell, equation in narrowed.items()}
        return found

    def _equation(self, line: int, component: frozenset[int]) -> inference.Equation:
        """Return what the visible cells of a sum say about its hidden ones."""
        total, *parts = self.lines[line]
        terms = {cell: 1 for cell in parts if cell in component}
        if total in component:
            terms[total] = -1
        return terms, sum(sign * self.values[cell] for cell, sign in terms.items())

    def _floor(self, component: frozenset[int]) -> int:
        """Zeros are hidden as the last resort: a reader takes hidden cells for one person at least.

        Not where a table is hidden whole, nor where the sums contradict it.
        """
        lines = {line for cell in component for line in self.lines_of[cell]}
        is_whole = all(component.issuperset(self.lines[line]) for line in lines)
        return 0 if is_whole else min(1, min(self.values[cell] for cell in component))

    def _judge_numbers(self, component: frozenset[int]) -> bool:
        """Protect hidden numbers from the solver; say whether there was something to protect."""
        hidden = {cell for cell in component if not self._is_repeated(cell)}
        found = self._exact(component, hidden)
        if not self._protect_all(found, component) and self.before is None:
            self._refuse(found)
        return bool(found)

    def _judge_moves(self, component: frozenset[int]) -> bool:
        """Protect what has come since the release before, and hidden numbers, from the solver.

        What is found even so follows from figures that are live.
        """
        secret = {cell for cell in component if self._is_secret(cell)}
        found = self._exact(component, secret)
        if not self._protect_all(found, component):
            self._refuse([cell for cell in found if not self._is_repeated(cell)])
        return bool(found)

    def _exact(self, component: frozenset[int], asked: Collection[int]) -> list[int]:
        rows = self._rows(component)
        if not rows or not asked:
            return []
        floor = self._floor(component)
        programme = Programme({cell: self._span(cell, floor) for cell in component}, rows)
        return sorted(programme.exact(asked))

    def _protect_all(self, found: list[int], component: frozenset[int]) -> bool:
        """Do something for the cells found; say whether there was anything to do."""
        touched, is_any = set[int](), False
        for cell in found:
            if cell not in touched:
                touched |= self._beside(cell)
                is_any |= self._protect_found(cell, component)
        return is_any

    def _rows(self, component: frozenset[int]) -> list[Row]:
        """Everything that the visible cells say about the hidden ones of a component."""
        lines = sorted({line for cell in component for line in self.lines_of[cell]})
        sums = [self._equation(line, component) for line in lines]
        passed = sorted({limit for cell in component for limit in self.limits_of[cell]})
        reduced = (without(self.limits[limit], component, self.values) for limit in passed)
        return [*(Row(terms, made, made) for terms, made in sums), *reduced]

    def _span(self, cell: int, floor: int) -> Span:
        """What a reader presumes of an untold cell; no farther from it than other worlds go."""
        value = self.values[cell]
        least, most = (self.before and self.before.span(cell)) or (floor, value + FAR)
        return max(least, value - FAR), min(most, value + FAR)

    def _beside(self, cell: int) -> set[int]:
        """The cells that a sum or a limit joins to this one."""
        cells = {other for line in self.lines_of[cell] for other in self.lines[line]}
        return cells.union(*(self.limits[limit].terms for limit in self.limits_of[cell]))

    def _protect_found(self, cell: int, component: frozenset[int]) -> bool:
        """Hide one cell more, else a cell farther away, else drop the table that the caller names."""
        return (
            self._hide_cheapest(self._beside(cell))
            or self._hide_cheapest(set().union(*map(self._beside, component)))
            or self._drop({self.number[key] for key in self.coarsen(self.keys[cell])})
        )

    def _drop(self, table: set[int]) -> bool:
        """Hide a whole table. Nobody knows then that its cells are all parts of their total."""
        for cell in sorted(table - self.told):
            self._hide(cell)
        known = {line for cell in table for line in self.lines_of[cell]}
        forgotten = {line for line in known if table.issuperset(self.lines[line][1:])}
        self.forgotten |= forgotten
        for line in forgotten:
            for cell in self.lines[line]:
                self.lines_of[cell].remove(line)
        return bool(forgotten)

    def _refuse(self, found: Collection[int]) -> None:
        if found:
            raise ValueError(f"Nothing protects {[self.keys[cell] for cell in found]}.")

    def _is_repeated(self, cell: int) -> bool:
        return self.before is not None and self.before.has_shown(cell)
