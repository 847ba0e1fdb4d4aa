"""Tables of the pages on which the metropolis decides about editions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.days import quarter_key
from dashboards.public import contents, differences, facts
from dashboards.public.contents import Content, Place, Shown
from dashboards.public.differences import Difference
from dashboards.public.forms import PROJECT, UNIT
from dashboards.public.models import Candidate, Edition, PublishedFigure
from dashboards.public.wording import notes
from dashboards.public.wording.places import BY_SLUG, PLACES
from indicators.definitions.models import Definition
from ui import formats
from ui.parts import Cell, Column, Table


def quarter(as_of: date | str) -> str:
    """The quarter that an edition's figures are of, in words."""
    day = as_of if isinstance(as_of, date) else date.fromisoformat(as_of)
    return formats.period(quarter_key(day))


def editions(rows: Sequence[Any]) -> Table:
    """The newest of those that stand is the current one; each before it says what replaced it."""
    standing = [one.number for one in rows if one.withdrawn_at is None]
    columns = [
        Column(pgettext("of public figures", "Edition")),
        Column(_("Figures of")),
        Column(_("Approved")),
        Column(_("By whom"), wide_only=True),
        Column(_("State")),
    ]
    found = [
        [
            formats.number(one.number),
            quarter(one.of_day),
            formats.moment(one.approved_at),
            one.approved_by_name,
            _state(one, min((number for number in standing if number > one.number), default=0)),
        ]
        for one in rows
    ]
    return Table(_("Editions, the newest first"), columns, found, caption_hidden=True)


def _state(one: Edition, replaced_by: int) -> Cell:
    if one.withdrawn_at:
        facts_ = {
            "moment": formats.moment(one.withdrawn_at),
            "name": one.withdrawn_by_name,
            "reason": one.reason,
        }
        return Cell(_("withdrawn %(moment)s, %(name)s: %(reason)s") % facts_)
    url = reverse("editions:withdraw", args=[one.pk])
    if replaced_by:
        number = {"number": formats.number(replaced_by)}
        return Cell(_("replaced by edition %(number)s; withdraw") % number, url=url)
    return Cell(_("current; withdraw"), url=url)


def preview(after: Content, edition: Edition | None) -> dict[str, Any]:
    """What would appear and what would change."""
    before = contents.from_json(edition.content) if edition else None
    come, go = _moves(before, after)
    changed = differences.figures(before, after) if before else []
    return {
        "in_force": edition,
        "note": notes.programme(facts.programme(after), "pl"),
        "table": _changes(changed, before, after) if changed else None,
        "changed_count": len(changed),
        "come": come if before else [],
        "go": go,
        "pages": [_link("programme", _("Programme")), *_links(after)],
        "hidden_count": sum(contents.HIDDEN in told for told in after.cells.values()),
        "cells_count": len(after.cells),
        "exposed": [_named(place, after, _titles(after)) for place in after.exposed],
        "dropped": list(dict.fromkeys(_table_named(place, after) for place in after.dropped)),
        "is_by_officials": bool(after.official),
    }


def approval(candidate: Candidate, edition: Edition | None) -> dict[str, Any]:
    """What is about to be public: of which quarter, how much changes, and what it replaces.

    Of a candidate that is there no more nothing is known but that it was out of date.
    """
    if not candidate.content:
        return {"candidate": None, "in_force": edition}
    after = contents.from_json(candidate.content)
    before = contents.from_json(edition.content) if edition else None
    return {
        "candidate": candidate,
        "in_force": edition,
        "quarter": quarter(after.as_of),
        "replaced_quarter": quarter(before.as_of) if before else "",
        "changed_count": len(differences.figures(before, after)),
        "projects_count": len(after.projects),
    }


def _table_named(place: Place, content: Content) -> str:
    """The table that a place stands in, as the preview names what is left out."""
    by = _("in total")
    if place.project_id:
        by = _("by project")
    elif place.sex:
        by = _("by sex")
    elif place.period != contents.WHOLE_TIME:
        by = _("by year")
    elif place.unit_code:
        by, place = _("by powiat and city"), place._replace(unit_code="")
    whole = place._replace(project_id="", sex="", period=contents.WHOLE_TIME)
    return f"{_named(whole, content, {})}, {by}"


