"""What every chart is made of: its shape, and the pieces of a plotly figure that several share.

A figure that is not shown carries no value, so it leaves a gap and a word and nothing of itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plotly import graph_objects

from dashboards.disclosure import Figure
from ui import charts_theme, formats, parts

Value = int | str

# Thousands set apart as the reader's language does; half a person only where an axis is that short.
COUNTS = {"rangemode": "tozero", "tickformat": ",~f", "nticks": 5}

# Lying bars: the first row is on top, and each bar is read along its own row.
LYING = {
    "barmode": "stack",
    "bargap": 0.2,
    "hovermode": "closest",
    "yaxis": {"autorange": "reversed", "showgrid": False},
    "xaxis": {**COUNTS, "showgrid": True},
}


@dataclass(frozen=True)
class Column:
    """`align`: start for words, end for numbers."""

    label: str
    align: str = "end"


@dataclass(frozen=True)
class Chart:
    """A picture and its table twin; the table holds numbers, texts and names of states."""

    finding: str
    subtitle: str
    figure_json: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    summary: str

    def part(self, *, key: str, **further: str) -> parts.Chart:
        """Return the component that a page draws; `key` is unique on the page.

        `further` are the fields of ui.parts.Chart that the page knows: addresses, height, period,
        unit, source, freshness.
        """
        columns = [
            parts.Column(column.label, kind="text" if column.align == "start" else "number")
            for column in self.columns
        ]
        return parts.Chart(
            key=key,
            finding=self.finding,
            subtitle=self.subtitle,
            figure=self.figure_json,
            table=parts.Table(self.subtitle, columns, self.rows, caption_hidden=True),
            summary=self.summary,
            **further,
        )


def bars(name: str, figures: Sequence[Figure], **look: Any) -> graph_objects.Bar:
    """Return bars of these lengths; they stand at `x`, or lie at `y` with orientation="h"."""
    length = "x" if look.get("orientation") == "h" else "y"
    return graph_objects.Bar(name=name, **_measured(figures, length), **look)


def line(name: str, figures: Sequence[Figure], **look: Any) -> graph_objects.Scatter:
    """Return a line of these heights, which breaks off where a figure is not shown."""
    return graph_objects.Scatter(name=name, **_measured(figures, "y"), **look)


def marks(name: str, figures: Sequence[Figure], *, y: Sequence[float]) -> graph_objects.Scatter:
    """Return a short upright stroke at each figure of a lying chart."""
    stroke = {"width": 3, "color": charts_theme.TOKENS["ink"]}
    look = {"mode": "markers", "marker": {"symbol": "line-ns", "size": 13, "line": stroke}}
    return graph_objects.Scatter(name=name, y=y, **_measured(figures, "x"), **look)


def pattern(shape: str | list[str]) -> dict[str, Any]:
    """Return a pattern laid thinly over the colour, so that a number on it can be read."""
    return {"shape": shape, "fillmode": "overlay", "fgopacity": 0.4}


def note(text: str, **place: Any) -> dict[str, Any]:
    """Return words that stand in the picture beside what they are about."""
    return {"text": text, "showarrow": False, **place}


def figure_json(traces: Sequence[Any], layout: dict[str, Any]) -> str:
    # Given at birth, our template takes the place of plotly's own; later it would be mixed with it.
    look = charts_theme.layout("pl" if formats.is_polish() else "en")
    return graph_objects.Figure(traces, layout=look).update_layout(layout).to_json()


def table(labels: Iterable[str], *columns: Iterable[Figure]) -> tuple[tuple[Value, ...], ...]:
    """Return the table twin: labels, then numbers or the names of states."""
    return tuple(
        (label, *(figure.value if figure.is_shown else str(figure.state) for figure in figures))
        for label, *figures in zip(labels, *columns, strict=True)
    )


def written(figure: Figure) -> str:
    """The number in the reader's language, or the word for its absence."""
    return formats.words(figure.value if figure.is_shown else str(figure.state))


def _measured(figures: Sequence[Figure], axis: str) -> dict[str, Any]:
    return {
        axis: [figure.value for figure in figures],
        "customdata": [written(figure) for figure in figures],
        "hovertemplate": "%{customdata}",
    }
