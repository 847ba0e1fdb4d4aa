"""Puts the public pages together: an edition in, what the template draws out; nothing else is asked.

Pure functions of the content, so two worlds whose public figures are equal have equal pages.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from dashboards import disclosure
from dashboards.public import addresses, drawings, facts
from dashboards.public.contents import (
    DISABLED,
    EMPLOYED,
    PEOPLE,
    Content,
    Official,
    Place,
    ProjectEntry,
    Shown,
    UnitEntry,
)
from dashboards.public.queries import Reading
from dashboards.public.tables import TABLES
from dashboards.public.wording import notes
from dashboards.public.wording.places import PLACES
from ui import formats, parts

# When the pages first opened; the declaration is dated by it.
PUBLISHED_ON = date(2026, 11, 22)


@dataclass(frozen=True)
class Page:
    """Of which edition, in which language, and under which name its addresses are made."""

    reading: Reading
    language: str
    is_preview: bool = False

    @property
    def content(self) -> Content:
        return self.reading.content

    def url(self, name: str, *, language: str = "", **named: Any) -> str:
        """Pages of a preview lead to pages of the preview."""
        is_shown_there = self.is_preview and name in ("programme", "unit", "project")
        made = addresses.preview if is_shown_there else addresses.of
        return made(name, language or self.language, **named)

    def people(self, code: str, unit: str = "") -> Shown:
        return self.content.told(Place(unit, code=code)).people

    def unit_with_page(self, code: str) -> UnitEntry:
        found = next((one for one in self.content.units if one.code == code), None)
        if found is None or not self.has_page(code):
            raise Http404
        return found

    def project_with_page(self, project_id: str) -> ProjectEntry:
        found = next((one for one in self.content.projects if one.id == project_id), None)
        if found is None:
            raise Http404
        return found

    def has_page(self, unit: str) -> bool:
        """A unit has a page once it agreed to one of a project."""
        return any(one.unit_code == unit for one in self.content.projects)


def programme(page: Page) -> dict[str, Any]:
    content = page.content
    return {
        **_surroundings(page, "programme"),
        "note": notes.programme(facts.programme(content), page.language),
        "stats": [
            _stat(_("People supported"), page.people(PEOPLE), _("each person counted once")),
            _stat(_("of them with disabilities"), page.people(DISABLED), _share_of(page, DISABLED)),
            _stat(_("Found work"), page.people(EMPLOYED), _share_of(page, EMPLOYED)),
            _money_stat(content),
        ],
        "map": drawings.map_of(page),
        "units": drawings.units_table(page),
        "years": drawings.years(page),
        "projects": drawings.projects_table(page, content.projects),
        "official": _official(page, [one for one in content.official if not one.unit_code]),
        **_widget(page, "program"),
        "charts": True,
    }


def unit(page: Page, entry: UnitEntry) -> dict[str, Any]:
    name = PLACES[entry.code]
    mine = [one for one in page.content.projects if one.unit_code == entry.code]
    return {
        **_surroundings(page, "unit", slug=name.slug),
        "name": name.named(page.language),
        "note": notes.unit(facts.unit(page.content, entry), page.language),
        "stats": [
            _stat(_("People supported"), page.people(PEOPLE, entry.code), _density(page, entry)),
            _stat(
                _("of them with disabilities"),
                page.people(DISABLED, entry.code),
                _share_of(page, DISABLED, entry.code),
            ),
            _stat(
                _("Found work"),
                page.people(EMPLOYED, entry.code),
                _share_of(page, EMPLOYED, entry.code),
            ),
            _stat(_("Projects"), entry.projects_count),
        ],
        "who": drawings.women_and_men(page, entry.code),
        "projects": drawings.projects_table(page, mine),
        "waiting": entry.projects_count - len(mine),
        "official": _official(
            page, [o for o in page.content.official if o.unit_code == entry.code]
        ),
        **_widget(page, name.slug),
        "charts": True,
    }


def project(page: Page, entry: ProjectEntry) -> dict[str, Any]:
    told = facts.project(page.content, entry)
    place = PLACES[entry.unit_code]
    mine = [one for one in page.content.official if one.project_id == entry.id]
    return {
        **_surroundings(page, "project", project_id=entry.id),
        "project": entry,
        "place": place.named(page.language),
        "place_url": page.url("unit", slug=place.slug),
        "note": notes.project(told, page.language),
        "stats": [
            _stat(_("People supported"), told.people, _whose(mine, PEOPLE)),
            _stat(_("Found work"), told.employed, _whose(mine, EMPLOYED) or _of(told)),
        ],
        "facts": _facts(entry),
        "official": _official(page, mine),
    }


def data(page: Page, *, mail: str) -> dict[str, Any]:
    """What can be downloaded, what its columns mean, and how often it changes."""
    return {**_surroundings(page, "data"), "tables": list(TABLES.values()), "mail": mail}


def accessibility(page: Page, *, publisher: str, mail: str) -> dict[str, Any]:
    """The declaration that the law asks for; the ids in it are looked up by those who check."""
    days = {"published_on": PUBLISHED_ON, "changed_on": PUBLISHED_ON}
    named = {"publisher": publisher, "mail": mail, "phone": _("at the office of the metropolis")}
    return {**_surroundings(page, "accessibility"), **days, **named}


def _surroundings(page: Page, name: str, **named: Any) -> dict[str, Any]:
    other = addresses.OTHER[page.language]
    return {
        "page": page,
        "language": page.language,
        "number": page.reading.number,
        "approved_at": page.reading.approved_at,
        "as_of": page.content.as_of,
        "home": page.url("programme"),
        "data_url": page.url("data"),
        "accessibility_url": page.url("accessibility"),
        "other_language": other,
        "other_url": page.url(name, language=other, **named),
    }


def _widget(page: Page, what: str) -> dict[str, Any]:
    named = {"language": page.language, "what": what}
    return {"what": what, "svg_url": addresses.file("picture", **named)}


def _stat(label: str, value: Shown, sub: str = "") -> dict[str, Any]:
    return {"label": label, "value": value, "sub": sub}


def _money_stat(content: Content) -> dict[str, Any]:
    if not content.eu_projects_count:
        return _stat(_("EU funds"), "NO_DATA")
    facts = {
        "some": formats.number(content.eu_projects_count),
        "all": formats.number(content.projects_count),
    }
    some = _("the sum of what was published, for %(some)s of %(all)s projects") % facts
    amount = (content.eu_amount / 1_000_000).quantize(Decimal("0.1"))
    return {"label": _("EU funds"), "value": amount, "unit": _("million PLN"), "sub": some}


def _share_of(page: Page, code: str, unit: str = "") -> str:
    """A share of rounded numbers, and of a base that is large enough."""
    return _share(page.people(code, unit), page.people(PEOPLE, unit))


def _share(part: Shown, whole: Shown) -> str:
    if isinstance(part, str) or isinstance(whole, str) or not part:
        return ""
    rate = disclosure.rate(part, whole)
    if rate is None:
        return ""
    return _("about %(share)s of people supported") % {"share": formats.percent(float(rate), 0)}


def _of(told: facts.ProjectFacts) -> str:
    return _share(told.employed, told.people)


def _density(page: Page, entry: UnitEntry) -> str:
    people = page.people(PEOPLE, entry.code)
    if isinstance(people, str) or not entry.population:
        return ""
    rate = formats.number(round(10_000 * people / entry.population))
    return _("about %(rate)s per 10,000 residents (%(year)s)") % {
        "rate": rate,
        "year": entry.population_on[:4],
    }


def _whose(official: list[Official], subject: str) -> str:
    if any(one.subject == subject for one in official):
        return _("as officially published")
    return ""


def _official(page: Page, figures: list[Official]) -> parts.Table | None:
    """What somebody published, each with its source; it is in no sum."""
    if not figures:
        return None
    columns = [
        parts.Column(_("Published figure")),
        parts.Column(_("Of what"), wide_only=True),
        parts.Column(_("Value"), "number"),
        parts.Column(_("Source")),
        parts.Column(_("Shown with the approval of"), wide_only=True),
    ]
    titles = {one.id: one.title for one in page.content.projects}
    rows = [
        [
            page.content.name_of(one.subject, page.language),
            titles.get(one.project_id) or _place(page, one),
            one.value,
            ", ".join(filter(None, [one.source, formats.day(one.published_on)])),
            one.approved_by,
        ]
        for one in figures
    ]
    return parts.Table(_("Officially published figures"), columns, rows, caption_hidden=True)


def _place(page: Page, one: Official) -> str:
    return PLACES[one.unit_code].named(page.language) if one.unit_code else _("the whole programme")


def _facts(entry: ProjectEntry) -> list[dict[str, Any]]:
    def fact(label: str, field: str, text: str) -> dict[str, Any]:
        tag = f" ({_('invented')})" if field in entry.invented and text else ""
        return {"label": label, "value": f"{text or _('not published')}{tag}"}

    return [
        fact(_("Leader"), "leader_name", entry.leader),
        fact(
            _("Period"),
            "starts_on",
            f"{formats.day(entry.starts_on)} – {formats.day(entry.ends_on)}",
        ),
        fact(_("EU funds"), "eu_amount", _money(entry.eu_amount)),
        fact(_("Total value"), "total_amount", _money(entry.total_amount)),
    ]


def _money(amount: Any) -> str:
    return "" if amount is None else formats.money(amount)
