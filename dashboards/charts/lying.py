"""Lying bars with their words above them, so that a phone of 390 pixels has room for both."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.charts import drawing
from ui import charts_theme

# So many letters of a row's words stand beside each other on a phone of 390 pixels.
WIDEST = 50
# Heights in lines of words: the gap between them and the bar, the bar, and all up to the next.
GAP, BAR, PLACE_OF_BAR = 0.15, 0.8, 1.3


@dataclass(frozen=True)
class Row:
    """A row's words in lines; they stand on `bottom`, and the bar hangs below it."""

    lines: list[str]
    bottom: float

    @property
    def place(self) -> float:
        """Where on the axis the middle of the bar is."""
        return round(self.bottom + GAP + BAR / 2, 2)


def rows(texts: Iterable[str]) -> list[Row]:
    return list(_rows(texts))


def _rows(texts: Iterable[str]) -> Iterator[Row]:
    top = 0.0
    for text in texts:
        lines = _lines(text)
        yield Row(lines, round(top + len(lines), 2))
        top += len(lines) + PLACE_OF_BAR


def _lines(text: str) -> list[str]:
    """What does not fit one line is broken after the name, before its figures."""
    name, colon, figures = text.partition(": ")
    if len(text) <= WIDEST or not colon:
        return textwrap.wrap(text, WIDEST)
    return [*textwrap.wrap(f"{name}:", WIDEST), *textwrap.wrap(figures, WIDEST)]


def figure_json(
    placed: Sequence[Row], traces: Sequence[Any], *, is_crossed: bool = False, **layout: Any
) -> str:
    """The picture of these rows with their bars and strokes, the first row on top.

    With `is_crossed` a line runs down the picture, and the words stand on a ground that it spares.
    """
    ground = {"bgcolor": charts_theme.TOKENS["card"], "borderpad": 0} if is_crossed else {}
    notes = [
        drawing.note(
            "<br>".join(row.lines),
            x=0,
            y=row.bottom,
            xanchor="left",
            yanchor="bottom",
            align="left",
            **ground,
        )
        for row in placed
    ]
    end = round(placed[-1].bottom + PLACE_OF_BAR, 2) if placed else 1
    look = {**drawing.LYING, "annotations": notes, **layout}
    look["yaxis"] = {"range": [end, 0], "visible": False}
    return drawing.figure_json(traces, look)
