"""The page of the participants' way: from the start of a project to what came of it."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.metropolis import drawings, queries, tables_beside
from dashboards.metropolis.codes import EMPLOYED, RISK
from dashboards.metropolis.queries import NO_DATA
from indicators.definitions import queries as definitions
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

STEPS = (RISK, "PATH_COMPLETED", EMPLOYED)


def page(view: "View") -> dict[str, Any]:
    waiting = queries.open_results(view.release, view.scope.unit_code)
    return {
        "chart": chart(view),
        "opened": tables_beside.open_results(waiting, definitions.definitions()),
    }


def chart(view: "View") -> parts.Chart | None:
    """Participations at each step; None where nothing of them is told."""
    told = definitions.definitions()
    known = {code: view.pair(code).participations for code in STEPS}
    if all(count == NO_DATA for count in known.values()):
        return None
    steps = [
        charts.Step(told[code].short_name, drawings.figure(count))
        for code, count in known.items()
        if code in told
    ]
    return charts.funnel(steps).part(
        key="funnel",
        source_url=drawings.source(),
        csv_url=drawings.csv_address("droga", view.scope),
        **drawings.facts(view, _("participations")),
    )
