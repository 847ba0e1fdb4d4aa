"""The figures that a map shows, place by place: of projects' units, or by gmina of residence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core import polish
from dashboards.maps.asking import RATE, UNITS, Asked
from dashboards.maps.drawing import decimals_of
from dashboards.metropolis import queries
from dashboards.metropolis.codes import ELSEWHERE
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import NO_DATA, Pair
from territory import queries as territory
from territory import tiles
from territory.models import Unit

PER = 10_000
KINDS = {
    Unit.Kind.URBAN: _("urban gmina"),
    Unit.Kind.RURAL: _("rural gmina"),
    Unit.Kind.URBAN_RURAL: _("urban-rural gmina"),
}
# Town and gmina of one name are neighbours: Puck, Tczew, Wejherowo, Pruszcz Gdański.
SHORT_KINDS = {Unit.Kind.URBAN: "m.", Unit.Kind.RURAL: "gm."}


@dataclass(frozen=True)
class Place:
    """A unit or a gmina with both counts; `code` is as on the map (four digits or six)."""

    code: str
    name: str
    long_name: str
    unit_code: str
    pair: Pair
    population: int | None = None
    population_on: str = ""

    @property
    def rate(self) -> Decimal | str:
        """People per 10,000 residents; a state where people or residents are not known."""
        if isinstance(self.pair.people, str):
            return self.pair.people
        if not self.population:
            return NO_DATA
        return Decimal(PER * self.pair.people) / self.population


@dataclass(frozen=True)
class Figures:
    places: list[Place]
    whole: Pair
    elsewhere: Pair | None = None  # who lives outside of the gminas, or nobody knows where

    def values(self, measure: str) -> list[Decimal | int | str]:
        return [place.rate if measure == RATE else place.pair.people for place in self.places]

    @property
    def decimals(self) -> int:
        """With how many decimals the rates are told."""
        return decimals_of([each.rate for each in self.places if isinstance(each.rate, Decimal)])

    @property
    def years(self) -> str:
        """Of when the populations are: one year, or from the first to the last."""
        known = sorted({place.population_on[:4] for place in self.places if place.population})
        return "–".join(dict.fromkeys([known[0], known[-1]])) if known else ""


def told(asked: Asked, release: Release | None, units: Iterable[Unit]) -> Figures:
    """The figures of the chosen level, in the order of the alphabet."""
    units = list(units)
    return _of_units(asked, release, units) if asked.level == UNITS else _of_gminy(asked, release)


def _of_units(asked: Asked, release: Release | None, units: list[Unit]) -> Figures:
    figures = queries.by_unit(release, asked.period)
    working = queries.promised()
    places = [
        Place(
            code=unit.code,
            name=unit.name,
            long_name=unit.display_name,
            unit_code=unit.code,
            pair=figures.get(
                (unit.code, asked.indicator), queries.nobody(release, works=unit.code in working)
            ),
            population=unit.population_count,
            population_on=unit.population_on,
        )
        for unit in units
    ]
    whole = figures.get(("", asked.indicator), queries.nobody(release))
    in_order = sorted(places, key=lambda place: polish.sort_key(place.long_name, place.code))
    return Figures(in_order, whole)


def _of_gminy(asked: Asked, release: Release | None) -> Figures:
    figures = queries.by_gmina(release, asked.indicator)
    gminy = [one for one in territory.gminy() if one.code[:6] in tiles.GMINY]
    twins = Counter(one.name for one in gminy)
    places = [
        Place(
            code=one.code[:6],
            name=f"{one.name} {SHORT_KINDS.get(Unit.Kind(one.kind), '')}"
            if twins[one.name] > 1
            else one.name,
            long_name=f"{one.name} ({KINDS[Unit.Kind(one.kind)]})"
            if twins[one.name] > 1
            else str(one),
            unit_code=one.code[:4],
            pair=figures.get(one.code[:6], queries.nobody(release, works=bool(figures))),
        )
        for one in gminy
        if one.code.startswith(asked.unit)
    ]
    elsewhere = (
        None if asked.unit else figures.get(ELSEWHERE, queries.nobody(release, works=bool(figures)))
    )
    whole = queries.by_unit(release, asked.period).get(
        ("", asked.indicator), Pair(NO_DATA, NO_DATA)
    )
    in_order = sorted(places, key=lambda place: polish.sort_key(place.name, place.code))
    return Figures(in_order, whole, elsewhere)
