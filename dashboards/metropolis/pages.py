"""Puts the metropolitan dashboard together: released figures in, what the template draws out."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from dashboards.metropolis import (
    drawings,
    headline,
    money,
    progress,
    queries,
    scope,
    since,
    standing,
    trend,
)
from dashboards.metropolis.codes import DISABLED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import Freshness, Pair, Promised, Scope
from dashboards.metropolis.standing import Standing
from dashboards.metropolis.tabs import tabs
from indicators.definitions import queries as definitions
from territory import queries as territory
from territory import tiles
from territory.models import Unit
from ui import parts

Figures = Mapping[tuple[str, str], Pair]


@dataclass(frozen=True)
class View:
    """Everything that was asked of the database for one page."""

    scope: Scope
    release: Release | None
    units: list[Unit]
    years: list[str]
    figures: Figures
    totals: dict[str, Pair]
    promised: Mapping[str, Promised]
    fresh: Freshness
    today: date

    def pair(self, code: str) -> Pair:
        """Both counts of an indicator in the scope; live where the whole programme is asked for."""
        if self.scope.is_everything and code in self.totals:
            return self.totals[code]
        # Nobody is zero only where somebody would be told; other indicators stay with their units.
        nothing = queries.nobody(self.release, works=code in self.totals or code == DISABLED)
        return self.figures.get((self.scope.unit_code, code), nothing)

    def released(self, code: str) -> Pair:
        """Both counts as of the day's release, so that they fit what else of it is shown."""
        return self.in_unit(self.scope.unit_code, code)

    def in_unit(self, unit_code: str, code: str) -> Pair:
        """The same of a powiat or city, or of all with an empty code, whichever was chosen."""
        nothing = queries.nobody(self.release, works=unit_code in self.promised)
        return self.figures.get((unit_code, code), nothing)

    @property
    def in_scope(self) -> list[Pair]:
        """The released figures of the chosen powiat or city, or of all with the programme's own."""
        return self.own if self.scope.unit_code else [*self.figures.values()]

    @property
    def own(self) -> list[Pair]:
        """The released figures of the scope itself, without those of its parts."""
        return self.of_unit(self.scope.unit_code)

    def of_unit(self, unit_code: str) -> list[Pair]:
        return [pair for (unit, _code), pair in self.figures.items() if unit == unit_code]

    @property
    def working(self) -> Container[str]:
        """Where no figure is nobody: a release tells of them, and projects are led there."""
        return self.promised if self.release else ()

    @property
    def unit(self) -> Unit | None:
        """The powiat or city that was chosen, if one was."""
        return next((unit for unit in self.units if unit.code == self.scope.unit_code), None)

    @property
    def promised_in_scope(self) -> Promised:
        return self.promised.get(self.scope.unit_code, Promised())


class Version(NamedTuple):
    """What tells apart all figures that a page can be made of: the release, the live totals, the day."""

    release: Release | None
    fresh: Freshness
    on: date

    @property
    def name(self) -> tuple[object, ...]:
        return self.release and self.release.pk, self.fresh, self.on


def version(*, on: date) -> Version:
    return Version(queries.latest_release(), queries.freshness(), on)


def look(typed: QueryDict, version: Version) -> tuple[View, list[str]]:
    """Ask for everything the dashboard shows; also what of the address could not be had."""
    release = version.release
    units = list(territory.nine_units())
    years = release.years if release else []
    asked, complaints = scope.read(typed, years=years, units=units)
    view = View(
        scope=asked,
        release=release,
        units=units,
        years=years,
        figures=queries.by_unit(release, asked.period),
        totals=queries.live_totals(),
        promised=queries.promised(),
        fresh=version.fresh,
        today=version.on,
    )
    return view, complaints


def frame(view: View, current: str, kept: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What stands around every page of the dashboard: its neighbours, filters, and freshness."""
    links = tabs(view.scope, current)
    return {
        "view": view,
        "tabs": links,
        "heading": next(link.label for link in links if link.current),
        "filters": scope.filters(view.scope, years=view.years, units=view.units, kept=kept),
        "wider": scope.wider(view.scope, view.unit, kept),
        "unit": view.unit,
        "charts": True,
        **freshness(view),
    }


def _where_asked(name: str) -> parts.Link:
    """A late unit, and the page on which it is asked for its data."""
    return parts.Link(name, f"{reverse('watching:unit')}?{urlencode({'jednostka': name})}")


def freshness(view: View, shown: Iterable[Standing] | None = None) -> dict[str, Any]:
    """How fresh the figures are and who is late, for every page that shows any of them.

    What is `shown` are the released figures of the scope, unless a page shows others.
    """
    fresh = view.fresh
    return {
        "published": fresh.published,
        "expected": fresh.expected,
        "missing": ", ".join(fresh.missing),
        "late": [_where_asked(one.name) for one in fresh.late],
        "unmatched": ", ".join(fresh.unmatched),
        "as_of": fresh.as_of,
        "today": view.today,
        "release": view.release,
        "stands": standing.oldest(view.release, view.in_scope if shown is None else shown),
    }


def dashboard(view: View) -> dict[str, Any]:
    """The context of the dashboard's template."""
    told = definitions.definitions()
    targets = progress.targets(view)
    names = {code: one.short_name for code, one in told.items()}
    return {
        **frame(view, "dashboard"),
        "risk": view.pair(RISK),
        "finding": headline.finding(view, view.unit),
        "again": headline.took_part_again(queries.repeats()),
        "projects_count": view.promised_in_scope.projects_count,
        "people_tiles": headline.people_tiles(view, names, targets),
        "since": since.of(view, names),
        "money_tiles": headline.money_tiles(view, money.made_up(view.scope.unit_code)),
        "map": drawings.tiles(
            view.units,
            view.figures,
            working=view.working,
            query=scope.query(view.scope),
            bordered=tiles.POWIAT in territory.bordered_levels(),
        ),
        "intake": _trend(view, targets),
        "progress": progress.chart(view, told, targets),
    }


def trend_chart(view: View) -> parts.Chart | None:
    return _trend(view, progress.targets(view))


def told(view: View, facts: Mapping[str, str]) -> dict[str, str]:
    """What a table of the view says of itself as a file: its own facts, and the view's filters."""
    chosen = scope.filters(view.scope, years=view.years, units=view.units)
    named = "; ".join(f"{one.label}: {one.chosen}" for one in chosen)
    return {name: facts[name] for name in ("period", "source", "freshness")} | {"filters": named}


def progress_chart(view: View) -> parts.Chart | None:
    return progress.chart(view, definitions.definitions(), progress.targets(view))


def _trend(view: View, targets: progress.Targets) -> parts.Chart | None:
    return trend.chart(view, view.scope, target=targets.get(RISK))
