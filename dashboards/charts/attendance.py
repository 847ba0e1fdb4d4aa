"""Hours of sessions by month: how many people could have had, and how many they came for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.charts import drawing
from dashboards.disclosure import Figure
from ui import charts_theme, formats

# A month is told as the worst only if so many marks stand behind it.
MARKS_NEEDED = 20
# So many names of months stand beside each other on a phone.
MONTHS_NAMED = 4


@dataclass(frozen=True)
class AttendanceMonth:
    """`name` as a period is named: 2026-05; hours summed over the people on the sheets."""

    name: str
    held_hours: int
    attended_hours: int
    marks: int
    attended: int

    @property
    def label(self) -> str:
        return formats.period(self.name)

    @property
    def rate(self) -> str:
        return formats.percent(self.attended / self.marks, 0) if self.marks else "—"


def attendance_by_month(rows: Sequence[AttendanceMonth]) -> drawing.Chart:
    """Draw two bars beside each other for each month, with the rate of attendance above them."""
    names = _("Hours held for those on the sheets"), _("Hours attended")
    held = [Figure.of(row.held_hours) for row in rows]
    came = [Figure.of(row.attended_hours) for row in rows]
    told = tuple(
        (*line, row.rate)
        for line, row in zip(drawing.table([r.label for r in rows], held, came), rows, strict=True)
    )
    return drawing.Chart(
        finding=_finding(rows),
        subtitle=_("Hours of sessions by month, summed over people; above them the share of marks"),
        figure_json=_figure_json(rows, names, held, came),
        columns=(
            drawing.Column(_("Month"), align="start"),
            *(drawing.Column(name) for name in names),
            drawing.Column(_("Attendance"), align="start"),
        ),
        rows=told,
        summary=_summary(rows),
    )


def _figure_json(
    rows: Sequence[AttendanceMonth],
    names: tuple[str, str],
    held: Sequence[Figure],
    came: Sequence[Figure],
) -> str:
    months = [row.name for row in rows]
    light = {"color": charts_theme.TOKENS["q2"], "pattern": drawing.pattern("/")}
    traces = [
        drawing.bars(names[0], held, x=months, marker=light),
        drawing.bars(
            names[1],
            came,
            x=months,
            marker={"color": charts_theme.TOKENS["sea"]},
            text=[row.rate for row in rows],
            textposition="outside",
            cliponaxis=False,
        ),
    ]
    every = max(-(-len(months) // MONTHS_NAMED), 1)
    layout = {
        "barmode": "group",
        "bargap": 0.25,
        "xaxis": {
            "type": "category",
            "tickvals": months[::every],
            "ticktext": [row.label for row in rows][::every],
        },
        "yaxis": {**drawing.COUNTS},
        "showlegend": True,
        "margin": {"t": 36},
    }
    return drawing.figure_json(traces, layout)


def _finding(rows: Sequence[AttendanceMonth]) -> str:
    marks, attended = sum(row.marks for row in rows), sum(row.attended for row in rows)
    if not marks:
        return _("No sheet is filled in yet")
    facts = {"share": formats.percent(attended / marks, 0)}
    enough = [row for row in rows if row.marks >= MARKS_NEEDED]
    if len(enough) < 2:
        return _("People came to %(share)s of their sessions") % facts
    worst = min(enough, key=lambda row: row.attended / row.marks)
    facts |= {"month": worst.label, "least": worst.rate}
    return _("People came to %(share)s of their sessions; least in %(month)s: %(least)s") % facts


def _summary(rows: Sequence[AttendanceMonth]) -> str:
    said = _("%(month)s: %(attended)s of %(held)s hours, attendance %(rate)s")
    told = [
        said
        % {
            "month": row.label,
            "attended": formats.number(row.attended_hours),
            "held": formats.number(row.held_hours),
            "rate": row.rate,
        }
        for row in rows
    ]
    return "; ".join(told) + "." if told else _("No sheet is filled in yet.")
