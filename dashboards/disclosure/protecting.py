"""Which cells of one release must be hidden: the few, and what would give them away."""

from collections import deque
from collections.abc import Collection, Hashable, Iterable, Mapping

from dashboards.disclosure import inference
from dashboards.disclosure.figures import SMALLEST_SHOWN, Line


def protect(
    counts: Mapping[Hashable, int],
    lines: Iterable[Line],
    *,
    never_hide: Collection[Hashable] | Mapping[Hashable, int] = frozenset(),
    sensitive: Collection[Hashable] = frozenset(),
    threshold: int = SMALLEST_SHOWN,
) -> frozenset[Hashable]:
    """Return the cells to hide: 1 to threshold - 1, the sensitive ones, and what must go with them.

    A cell of `never_hide` goes only if it is small or sensitive itself, or if nothing else is left;
    if it comes back hidden it must be hidden wherever it is published, or it protects nothing.
    Given as a mapping, cells of a higher rank go later than those of a lower one.
    A total that is not the sum of its parts is a ValueError: nobody can tell what it gives away.
    """
    release = _Release(counts, lines, never_hide)
    release.hide({key for key, count in counts.items() if 1 <= count < threshold} | set(sensitive))
    release.close()
    return frozenset(release.keys[cell] for cell in release.hidden)


class _Release:
    """One whole of cells while it is being protected; a cell is the number of its key."""

    def __init__(
        self,
        counts: Mapping[Hashable, int],
        lines: Iterable[Line],
        never_hide: Collection[Hashable] | Mapping[Hashable, int],
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
        self.hidden: set[int] = set()
        self.hidden_in = [0] * len(self.lines)
        self.lonely: deque[int] = deque()
        self.examined: set[frozenset[int]] = set()

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

    def hide(self, keys: Iterable[Hashable]) -> None:
        for cell in sorted(self.number[key] for key in keys):
            self._hide(cell)

    def _hide(self, cell: int) -> None:
        self.hidden.add(cell)
        for line in self.lines_of[cell]:
            self.hidden_in[line] += 1
            if self.hidden_in[line] == 1:
                self.lonely.append(line)

    def close(self) -> None:
        """Hide more until no hidden cell follows from the visible ones."""
        hidden_before = -1
        while hidden_before < len(self.hidden):
            hidden_before = len(self.hidden)
            self._accompany_lonely_cells()
            for component in self._components():
                if component not in self.examined:
                    self.examined.add(component)
                    self._repair(component)

    def _accompany_lonely_cells(self) -> None:
        while self.lonely:
            line = self.lonely.popleft()
            if self.hidden_in[line] == 1:
                self._hide_one_of([line])

    def _hide_one_of(self, lines: Iterable[int]) -> bool:
        """Hide the visible cell of these sums that costs least; say whether there was one."""
        visible = {cell for line in lines for cell in self.lines[line]} - self.hidden
        if visible:
            self._hide(min(visible, key=self._cost))
        return bool(visible)

    def _cost(self, cell: int) -> tuple[int, bool, int, int]:
        # A cell that would be alone in another sum drags one more with it. Measured: counting that
        # in hides up to a fifth fewer cells than taking the smallest value.
        dragged = sum(self.hidden_in[line] == 0 for line in self.lines_of[cell])
        value = self.values[cell]
        return self.rank.get(cell, 0), value == 0, (value + 20) * (1 + dragged), cell

    def _components(self) -> list[frozenset[int]]:
        """Return the groups of hidden cells that sums join to each other."""
        components: list[frozenset[int]] = []
        left, crossed = set(self.hidden), set[int]()
        for first in sorted(self.hidden):
            if first not in left:
                continue
            reached, waiting = {first}, [first]
            while waiting:
                lines = set(self.lines_of[waiting.pop()]) - crossed
                crossed |= lines
                found = {cell for line in lines for cell in self.lines[line]} & self.hidden
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
            if touched.isdisjoint(found[cell]):
                touched.update(found[cell])
                if not self._hide_one_of(found[cell]):
                    self._hide_one_of(lines)

    def _found(self, component: frozenset[int], lines: list[int]) -> dict[int, list[int]]:
        """Return the cells a reader would find, each with the sums to hide another cell in."""
        equations = [self._equation(line, component) for line in lines]
        found = {cell: self.lines_of[cell] for cell in inference.solved(equations, component)}
        # Zeros are hidden as the last resort: a reader takes every hidden cell for at least one
        # person, unless the sums contradict it.
        floor = min(1, min(self.values[cell] for cell in component))
        for cell, equation in inference.narrowed(equations, component, floor).items():
            found[cell] = [lines[equation]]
        return found

    def _equation(self, line: int, component: frozenset[int]) -> inference.Equation:
        """Return what the visible cells of a sum say about its hidden ones."""
        total, *parts = self.lines[line]
        terms = {cell: 1 for cell in parts if cell in component}
        if total in component:
            terms[total] = -1
        return terms, sum(sign * self.values[cell] for cell, sign in terms.items())
