"""The page of the participants' way: from the start of a project to what came of it."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.metropolis import drawings, queries, tables_beside
from indicators.definitions import queries as definitions
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View


def page(view: "View") -> dict[str, Any]:
    waiting = queries.open_results(view.release, view.scope.unit_code)
    told = queries.funnel(view.release, view.scope)
    return {
        "chart": _chart(view, told),
        "known": told,
        "opened": tables_beside.open_results(waiting, definitions.definitions()),
    }


def chart(view: "View") -> parts.Chart | None:
    return _chart(view, queries.funnel(view.release, view.scope))


def _chart(view: "View", told: queries.Funnel | None) -> parts.Chart | None:
    """Participations at each step, from the start or of those that began in a year."""
    if told is None:
        return None
    steps = [
        charts.Step(_("Recruited"), drawings.figure(told.recruited)),
        charts.Step(_("Began"), drawings.figure(told.started.participations)),
        charts.Step(_("Completed their path"), drawings.figure(told.completed.participations)),
        charts.Step(_("In work after leaving"), drawings.figure(told.outcome.participations)),
    ]
    # Where nobody recruits here, or of one year, there is no first step: it would say that everybody
    # is taken.
    drawn = charts.funnel(steps if told.recruiting else steps[1:])
    return drawn.part(
        key="funnel",
        source_url=drawings.source(),
        csv_url=drawings.csv_address("droga", view.scope),
        **drawings.facts(view, _("participations"), (told.started, told.completed, told.outcome)),
    )
