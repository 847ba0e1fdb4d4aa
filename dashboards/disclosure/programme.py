"""Linear programmes over what a reader knows: how low and how high each unknown number can be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import ceil, floor, inf
from random import Random
from typing import NamedTuple

import highspy
import numpy as np

Span = tuple[float, float]

# Cells stand for people; whatever is nearer than this is the same number.
NEAR = 1e-6
# Nobody is more: what has no end is given one, so that no direction is endless.
ENDLESS = 10_000_000


class Row(NamedTuple):
    """What some cells, each with its sign, make together."""

    terms: Mapping[int, int]
    low: float
    high: float


class Programme:
    """Everything a reader knows of a few cells that hang together; asked many times, built once.

    The solver keeps its last corner, so that each further question starts from there.
    """

    def __init__(self, spans: Mapping[int, Span], rows: Iterable[Row]) -> None:
        self.cells = sorted(spans)
        self.column = {cell: number for number, cell in enumerate(self.cells)}
        self.solver = highspy.Highs()
        for option, setting in (("output_flag", False), ("presolve", "off"), ("threads", 1)):
            self.solver.setOptionValue(option, setting)
        self.solver.passModel(self._model(spans, list(rows)))
        self.columns = np.arange(len(self.cells), dtype=np.int32)

    def _model(self, spans: Mapping[int, Span], rows: Sequence[Row]) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cells), len(rows)
        model.col_cost_ = np.zeros(len(self.cells))
        model.col_lower_ = np.array([spans[cell][0] for cell in self.cells], dtype=float)
        model.col_upper_ = np.array(
            [ENDLESS if spans[cell][1] == inf else spans[cell][1] for cell in self.cells],
            dtype=float,
        )
        model.row_lower_ = np.array([row.low for row in rows], dtype=float)
        model.row_upper_ = np.array([row.high for row in rows], dtype=float)
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(row.terms) for row in rows)], dtype=np.int32)
        matrix.index_ = np.array(
            [self.column[cell] for row in rows for cell in row.terms], dtype=np.int32
        )
        matrix.value_ = np.array([sign for row in rows for sign in row.terms.values()], dtype=float)
        return model

    def span(self, cell: int) -> Span:
        """How low and how high a cell can be while everything known stays true."""
        low, high = (self.corner({cell: sign})[cell] for sign in (-1, 1))
        return low, high if high < ENDLESS - NEAR else inf

    def corner(self, signs: Mapping[int, int]) -> dict[int, float]:
        """Return the numbers that make the signed sum the largest."""
        costs = np.zeros(len(self.cells))
        for cell, sign in signs.items():
            costs[self.column[cell]] = -sign
        self.solver.changeColsCost(len(self.cells), self.columns, costs)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
            raise ValueError(f"What is said to be known contradicts itself ({status}).")
        return dict(zip(self.cells, self.solver.getSolution().col_value, strict=True))

    def exact(self, asked: Collection[int]) -> dict[int, int]:
        """Return those of the cells asked for that can only be one whole number, with it.

        Every corner that the solver visits acquits the cells that differ by one from what they were
        in another corner, so that only few have to be asked about one by one.
        """
        draw = Random(0)  # noqa: S311 - the same release must be protected the same way twice
        seen = dict.fromkeys(self.cells, (inf, -inf))
        left, before = set(asked), len(asked) + 1
        while 0 < len(left) < before:
            before = len(left)
            signs = {cell: draw.choice((-1, 1)) for cell in sorted(left)}
            for turn in (1, -1):
                self._see({cell: turn * sign for cell, sign in signs.items()}, seen)
            left = {cell for cell in left if _is_one_number(*seen[cell])}
        for cell in sorted(left):
            for sign in (1, -1):
                if _is_one_number(*seen[cell]):
                    self._see({cell: sign}, seen)
        return {cell: ceil(seen[cell][0] - NEAR) for cell in left if _is_one_number(*seen[cell])}

    def _see(self, signs: Mapping[int, int], seen: dict[int, Span]) -> None:
        for cell, number in self.corner(signs).items():
            low, high = seen[cell]
            seen[cell] = min(low, number), max(high, number)


def _is_one_number(low: float, high: float) -> bool:
    """Whether at most one whole number lies between these two."""
    return floor(high + NEAR) <= ceil(low - NEAR)
