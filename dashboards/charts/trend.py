"""Participations by quarter and in total, with the target as a line and what may come as a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from plotly import graph_objects

from dashboards.charts import drawing, intake
from dashboards.charts.intake import QuarterIntake
from dashboards.disclosure import Figure
from ui import charts_theme, formats

# What a quarter that has passed says where a forecast stands, and the other way round.
NOTHING = "–"


@dataclass(frozen=True)
class Ahead:
    """The total at the end of a quarter to come: as likely above the middle as below it."""

    year: int
    quarter: int
    low: int
    middle: int
    high: int

    @property
    def label(self) -> str:
        return formats.period(f"{self.year}Q{self.quarter}")

    @property
    def range(self) -> str:
        return f"{formats.number(self.low)}–{formats.number(self.high)}"


def intake_by_quarter(
    rows: Sequence[QuarterIntake],
    *,
    target: int | None = None,
    whose: str = "",
    ahead: Sequence[Ahead] = (),
) -> drawing.Chart:
    """Draw new participations in each quarter and, above them, their total from the start.

    `target` is a line across the totals, and `whose` says who set it; `ahead` is a band that goes on
    from the last of them.
    """
    sums = intake.totals(rows)
    return drawing.Chart(
        finding=_finding(rows, sums, target, ahead),
        subtitle=_subtitle(target, whose, ahead),
        figure_json=_figure_json(rows, sums, target, ahead),
        columns=_columns(ahead),
        rows=_table(rows, sums, ahead),
        summary=" ".join(filter(None, [intake.summary(rows), *_expected(sums, target, ahead)])),
    )


def _subtitle(target: int | None, whose: str, ahead: Sequence[Ahead]) -> str:
    said = [_("New participations in each quarter, and their total from the start")]
    line = _("red dashed line: target (%(whose)s)") if whose else _("red dashed line: target")
    said += [line % {"whose": whose}] if target else []
    said += [_("amber band: forecast, right in four cases of five")] if ahead else []
    return "; ".join(said)


def _columns(ahead: Sequence[Ahead]) -> tuple[drawing.Column, ...]:
    forecast = [drawing.Column(_("Forecast of the total"))] if ahead else []
    return (
        drawing.Column(_("Quarter"), align="start"),
        *(drawing.Column(name) for name in intake.names()),
        *(drawing.Column(column.label, align="start") for column in forecast),
    )


def _table(
    rows: Sequence[QuarterIntake], sums: Sequence[Figure], ahead: Sequence[Ahead]
) -> tuple[tuple[drawing.Value, ...], ...]:
    past = drawing.table([row.label for row in rows], [row.joined for row in rows], sums)
    if not ahead:
        return past
    told = [(*row, NOTHING) for row in past]
    not_yet = str(Figure.not_yet().state)
    return (*told, *((each.label, not_yet, not_yet, each.range) for each in ahead))


def _figure_json(
    rows: Sequence[QuarterIntake],
    sums: Sequence[Figure],
    target: int | None,
    ahead: Sequence[Ahead],
) -> str:
    layout = intake.layout(rows)
    for each in ahead:
        if each.quarter == 1:
            layout["xaxis"]["tickvals"].append(each.label)
            layout["xaxis"]["ticktext"].append(str(each.year))
    labels = [row.label for row in rows] + [each.label for each in ahead]
    traces = intake.traces(rows, sums) + _band(rows, sums, ahead)
    if target and labels:
        traces.append(_target_line(labels, target))
        layout["annotations"].append(_target_note(labels[0], target))
    return drawing.figure_json(traces, layout)


def _target_line(labels: Sequence[str], target: int) -> Any:
    look: dict[str, Any] = {"mode": "lines", "line": charts_theme.TARGET_LINE, "yaxis": "y2"}
    # Every label, so that a target line is read at each quarter and reaches both ends.
    return drawing.line(_("Target"), [Figure.of(target)] * len(labels), x=labels, **look)


def _target_note(label: str, target: int) -> dict[str, Any]:
    text = _("target %(target)s") % {"target": formats.number(target)}
    font = {"color": charts_theme.TOKENS["bad"]}
    place = {"x": label, "y": target, "yref": "y2", "xanchor": "left", "yanchor": "top"}
    return drawing.note(text, font=font, **place)


def _band(
    rows: Sequence[QuarterIntake], sums: Sequence[Figure], ahead: Sequence[Ahead]
) -> list[Any]:
    """The band between low and high, and the middle dashed; they go on from the last known total."""
    known = [(row.label, total) for row, total in zip(rows, sums, strict=True) if row.is_complete]
    if not ahead or not known or not known[-1][1].is_shown:
        return []
    label, start = known[-1]
    labels = [label, *(each.label for each in ahead)]
    sides = [
        [start.value, *(getattr(each, side) for each in ahead)]
        for side in ("low", "high", "middle")
    ]
    nothing = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    fill = {"fill": "tonexty", "fillcolor": charts_theme.FORECAST_FILL}
    middle = {"mode": "lines", "line": charts_theme.FORECAST_LINE, "name": _("Forecast")}
    told = {"customdata": ["", *(each.range for each in ahead)], "hovertemplate": "%{customdata}"}
    return [
        graph_objects.Scatter(x=labels, y=side, yaxis="y2", **look)
        for side, look in zip(sides, (nothing, nothing | fill, middle | told), strict=True)
    ]


def _finding(
    rows: Sequence[QuarterIntake],
    sums: Sequence[Figure],
    target: int | None,
    ahead: Sequence[Ahead],
) -> str:
    if not target or not ahead or _is_reached(sums, target):
        return intake.finding(rows)
    reached = next((each for each in ahead if each.middle >= target), None)
    facts = {"target": formats.number(target)}
    if reached:
        text = _(
            "At today's pace the target of %(target)s participations is reached in %(quarter)s"
        )
        return text % (facts | {"quarter": reached.label})
    last = ahead[-1]
    text = _("At today's pace there are about %(n)s of %(target)s participations in %(quarter)s")
    return text % (facts | {"n": formats.number(last.middle), "quarter": last.label})


def _is_reached(sums: Sequence[Figure], target: int) -> bool:
    now = next((total.value for total in reversed(sums) if total.is_shown), None)
    return now is not None and now >= target


def _expected(sums: Sequence[Figure], target: int | None, ahead: Sequence[Ahead]) -> list[str]:
    """Whether the target is reached, and the forecast as a range."""
    said = []
    if target:
        text = _("The target of %(target)s is not reached.")
        if _is_reached(sums, target):
            text = _("The target of %(target)s is reached.")
        said.append(text % {"target": formats.number(target)})
    if ahead:
        last = ahead[-1]
        facts = {"low": formats.number(last.low), "high": formats.number(last.high)}
        text = _("In total between %(low)s and %(high)s are expected in %(quarter)s.")
        said.append(text % (facts | {"quarter": last.label}))
    return said
