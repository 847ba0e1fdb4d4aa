"""Sums and inequalities over numbered cells, without what is known, in groups that hang together."""

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from math import inf

from dashboards.disclosure.figures import AtMost, Line
from dashboards.disclosure.programme import Row, Span


def sums(lines: Iterable[Line], number: Mapping[Hashable, int]) -> Iterator[Row]:
    """The equations of the sums, each cell by its number."""
    for line in lines:
        yield Row({number[line.total]: -1, **{number[part]: 1 for part in line.parts}}, 0, 0)


def limits(at_most: Iterable[AtMost], number: Mapping[Hashable, int]) -> Iterator[Row]:
    """The inequalities that are no sums, each cell by its number."""
    for limit in at_most:
        terms = {number[limit.smaller]: -1, **{number[larger]: 1 for larger in limit.larger}}
        yield Row(terms, 0, inf)


def components(spans: Sequence[Span], rows: Iterable[Row]) -> list[tuple[list[int], list[Row]]]:
    """Return the unknown cells in groups that hang together, each with what joins them."""
    reduced = [_without_known(row, spans) for row in rows]
    root = {cell: cell for cell, (low, high) in enumerate(spans) if low != high}

    def leader(cell: int) -> int:
        while root[cell] != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    for row in reduced:
        first, *others = row.terms or (None,)
        for other in others:
            root[leader(other)] = leader(first)  # type: ignore[arg-type]
    groups: dict[int, tuple[list[int], list[Row]]] = {}
    for cell in root:
        groups.setdefault(leader(cell), ([], []))[0].append(cell)
    for row in reduced:
        if row.terms:
            groups[leader(next(iter(row.terms)))][1].append(row)
    return list(groups.values())


def _without_known(row: Row, spans: Sequence[Span]) -> Row:
    """Take the cells whose number is known to the other side."""
    terms, made = {}, 0.0
    for cell, sign in row.terms.items():
        low, high = spans[cell]
        if low == high:
            made += sign * low
        else:
            terms[cell] = sign
    return Row(terms, row.low - made, row.high - made)


def companions(
    together: Iterable[Collection[Hashable]], number: Mapping[Hashable, int]
) -> dict[int, set[int]]:
    """Return, for each cell that others carry one mark with, those others."""
    found: dict[int, set[int]] = {}
    for group in together:
        cells = {number[key] for key in group}
        for cell in cells:
            found.setdefault(cell, set()).update(cells)
    return found


def refuse_what_is_false(
    rows: Iterable[Row], values: Sequence[int], keys: Sequence[Hashable]
) -> None:
    """Nobody can tell what a sum gives away that does not hold."""
    for row in rows:
        made = sum(sign * values[cell] for cell, sign in row.terms.items())
        if not row.low <= made <= row.high:
            names = [keys[cell] for cell in row.terms]
            raise ValueError(f"These counts contradict what is said of them: {names}.")


def without(row: Row, unknown: Collection[int], values: Sequence[int]) -> Row:
    """Return what a row says about the unknown cells, the others being shown."""
    terms = {cell: sign for cell, sign in row.terms.items() if cell in unknown}
    made = sum(sign * values[cell] for cell, sign in row.terms.items() if cell not in unknown)
    return Row(terms, row.low - made, row.high - made)
