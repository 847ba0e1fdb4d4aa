"""How a promise comes closer month by month, and the range in which it is foreseen to end."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.charts import drawing
from dashboards.disclosure import Figure
from ui import charts_theme, formats


@dataclass(frozen=True)
class Foreseen:
    """From the start until the end of a month ahead."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True)
class Month:
    """`name` as a period is named: 2026-05; either counted or foreseen."""

    name: str
    reached: int | None = None
    foreseen: Foreseen | None = None

    @property
    def label(self) -> str:
        return formats.period(self.name)


def pace(rows: Sequence[Month], *, target: int, finding: str, subtitle: str) -> drawing.Chart:
    """Draw the sum from the start, the promise as a line, and the forecast as a band after today."""
    names = _("Reached"), _("Foreseen, low"), _("Foreseen, middle"), _("Foreseen, high")
    return drawing.Chart(
        finding=finding,
        subtitle=subtitle,
        figure_json=drawing.figure_json(_traces(rows, names), _layout(rows, target)),
        columns=(
            drawing.Column(_("Until the end of"), align="start"),
            *(drawing.Column(name) for name in names),
        ),
        rows=drawing.table([row.label for row in rows], *_columns(rows)),
        summary=f"{finding}. {_summary(rows, target)}",
    )


def _columns(rows: Sequence[Month]) -> list[list[Figure]]:
    # Of a month ahead nothing is counted yet.
    counted = [
        Figure.not_yet() if row.reached is None and row.foreseen else _figure(row.reached)
        for row in rows
    ]
    return [
        counted,
        *(
            [_figure(getattr(row.foreseen, end, None)) for row in rows]
            for end in ("low", "middle", "high")
        ),
    ]


def _figure(count: int | None) -> Figure:
    return Figure.no_data() if count is None else Figure.of(count)


def _traces(rows: Sequence[Month], names: Sequence[str]) -> list:
    labels = [row.name for row in rows]
    reached, low, middle, high = _columns(_joined(rows))
    quiet = {"width": 0, "color": charts_theme.FORECAST_FILL}
    return [
        drawing.line(names[3], high, x=labels, mode="lines", line=quiet, hoverinfo="skip"),
        drawing.line(
            names[1],
            low,
            x=labels,
            mode="lines",
            line=quiet,
            fill="tonexty",
            fillcolor=charts_theme.FORECAST_FILL,
            hoverinfo="skip",
        ),
        drawing.line(names[2], middle, x=labels, mode="lines", line=charts_theme.FORECAST_LINE),
        drawing.line(
            names[0],
            reached,
            x=labels,
            mode="lines",
            line={"width": 3, "color": charts_theme.TOKENS["ink"]},
        ),
    ]


def _joined(rows: Sequence[Month]) -> list[Month]:
    """The band begins where the count ends, in the picture alone."""
    last = max((place for place, row in enumerate(rows) if row.reached is not None), default=None)
    if last is None:
        return list(rows)
    count = rows[last].reached or 0
    joined = Month(rows[last].name, count, Foreseen(count, count, count))
    return [*rows[:last], joined, *rows[last + 1 :]]


def _layout(rows: Sequence[Month], target: int) -> dict:
    said = _("Target: %(count)s") % {"count": formats.number(target)}
    years = [row for row in rows if row.name.endswith("-01")] or list(rows[:1])
    return {
        "xaxis": {
            "type": "category",
            "tickvals": [row.name for row in years],
            "ticktext": [row.name[:4] for row in years],
        },
        "yaxis": {**drawing.COUNTS},
        "shapes": [
            {
                "type": "line",
                "xref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": target,
                "y1": target,
                "line": charts_theme.TARGET_LINE,
            }
        ],
        "annotations": [
            drawing.note(said, x=0, xref="paper", y=target, xanchor="left", yanchor="bottom"),
            *_ends(rows),
        ],
        # Room for what stands at the end of the band.
        "margin": {"r": 64},
        "showlegend": False,
    }


def _ends(rows: Sequence[Month]) -> list[dict]:
    """The numbers themselves: what is reached above the end of its line, the band beside its own."""
    ends = []
    counted = [row for row in rows if row.reached is not None]
    if counted:
        now = counted[-1].reached or 0
        place = {"x": counted[-1].name, "y": now, "xanchor": "right", "yanchor": "bottom"}
        bold = {"font": {"weight": 700, "color": charts_theme.TOKENS["ink"]}}
        ends.append(drawing.note(formats.number(now), yshift=4, **place, **bold))
    if rows and rows[-1].foreseen:
        end = rows[-1].foreseen
        words = formats.number(end.low)
        if end.low != end.high:
            words = f"{words}–{formats.number(end.high)}"
        place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 6}
        ends.append(drawing.note(words, y=(end.low + end.high) / 2, **place))
    return ends


def _summary(rows: Sequence[Month], target: int) -> str:
    counted = [row for row in rows if row.reached is not None]
    foreseen = [row for row in rows if row.foreseen is not None]
    facts = {"target": formats.number(target)}
    if not counted:
        return _("Nobody counts yet; the target is %(target)s.") % facts
    facts |= {"until": counted[-1].label, "reached": formats.number(counted[-1].reached or 0)}
    said = (
        _("Until the end of %(until)s %(reached)s are reached; the target is %(target)s.") % facts
    )
    if not foreseen or foreseen[-1].foreseen is None:
        return said
    end = foreseen[-1].foreseen
    facts = {
        "last": foreseen[-1].label,
        "low": formats.number(end.low),
        "high": formats.number(end.high),
    }
    return f"{said} " + _("Foreseen until the end of %(last)s: %(low)s to %(high)s.") % facts
