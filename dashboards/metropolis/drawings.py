"""The metropolis's charts, tiles and tables, made from released cells."""

from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.maps import asking, drawing
from dashboards.metropolis import queries, standing
from dashboards.metropolis.codes import DISABLED, EMPLOYED, RISK
from dashboards.metropolis.models import Release
from dashboards.metropolis.queries import HIDDEN, NO_DATA, Pair, Scope, Shown
from dashboards.metropolis.scope import period_words, place_words
from dashboards.metropolis.scope import query as scope_query
from territory import tiles as tiles_of
from territory.models import Unit
from ui import formats, parts

if TYPE_CHECKING:
    from dashboards.metropolis.pages import View


def figure(shown: Shown) -> Figure:
    if shown == HIDDEN:
        return Figure.hidden()
    return Figure.no_data() if isinstance(shown, str) else Figure.of(shown)


def who(view: "View", scope: Scope) -> parts.Chart | None:
    """Women and men, with and without disabilities; None where the release does not go so far."""
    told = queries.by_who(view.release, scope, RISK)
    if not told:
        return None
    return _who(told, scope, facts(view, _("participations"), told.values(), scope))


def who_of(release: Release, scope: Scope) -> parts.Chart | None:
    """The same as one release told it, for a report of its day."""
    told = queries.by_who(release, scope, RISK)
    return _who(told, scope, {}) if told else None


def _who(
    told: Mapping[tuple[str, str], Pair], scope: Scope, facts: Mapping[str, str]
) -> parts.Chart:
    cells = {key: pair.participations for key, pair in told.items()}
    rows = [
        charts.DisabilitySplit(
            label=label,
            with_disabilities=figure(cells.get((sex, "YES"), 0)),
            without_disabilities=figure(cells.get((sex, "OTHER"), 0)),
        )
        for sex, label in (("F", _("Women")), ("M", _("Men")))
    ]
    total = charts.DisabilitySplit(
        label=_("Together"),
        with_disabilities=figure(cells.get(("", "YES"), 0)),
        without_disabilities=figure(cells.get(("", "OTHER"), 0)),
    )
    chart = charts.disability_split(rows, counted=charts.Counted.PARTICIPATIONS, total=total)
    return chart.part(
        key="who",
        source_url=source(),
        csv_url=csv_address("kto", scope),
        height="short",
        **facts,
    )


def facts(
    view: "View", unit: str, shown: Iterable[standing.Standing], scope: Scope | None = None
) -> dict[str, str]:
    """What stands below every chart: whose it is, of when, what it counts, its source, and who is late.

    The scope is the page's own unless the chart is of another. Of what is `shown`, the day of the
    oldest is told where that is before the release.
    """
    scope = scope or view.scope
    moment = view.release.released_at if view.release else view.fresh.as_of
    late = ", ".join(view.fresh.missing)
    # A saved picture outlives today.
    said = [formats.moment(moment), standing.words(view.release, shown)]
    said += [_("without new data of: %(names)s") % {"names": late}] if late else []
    return {
        "about": place_words(scope, view.units),
        "period": period_words(scope.period),
        "unit": unit,
        "source": _("the projects' own records, kept in Szansa"),
        "freshness": "; ".join(filter(None, said)),
    }


def source() -> str:
    """Where the people supported are explained, whom most charts count."""
    return reverse("metropolis:indicator", args=[RISK])


def csv_address(table: str, scope: Scope) -> str:
    return reverse("metropolis:csv", args=[table]) + scope_query(scope)


def tiles(
    units: Sequence[Unit],
    figures: Mapping[tuple[str, str], Pair],
    *,
    working: Container[str],
    query: str,
    bordered: bool = False,
) -> parts.UnitMap:
    """People supported per 10,000 inhabitants, on the grid; `working` are units with projects.

    With `bordered` the map of their real borders is offered, too.
    """
    rates = _rates(units, figures, working)
    decimals = drawing.decimals_of([rate for rate in rates.values() if not isinstance(rate, str)])
    words = drawing.Words(
        key="units",
        finding=_most(units, figures, rates),
        subtitle=_("People supported per 10,000 inhabitants"),
        unit=_("per 10,000 inhabitants"),
        views=_views(query, bordered=bordered),
        source_url=reverse("metropolis:indicator", args=[RISK]),
        csv_url=reverse("metropolis:csv", args=["powiaty-i-miasta"]) + query,
    )
    counted = [_counted(unit, rates[unit.code], decimals, query) for unit in units]
    return drawing.tiles(counted, tiles_of.UNITS, words, decimals=decimals)


def finding(
    units: Sequence[Unit], figures: Mapping[tuple[str, str], Pair], *, working: Container[str]
) -> str:
    """Who supported the most people, and who did so per inhabitant."""
    return _most(units, figures, _rates(units, figures, working))


def _rates(
    units: Sequence[Unit], figures: Mapping[tuple[str, str], Pair], working: Container[str]
) -> dict[str, Decimal | str]:
    """People supported per 10,000 inhabitants of each unit, or the word for what is not known."""
    nobody = {unit.code: Pair() if unit.code in working else None for unit in units}
    return {
        unit.code: _rate(unit, figures.get((unit.code, RISK), nobody[unit.code])) for unit in units
    }


