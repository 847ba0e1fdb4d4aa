"""The page of the basket: what support was planned and given in each of the five areas."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.metropolis import drawings, queries, tables_beside
from dashboards.metropolis.codes import RISK
from dashboards.metropolis.models import ReleasedHours
from dashboards.metropolis.queries import HIDDEN, Shown
from projects.participants.vocabulary_path import SupportArea
from ui import parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View

Told = Mapping[tuple[str, str], ReleasedHours]


def page(view: "View") -> dict[str, Any]:
    told = queries.hours(view.release, view.scope.unit_code)
    return {
        "chart": _chart(view, told),
        "hours": tables_beside.hours(told),
        "given": _given(told.get(("", view.scope.period))),
        "supported": view.released(RISK).people,
    }


def _given(row: ReleasedHours | None) -> Shown:
    """How many people were given hours, who are not all whom the programme supports."""
    if row is None:
        return 0
    return HIDDEN if row.given_people_count is None else row.given_people_count


def chart(view: "View") -> parts.Chart | None:
    return _chart(view, queries.hours(view.release, view.scope.unit_code))


def _chart(view: "View", told: Told) -> parts.Chart | None:
    """Hours and people by area in the chosen period; None where no support was told of."""
    period = view.scope.period
    if ("", period) not in told:
        return None
    rows = [_area(told.get((area.value, period)), str(area.label)) for area in SupportArea]
    drawn = charts.basket(rows, total=_area(told["", period], _("Together")))
    return drawn.part(
        key="basket",
        source_url=reverse("metropolis:indicators"),
        csv_url=drawings.csv_address("koszyk", view.scope),
        # Three lines of words above each of five bars.
        height="tall",
        **drawings.facts(view, _("hours and people"), ()),
    )


def _area(row: ReleasedHours | None, label: str) -> charts.AreaHours:
    """No row is no support: whatever was planned or given has a row, hidden or not."""
    if row is None:
        return charts.AreaHours(label, *[Figure.of(0)] * 4)
    told = (
        row.planned_hours,
        row.given_hours,
        row.planned_people_count,
        row.given_people_count,
    )
    shown = [Figure.hidden() if each is None else Figure.of(each) for each in told]
    return charts.AreaHours(label, *shown)
