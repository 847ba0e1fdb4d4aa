"""Tables, tiles and charts of the public pages, made from an edition's public figures."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dashboards import charts
from dashboards.disclosure import Figure
from dashboards.maps import drawing as maps
from dashboards.public import addresses, facts
from dashboards.public.contents import (
    DISABLED,
    EMPLOYED,
    NO_DATA,
    PEOPLE,
    Place,
    ProjectEntry,
    Shown,
    UnitEntry,
)
from dashboards.public.wording.places import PLACES
from territory import tiles as tiles_of
from ui import formats, parts

if TYPE_CHECKING:
    from dashboards.public.pages import Page


def figure(shown: Shown) -> Figure:
    return Figure.hidden() if isinstance(shown, str) else Figure.of(shown)


def years(page: "Page") -> parts.Chart | None:
    """New participations in each year."""
    rows = [(year, _joined(page, year)) for year in page.content.years()]
    if not rows:
        return None
    period = f"{rows[0][0]}–{rows[-1][0]}"
    facts_ = _facts(page, period=period, unit=_("participations, rounded to 5"))
    return charts.intake_by_year(rows).part(key="years", csv_url=_csv("wyniki-programu"), **facts_)


def _facts(page: "Page", *, period: str, unit: str, place: str = "") -> dict[str, str]:
    """What every chart says below itself, on paper too; `place` is a unit's code, empty for all."""
    about = PLACES[place].named(page.language) if place else _("the whole programme")
    source = _("Szansa, the projects' own records")
    freshness = formats.day(page.content.as_of)
    told = {"about": about, "period": period, "unit": unit}
    return {**told, "source": source, "freshness": freshness}


def _joined(page: "Page", year: str) -> Figure:
    return figure(page.content.told(Place(period=year)).participations)


def women_and_men(page: "Page", unit: str) -> parts.Chart | None:
    """Who they were; nothing where nobody is counted."""
    if page.content.knows_nothing_of(Place(unit)):
        return None
    women, men = (figure(page.content.told(Place(unit, sex=sex)).people) for sex in ("F", "M"))
    row = charts.SexSplit(_("Together"), women, men)
    chart = charts.women_and_men([row], total=row, is_rounded=True)
    period = _("from the start of the programme")
    facts_ = _facts(page, period=period, unit=_("people, rounded to 5"), place=unit)
    return chart.part(key="who", csv_url=_csv("wyniki-jednostek"), height="short", **facts_)


def _csv(table: str) -> str:
    return addresses.file("csv", table=table)


def map_of(page: "Page") -> parts.UnitMap:
    """People supported per 10,000 residents; classes are made of the public figures alone."""
    rates = {one.code: rate(page, one) for one in page.content.units}
    known = [value for value in rates.values() if not isinstance(value, str)]
    decimals = maps.decimals_of(known)
    populated = {one.population_on[:4] for one in page.content.units if one.population}
    words = maps.Words(
        key="units",
        finding=_most(page),
        subtitle=_("People supported per 10,000 residents, approximately (population of %(years)s)")
        % {"years": ", ".join(sorted(populated))},
        unit=_("per 10,000 residents"),
        csv_url=_csv("wyniki-jednostek"),
    )
    counted = [_counted(page, one, rates[one.code], decimals) for one in page.content.units]
    return maps.tiles(counted, tiles_of.UNITS, words, decimals=decimals)


def rate(page: "Page", entry: UnitEntry) -> Decimal | str:
    people = page.people(PEOPLE, entry.code)
    if isinstance(people, str):
        return people
    if not entry.population or not entry.projects_count:
        return NO_DATA
    return Decimal(10_000 * people) / entry.population


def _counted(page: "Page", entry: UnitEntry, value: Decimal | str, decimals: int) -> maps.Counted:
    name = PLACES[entry.code]
    return maps.Counted(
        code=entry.code,
        name=name.short,
        long_name=name.named(page.language),
        value=value if isinstance(value, str) else maps.rounded(value, decimals),
        url=page.url("unit", slug=name.slug) if page.has_page(entry.code) else "",
    )


def _most(page: "Page") -> str:
    people = {one.code: page.people(PEOPLE, one.code) for one in page.content.units}
    known = {code: count for code, count in people.items() if not isinstance(count, str) and count}
    if not known:
        return _("There are no figures by powiat and city yet")
    most = max(known, key=lambda code: known[code])
    told = {"unit": PLACES[most].named(page.language), "number": formats.number(known[most])}
    return _("The most people were supported here: %(unit)s, %(number)s") % told


def units_table(page: "Page") -> parts.Table:
    columns = [
        parts.Column(_("Powiat or city")),
        parts.Column(_("Projects"), "number", wide_only=True),
        parts.Column(_("People"), "number"),
        parts.Column(_("with disabilities"), "number", wide_only=True),
        parts.Column(_("Found work"), "number"),
        parts.Column(_("about, per 10,000 residents"), "number", wide_only=True),
    ]
    return parts.Table(
        _("Results by powiat and city"),
        columns,
        [_unit_row(page, one) for one in page.content.units],
        total=_total_row(page),
        caption_hidden=True,
    )


def _unit_row(page: "Page", entry: UnitEntry) -> list[object]:
    name = PLACES[entry.code]
    url = page.url("unit", slug=name.slug) if page.has_page(entry.code) else ""
    value = rate(page, entry)
    if not entry.projects_count:
        return [parts.Cell(name.named(page.language)), 0, *[NO_DATA] * 4]
    return [
        parts.Cell(name.named(page.language), url=url),
        entry.projects_count,
        *(page.people(code, entry.code) for code in (PEOPLE, DISABLED, EMPLOYED)),
        value if isinstance(value, str) else round(value),
    ]


def _total_row(page: "Page") -> list[object]:
    """A count of its own: whoever took part in two units is in both rows and once in this one."""
    counts = (page.people(code) for code in (PEOPLE, DISABLED, EMPLOYED))
    return [_("Programme, each person once"), page.content.projects_count, *counts, "NOT_ADDITIVE"]


def projects_table(page: "Page", projects: Iterable[ProjectEntry]) -> parts.Table | None:
    rows = [_project_row(page, one) for one in projects]
    if not rows:
        return None
    columns = [
        parts.Column(_("Project")),
        parts.Column(_("Years"), "short", wide_only=True),
        parts.Column(_("People"), "number"),
        parts.Column(_("Found work"), "number"),
        parts.Column(_("EU funds"), "amount", wide_only=True),
    ]
    return parts.Table(_("Projects with a page"), columns, rows, caption_hidden=True)


def _project_row(page: "Page", entry: ProjectEntry) -> list[object]:
    told = facts.project(page.content, entry)
    money = "" if told.eu_amount is None else formats.money_millions(told.eu_amount)
    return [
        parts.Cell(entry.title, url=page.url("project", project_id=entry.id)),
        _years(entry),
        _official_or_counted(page, entry, PEOPLE, told.people),
        _official_or_counted(page, entry, EMPLOYED, told.employed),
        money or _("not published"),
    ]


def _years(entry: ProjectEntry) -> parts.Cell:
    span = f"{entry.starts_on.year}–{entry.ends_on.year}"
    is_invented = bool({"starts_on", "ends_on"} & set(entry.invented))
    return parts.Cell(span, tag=_("invented") if is_invented else "")


def _official_or_counted(page: "Page", entry: ProjectEntry, code: str, value: Shown) -> parts.Cell:
    official = page.content.officially(code, project=entry.id)
    title = official.source if official else ""
    return parts.Cell(value, tag=_("published") if official else "", tag_title=title)
