"""Asks the database for everything that one map shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.maps import asking, figures
from dashboards.maps.asking import GMINY, UNITS, Asked, Offered
from dashboards.maps.figures import Figures, Place
from dashboards.metropolis import queries
from dashboards.metropolis.codes import RISK
from dashboards.metropolis.models import Release
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from territory import queries as territory
from territory import tiles
from territory.models import BoundarySet, Unit

LEVELS = {UNITS: tiles.POWIAT, GMINY: tiles.GMINA}


@dataclass(frozen=True)
class Look:
    """Everything that was asked of the database for one map."""

    asked: Asked
    offered: Offered
    release: Release | None
    units: list[Unit]
    figures: Figures
    borders: BoundarySet | None
    today: date

    @property
    def indicator(self) -> str:
        return self.offered.indicators[self.asked.indicator]


def look(typed: QueryDict, *, today: date) -> tuple[Look, list[str]]:
    """Read what is asked for and the figures of it; also what could not be had."""
    release = queries.latest_release()
    units = list(territory.nine_units())
    bordered = territory.bordered_levels()
    offered = Offered(
        indicators=_indicators(definitions.definitions()),
        years=release.years if release else [],
        units={unit.code: unit.display_name for unit in units},
        bordered=[level for level, kind in LEVELS.items() if kind in bordered],
    )
    asked, complaints = asking.read(typed, offered)
    made = figures.told(asked, release, units)
    return Look(asked, offered, release, units, made, _borders(asked, today), today), complaints


def _indicators(known: Mapping[str, Definition]) -> dict[str, str]:
    """The headline indicators with their short names; that of everybody as the dashboard calls it."""
    names = {code: known[code].short_name for code in asking.HEADLINES if code in known}
    return names | {RISK: _("People supported")}


def _borders(asked: Asked, today: date) -> BoundarySet | None:
    """The borders at the end of the chosen year, today's for figures from the start."""
    if asked.view != asking.BORDERS:
        return None
    year = asked.period if asked.period.isdigit() else ""
    on = min(date(int(year), 12, 31), today) if year else today
    return territory.borders(LEVELS[asked.level], on)


def url_of(asked: Asked, place: Place) -> str:
    """A unit leads to its page, a gmina to the gminas of its unit, and from there to the unit."""
    if asked.level == GMINY and not asked.unit:
        return reverse("maps:map") + asked.with_(unit=place.unit_code).query
    return reverse("metropolis:unit", args=[place.unit_code])
