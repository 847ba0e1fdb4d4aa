"""Results that may still come, by how much time is left to prove them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing
from dashboards.disclosure import Figure
from ui import charts_theme, formats


@dataclass(frozen=True)
class Countdown:
    """One indicator: whose window closes this week, this month, later, or is closed without a result."""

    label: str
    week: int
    month: int
    later: int
    lost: int = 0

    @property
    def pending(self) -> int:
        return self.week + self.month + self.later


def countdown(rows: Sequence[Countdown]) -> drawing.Chart:
    """Draw a lying bar for each indicator, the most urgent part first."""
    names = _("This week"), _("In the next 30 days"), _("Later")
    parts = [[Figure.of(getattr(row, part)) for row in rows] for part in ("week", "month", "later")]
    lost = [Figure.of(row.lost) for row in rows]
    return drawing.Chart(
        finding=_finding(rows),
        subtitle=_("Results that may still come, by the day their window closes"),
        figure_json=_figure_json(rows, names, parts),
        columns=(
            drawing.Column(_("Indicator"), align="start"),
            *(drawing.Column(name) for name in (*names, _("Lost"))),
        ),
        rows=drawing.table([row.label for row in rows], *parts, lost),
        summary=_summary(rows),
    )


def _figure_json(
    rows: Sequence[Countdown], names: Sequence[str], parts: Sequence[Sequence[Figure]]
) -> str:
    colours = (charts_theme.TOKENS["q5"], charts_theme.TOKENS["q3"], charts_theme.TOKENS["q1"])
    traces = [
        drawing.bars(
            name,
            figures,
            y=[row.label for row in rows],
            orientation="h",
            text=[formats.number(figure.value) if figure.value else "" for figure in figures],
            textposition="inside",
            textangle=0,
            textfont={"size": 13, "weight": 700},
            marker={"color": colour, "pattern": {**drawing.pattern(shape), "fgopacity": 0.25}},
        )
        for name, figures, colour, shape in zip(names, parts, colours, ("/", "", "."), strict=True)
    ]
    layout = {
        **drawing.LYING,
        "yaxis": {**drawing.LYING["yaxis"], "type": "category"},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "margin": {"t": 36},
    }
    return drawing.figure_json(traces, layout)


def _finding(rows: Sequence[Countdown]) -> str:
    week = max((row.week for row in rows), default=0)
    if week:
        worst = max(rows, key=lambda row: row.week)
        text = ngettext(
            "The window of one result closes this week: %(name)s",
            "The windows of %(n)s results close this week: %(name)s",
            week,
        )
        return text % {"n": formats.number(week), "name": worst.label}
    if any(row.pending for row in rows):
        return _("No window closes this week; results are still awaited")
    return _("No result is awaited")


def _summary(rows: Sequence[Countdown]) -> str:
    said = _("%(name)s: %(week)s this week, %(month)s in the next 30 days, %(later)s later")
    told = [
        said
        % {
            "name": row.label,
            "week": formats.number(row.week),
            "month": formats.number(row.month),
            "later": formats.number(row.later),
        }
        for row in rows
    ]
    return "; ".join(told) + "." if told else _("No result is awaited.")