def _titles(*of: Content | None) -> dict[str, str]:
    return {one.id: one.title for content in of if content for one in content.projects}


def _moves(before: Content | None, after: Content) -> tuple[list[str], list[str]]:
    """Pages of projects and officially published figures that come, and those that go."""
    projects = differences.projects(before, after)
    figures = differences.official(before, after)
    language = "pl" if formats.is_polish() else "en"
    told = [
        [f"{after.name_of(one.subject, language)}: {one.value} ({one.source})" for one in side]
        for side in figures
    ]
    return projects[0] + told[0], projects[1] + told[1]


def _link(name: str, label: str, **named: Any) -> dict[str, Any]:
    urls = {
        language: reverse(f"editions:preview-{name}", kwargs={"language": language, **named})
        for language in ("pl", "en")
    }
    return {"label": label, "urls": urls}


def _links(after: Content) -> Iterable[dict[str, Any]]:
    slugs = {code: slug for slug, code in BY_SLUG.items()}
    with_pages = {one.unit_code for one in after.projects}
    for unit in after.units:
        if unit.code in with_pages:
            yield _link("unit", PLACES[unit.code].pl, slug=slugs[unit.code])
    for one in after.projects:
        yield _link("project", one.title, public_project_id=one.id)


def _changes(changed: Iterable[Difference], before: Content | None, after: Content) -> Table:
    titles = _titles(before, after)
    columns = [
        Column(_("Figure")),
        Column(_("Counted"), wide_only=True),
        Column(_("In force"), "number"),
        Column(_("In the candidate"), "number"),
    ]
    rows = [
        [
            _named(one.place, after, titles),
            _("people") if one.is_people else _("participations"),
            _shown(one.before),
            _shown(one.after),
        ]
        for one in changed
    ]
    return Table(_("Figures that change"), columns, rows, caption_hidden=True)


def _named(place: Place, content: Content, titles: Mapping[str, str]) -> str:
    language = "pl" if formats.is_polish() else "en"
    sexes = {"F": _("women"), "M": _("men")}
    where = titles.get(place.project_id) or (
        PLACES[place.unit_code].named(language) if place.unit_code else _("Programme")
    )
    period = "" if place.period == contents.WHOLE_TIME else place.period
    told = [where, content.name_of(place.code, language), period, sexes.get(place.sex, "")]
    return ", ".join(filter(None, told))


def _shown(value: Shown | None) -> Shown:
    return "NO_DATA" if value is None else value


def published(
    rows: Iterable[PublishedFigure], definitions: Mapping[str, Definition], content: Content | None
) -> Table:
    named = dict(places(content))
    columns = [
        Column(_("Indicator")),
        Column(_("Of what")),
        Column(_("Value"), "number"),
        Column(_("Source"), wide_only=True),
        Column(_("Approved by"), wide_only=True),
    ]
    found = [
        [
            definitions[one.subject].short_name
            if one.subject in definitions
            else _("areas of support"),
            named.get(_key(one), _("the whole programme")),
            one.value,
            ", ".join(filter(None, [one.source, formats.day(one.published_on)])),
            one.approved_by,
        ]
        for one in rows
    ]
    return Table(_("Officially published figures"), columns, found, caption_hidden=True)


def _key(one: PublishedFigure) -> str:
    if one.project_id:
        return f"{PROJECT}:{one.project_id}"
    return f"{UNIT}:{one.unit_code}" if one.unit_code else ""


def places(content: Content | None) -> list[tuple[str, str]]:
    """The nine units, and projects whose units agreed to a page."""
    language = "pl" if formats.is_polish() else "en"
    units = [(f"{UNIT}:{code}", name.named(language)) for code, name in PLACES.items()]
    projects = content.projects if content else ()
    return [*units, *((f"{PROJECT}:{one.id}", one.title) for one in projects)]
