"""What a reader can compute of the hidden cells of a release, exactly and by narrowing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import inf, isinf
from random import Random

# Equations are solved modulo this prime (2^61 - 1): as good as exact, and quick in plain Python.
_PRIME = 2**61 - 1

# What is left of a sum without its visible cells: the sign of each hidden cell, and their sum.
Equation = tuple[dict[int, int], int]
Bounds = tuple[float, float]


def solved(equations: Sequence[Equation], cells: Iterable[int]) -> list[int]:
    """Return the cells that have one value only in every solution of the equations.

    A random step that keeps all sums is non-zero wherever a cell can vary; an unlucky zero, once in
    2^61, would only hide a cell too many.
    """
    draw = Random(0)  # noqa: S311 - the same release must be protected the same way twice
    pivots = _eliminated(equations)
    bound = {cell for cell, _ in pivots}
    step = {cell: draw.randrange(1, _PRIME) for cell in sorted(cells) if cell not in bound}
    for cell, terms in reversed(pivots):
        rest = sum(factor * step[other] for other, factor in terms.items() if other != cell)
        step[cell] = -rest * pow(terms[cell], -1, _PRIME) % _PRIME
    return [cell for cell, moved in step.items() if not moved]


def _eliminated(equations: Sequence[Equation]) -> list[tuple[int, dict[int, int]]]:
    """Return cells with the terms that bind each to cells of later steps: Gauss, rarest first."""
    rows = {number: dict(terms) for number, (terms, _) in enumerate(equations)}
    rows_of = _places(equations)
    queue = [(len(numbers), cell) for cell, numbers in rows_of.items()]
    heapify(queue)
    pivots = []
    while queue:
        count, cell = heappop(queue)
        if not count or count != len(rows_of[cell]):
            continue
        shortest = min(rows_of[cell], key=lambda number: (len(rows[number]), number))
        pivot = rows.pop(shortest)
        for other in pivot:
            rows_of[other].discard(shortest)
        for number in list(rows_of[cell]):
            _subtract(pivot, cell, number, rows, rows_of)
        for other in pivot:
            heappush(queue, (len(rows_of[other]), other))
        pivots.append((cell, pivot))
    return pivots


def _subtract(
    pivot: dict[int, int],
    cell: int,
    number: int,
    rows: dict[int, dict[int, int]],
    rows_of: dict[int, set[int]],
) -> None:
    """Take the cell out of one row by subtracting a multiple of the pivot's row."""
    row = rows[number]
    factor = row[cell] * pow(pivot[cell], -1, _PRIME)
    for other, term in pivot.items():
        left = (row.get(other, 0) - factor * term) % _PRIME
        if left:
            row[other] = left
            rows_of[other].add(number)
        else:
            row.pop(other, None)
            rows_of[other].discard(number)


def _places(equations: Sequence[Equation]) -> dict[int, set[int]]:
    places: dict[int, set[int]] = defaultdict(set)
    for number, (terms, _) in enumerate(equations):
        for cell in terms:
            places[cell].add(number)
    return places


def narrowed(equations: Sequence[Equation], cells: Iterable[int], floor: int) -> dict[int, int]:
    """Return the cells that can only be one number from the floor up, and by which equation."""
    bounds: dict[int, Bounds] = dict.fromkeys(cells, (floor, inf))
    places, pinned = _places(equations), {}
    waiting: Iterable[int] = range(len(equations))
    while waiting:
        touched: set[int] = set()
        for number in sorted(waiting):
            for cell, (low, high) in _tightened(equations[number], bounds).items():
                bounds[cell] = (low, high)
                touched |= places[cell]
                if low == high:
                    pinned[cell] = number
        waiting = touched
    return pinned


def _tightened(equation: Equation, bounds: Mapping[int, Bounds]) -> dict[int, Bounds]:
    """Return the narrower bounds that one equation gives to its cells, where it gives any."""
    terms, total = equation
    spans = {
        cell: bounds[cell] if sign > 0 else (-bounds[cell][1], -bounds[cell][0])
        for cell, sign in terms.items()
    }
    least = _sums_without_each([low for low, _ in spans.values()])
    most = _sums_without_each([high for _, high in spans.values()])
    tightened = {}
    for (cell, sign), others_least, others_most in zip(terms.items(), least, most, strict=True):
        span = total - others_most, total - others_least
        low, high = span if sign > 0 else (-span[1], -span[0])
        narrower = max(low, bounds[cell][0]), min(high, bounds[cell][1])
        if narrower != bounds[cell]:
            tightened[cell] = narrower
    return tightened


def _sums_without_each(values: Sequence[float]) -> list[float]:
    """Return, for each value, the sum of the others; infinities all have one sign."""
    finite = sum(value for value in values if not isinf(value))
    infinite = [value for value in values if isinf(value)]
    return [
        sum(infinite[1:]) or finite if isinf(value) else sum(infinite) + finite - value
        for value in values
    ]