def _rate(unit: Unit, pair: Pair | None) -> Decimal | str:
    if pair is None or not unit.population_count:
        return NO_DATA
    if isinstance(pair.people, str):
        return pair.people
    return Decimal(10_000 * pair.people) / unit.population_count


def _views(query: str, *, bordered: bool) -> list[parts.Link]:
    """The same period on the page of the map: as tiles, by borders if any are loaded, in a table."""
    borders = [(asking.BORDERS, _("Map"))] if bordered else []
    views = [(asking.TILES, _("Tiles")), *borders, (asking.TABLE, _("Table"))]
    joined = query if query.endswith("?") else f"{query}&"
    address = reverse("maps:map") + joined + asking.VIEW
    return [parts.Link(words, f"{address}={view}", view == asking.TILES) for view, words in views]


def _counted(unit: Unit, rate: Decimal | str, decimals: int, query: str) -> drawing.Counted:
    return drawing.Counted(
        code=unit.code,
        name=unit.name,
        long_name=unit.display_name,
        value=rate if isinstance(rate, str) else drawing.rounded(rate, decimals),
        url=reverse("metropolis:unit", args=[unit.code]) + query.rstrip("?"),
    )


def _most(
    units: Sequence[Unit],
    figures: Mapping[tuple[str, str], Pair],
    all_rates: Mapping[str, Decimal | str],
) -> str:
    """The finding: who supported the most people, and who did so per inhabitant."""
    names = {unit.code: unit.display_name for unit in units}
    rates = {code: rate for code, rate in all_rates.items() if not isinstance(rate, str)}
    people = {
        code: pair.people
        for (code, definition), pair in figures.items()
        if definition == RISK and code in names and not isinstance(pair.people, str)
    }
    if not people or not rates:
        return _("There are no figures by powiat and city yet")
    most, densest = max(people, key=lambda c: people[c]), max(rates, key=lambda c: rates[c])
    if most == densest:
        return _("The most people, also per inhabitant: %(unit)s") % {"unit": names[most]}
    return _("The most people: %(most)s; per inhabitant: %(densest)s") % {
        "most": names[most],
        "densest": names[densest],
    }


def units_table(view: "View") -> parts.Table:
    """Results by unit; a unit without projects says so, a figure too small to show too."""
    return parts.Table(
        caption=_("Small counts and what would give them away are hidden."),
        columns=[
            parts.Column(_("Powiat or city")),
            parts.Column(_("Projects"), "number", wide_only=True),
            parts.Column(_("People"), "number"),
            parts.Column(_("Participations"), "number", wide_only=True),
            parts.Column(_("with disabilities"), "number"),
            parts.Column(_("In work"), "number"),
            parts.Column(_("Target"), "share", wide_only=True),
            parts.Column(_("EU funds"), "money", wide_only=True),
        ],
        rows=[_unit_row(view, unit) for unit in view.units],
        total=_total_row(view),
    )


def _unit_row(view: "View", unit: Unit) -> list:
    url = reverse("metropolis:unit", args=[unit.code])
    promised = view.promised.get(unit.code)
    if promised is None:
        return [parts.Cell(unit.display_name, url=url), 0, *[NO_DATA] * 6]
    pairs = {code: view.in_unit(unit.code, code) for code in (RISK, DISABLED, EMPLOYED)}
    return [
        parts.Cell(unit.display_name, url=url),
        promised.projects_count,
        _dated(pairs[RISK], "people"),
        _dated(pairs[RISK], "participations"),
        _dated(pairs[DISABLED], "people"),
        _dated(pairs[EMPLOYED], "people"),
        _share(pairs[RISK].participations, promised.targets[RISK], view),
        promised.eu_amount,
    ]


def _dated(pair: Pair, count: str) -> object:
    """One of the two counts, with the day since when it stands, which its file tells."""
    shown = getattr(pair, count)
    return parts.Cell(shown, as_of=pair.since) if pair.since else shown


def _share(achieved: Shown, target: int, view: "View") -> object:
    if view.scope.period != queries.WHOLE_TIME:
        return "NOT_ADDITIVE"
    if isinstance(achieved, str) or not target:
        return achieved if isinstance(achieved, str) else NO_DATA
    share = achieved / target
    return parts.Cell(share, tone="ok" if share >= 1 else "")


def _when(view: "View") -> str:
    """Whose row it is and of when: the tiles above it may be newer."""
    if view.release is None:
        return _("Programme")
    moment = formats.moment(view.release.released_at, view.today)
    return _("Programme, as released %(moment)s") % {"moment": moment}


def _total_row(view: "View") -> list:
    """The programme as released: people of units do not add up, so this is a count of its own."""
    pairs = {code: view.in_unit("", code) for code in (RISK, DISABLED, EMPLOYED)}
    promised = view.promised[""]
    return [
        _when(view),
        promised.projects_count,
        _dated(pairs[RISK], "people"),
        _dated(pairs[RISK], "participations"),
        _dated(pairs[DISABLED], "people"),
        _dated(pairs[EMPLOYED], "people"),
        _share(pairs[RISK].participations, promised.targets[RISK], view),
        promised.eu_amount,
    ]
