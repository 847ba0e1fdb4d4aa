"""Puts the page of the map together: what was asked for, the drawing, its table and its words."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.maps import asking, drawing, outlines, tables
from dashboards.maps.asking import COUNT, GMINY, RATE
from dashboards.maps.drawing import Counted, Words
from dashboards.maps.looking import LEVELS, Look, url_of
from dashboards.metropolis import queries
from territory import tiles
from ui import formats, parts


def page(look: Look) -> dict[str, Any]:
    """The context of the page's template."""
    fresh = queries.freshness()
    asked = look.asked
    return {
        "finding": finding(look),
        "lead": lead(look),
        "filters": asking.filters(asked, look.offered),
        "map": None if asked.view == asking.TABLE else drawn(look),
        "table": tables.table(look),
        "views": asking.views(asked, look.offered),
        "csv_url": reverse("maps:csv") + asked.query,
        "is_wide": asked.level == GMINY and not asked.unit,
        "release": look.release,
        "today": look.today,
        "published": fresh.published,
        "expected": fresh.expected,
        "missing": ", ".join(fresh.missing),
        "unmatched": ", ".join(fresh.unmatched),
        "as_of": fresh.as_of,
    }


def finding(look: Look) -> str:
    """The page's first line: which place has the most, where few share the first place."""
    counted = _counted(look)
    first = drawing.most_in_words(counted)
    rates = look.asked.measure == RATE
    if not first:
        return _("%(indicator)s on the map") % {"indicator": look.indicator}
    sentence = (
        _("%(indicator)s per 10,000 residents: the most in %(place)s (%(value)s)")
        if rates
        else _("%(indicator)s: the most in %(place)s (%(value)s)")
    )
    value = formats.words(drawing.most(counted)[0].value, _decimals(look))
    return sentence % {"indicator": look.indicator, "place": first, "value": value}


def lead(look: Look) -> str:
    """What the figures of this level count, and what they cannot tell."""
    if look.asked.level == GMINY:
        return _(
            "By the gmina where people lived when they began, from the start of the programme. Numbers "
            "of people only: residents are not known of every gmina. Small counts and what would give "
            "them away are hidden."
        )
    if look.asked.measure == RATE:
        return _(
            "By the powiat or city whose projects supported them. Rates are of residents in %(year)s. Small "
            "counts and what would give them away are hidden."
        ) % {"year": look.figures.years}
    return _(
        "By the powiat or city whose projects supported them. Small counts and what would give them away are "
        "hidden."
    )


def drawn(look: Look) -> parts.UnitMap:
    """The drawing that was asked for: outlines where they are loaded, else tiles."""
    counted, decimals = _counted(look), _decimals(look)
    if look.borders:
        shapes = list(look.borders.outlines.all())
        if {one.code for one in counted} & {shape.code for shape in shapes}:
            words = _words(look, note=_note(look, {shape.code for shape in shapes}))
            return outlines.outlines(counted, shapes, words, decimals=decimals)
    places = tiles.PLACES[LEVELS[look.asked.level]]
    return drawing.tiles(counted, places, _words(look, note=""), decimals=decimals)


def _words(look: Look, *, note: str) -> Words:
    period = look.offered.choices(asking.PERIOD)[look.asked.period]
    return Words(
        key="places",
        finding=": ".join(filter(None, (look.offered.units.get(look.asked.unit), look.indicator))),
        subtitle=f"{_measure(look)}, {period}".capitalize(),
        unit=_("per 10,000 residents") if look.asked.measure == RATE else "",
        note=note,
        views=asking.views(look.asked, look.offered),
        source_url=reverse("metropolis:indicator", args=[look.asked.indicator]),
        csv_url=reverse("maps:csv") + look.asked.query,
    )


def _measure(look: Look) -> str:
    if look.asked.measure == COUNT:
        return _("number of people")
    return _("people per 10,000 residents of %(year)s") % {"year": look.figures.years}


def _note(look: Look, codes: set[str]) -> str:
    """Whose borders these are, of when, and who has none among them."""
    borders = look.borders
    assert borders is not None  # noqa: S101 - asked for by whoever draws them
    told = [
        _("Borders: %(source)s, as of %(day)s. %(licence)s.")
        % {
            "source": borders.source,
            "day": formats.day(borders.valid_from),
            "licence": borders.licence.rstrip("."),
        }
    ]
    if without := [place.long_name for place in look.figures.places if place.code not in codes]:
        told.append(_("Without a border there: %(places)s.") % {"places": ", ".join(without)})
    return " ".join(told)


def _counted(look: Look) -> list[Counted]:
    decimals = _decimals(look)
    return [
        Counted(
            code=place.code,
            name=place.name,
            long_name=place.long_name,
            value=value if isinstance(value, str) else drawing.rounded(value, decimals),
            url=url_of(look.asked, place),
            within=look.offered.units[place.unit_code] if look.asked.level == GMINY else "",
        )
        for place, value in zip(
            look.figures.places, look.figures.values(look.asked.measure), strict=True
        )
    ]


def _decimals(look: Look) -> int:
    return 0 if look.asked.measure == COUNT else look.figures.decimals
