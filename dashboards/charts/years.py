"""Who joined in each year: for places too small to be told by the quarter."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.charts import drawing
from dashboards.disclosure import Figure
from ui import charts_theme


def intake_by_year(rows: Sequence[tuple[str, Figure]]) -> drawing.Chart:
    """Draw new participations in each year; rows are (year, figure)."""
    labels, figures = [label for label, _figure in rows], [figure for _label, figure in rows]
    name = _("New participations")
    bars = drawing.bars(
        name,
        figures,
        x=labels,
        text=[drawing.written(figure) for figure in figures],
        textposition="outside",
        constraintext="none",
        cliponaxis=False,
        marker={"color": charts_theme.TOKENS["q3"]},
    )
    shown = [row for row in rows if row[1].is_shown]
    best = max(shown, key=lambda row: row[1].value or 0, default=None)
    finding = _("New participations in each year")
    if best is not None:
        facts = {"number": drawing.written(best[1]), "year": best[0]}
        finding = ngettext(
            "Most joined in %(year)s: %(number)s participation",
            "Most joined in %(year)s: %(number)s participations",
            int(best[1].value or 0),
        )
        finding %= facts
    return drawing.Chart(
        finding=finding,
        subtitle=_("New participations in each year; quarters are not shown for small places"),
        figure_json=drawing.figure_json(
            [bars],
            {
                "xaxis": {"type": "category"},
                "yaxis": {"visible": False},
                "annotations": [
                    # By its place: a year as a name would be read as a number.
                    drawing.note(drawing.written(one), x=place, y=0, yanchor="bottom")
                    for place, (_label, one) in enumerate(rows)
                    if not one.is_shown
                ],
            },
        ),
        columns=(drawing.Column(_("Year"), align="start"), drawing.Column(name)),
        rows=drawing.table(labels, figures),
        summary="; ".join(f"{label}: {drawing.written(one)}" for label, one in rows) + ".",
    )
