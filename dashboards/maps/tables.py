"""The table beside a map: the same figures in rows, with what a rate is made of."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.maps import asking, drawing
from dashboards.maps.asking import UNITS
from dashboards.maps.figures import Place
from dashboards.maps.looking import Look, url_of
from dashboards.metropolis.queries import NO_DATA
from ui import parts


def table(look: Look) -> parts.Table:
    """The same figures in rows, with what a rate is made of."""
    return _table_of_units(look) if look.asked.level == UNITS else _table_of_gminy(look)


def _caption(look: Look) -> str:
    period = look.offered.choices(asking.PERIOD)[look.asked.period]
    return f"{look.indicator}, {period}"


def _table_of_units(look: Look) -> parts.Table:
    years = look.figures.years
    return parts.Table(
        caption=_caption(look),
        columns=[
            parts.Column(_("Powiat or city")),
            parts.Column(_("People"), "number"),
            parts.Column(_("per 10,000 residents"), "number"),
            parts.Column(_("Residents in %(year)s") % {"year": years}, "number", wide_only=True),
        ],
        rows=[_unit_row(place, look.figures.decimals) for place in look.figures.places],
        total=[
            _("Programme"),
            look.figures.whole.people,
            *_rate_and_residents(_whole(look), look.figures.decimals),
        ],
    )


def _unit_row(place: Place, decimals: int) -> list[object]:
    url = reverse("metropolis:unit", args=[place.unit_code])
    name = parts.Cell(place.long_name, url=url)
    return [name, place.pair.people, *_rate_and_residents(place, decimals)]


def _rate_and_residents(place: Place, decimals: int) -> list[object]:
    rate = place.rate
    shown = rate if isinstance(rate, str) else drawing.rounded(rate, decimals)
    return [shown, place.population or NO_DATA]


def _whole(look: Look) -> Place:
    """The area as one place: people are counted once in it, so units do not add up to it."""
    populations = [place.population for place in look.figures.places]
    residents = sum(filter(None, populations)) if all(populations) else None
    return Place("", "", "", "", look.figures.whole, residents)


def _table_of_gminy(look: Look) -> parts.Table:
    names = look.offered.units
    rows: list[Sequence[object]] = [
        [
            parts.Cell(place.long_name, url=url_of(look.asked, place)),
            names[place.unit_code],
            place.pair.people,
        ]
        for place in look.figures.places
    ]
    elsewhere = look.figures.elsewhere
    if elsewhere:
        rows.append([_("elsewhere, or nobody knows where"), "", elsewhere.people])
    return parts.Table(
        caption=_caption(look),
        columns=[
            parts.Column(_("Gmina")),
            parts.Column(_("Powiat or city")),
            parts.Column(_("People"), "number"),
        ],
        rows=rows,
        total=[] if look.asked.unit else [_("Programme"), "", look.figures.whole.people],
    )
