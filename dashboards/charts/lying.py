"""Lying bars with their words above them, so that a phone of 390 pixels has room for both."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboards.charts import drawing

# So many letters of a row's words stand beside each other on a phone of 390 pixels.
WIDEST = 46
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
        lines = textwrap.wrap(text, WIDEST)
        yield Row(lines, round(top + len(lines), 2))
        top += len(lines) + PLACE_OF_BAR


def figure_json(placed: Sequence[Row], traces: Sequence[Any], **layout: Any) -> str:
    """The picture of these rows with their bars and strokes, the first row on top."""
    notes = [
        drawing.note(
            "<br>".join(row.lines),
            x=0,
            y=row.bottom,
            xanchor="left",
            yanchor="bottom",
            align="left",
        )
        for row in placed
    ]
    end = round(placed[-1].bottom + PLACE_OF_BAR, 2) if placed else 1
    look = {**drawing.LYING, "annotations": notes, **layout}
    look["yaxis"] = {"range": [end, 0], "visible": False}
    return drawing.figure_json(traces, look)
