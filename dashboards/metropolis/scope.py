"""The state of a page's filters: read from the address, refused with a sentence, written back."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.metropolis.queries import Scope
from dashboards.metropolis.releasing import WHOLE_TIME
from territory.models import Unit
from ui import parts

PERIOD, UNIT = "okres", "powiat"


def read(
    typed: QueryDict, *, years: Sequence[str], units: Sequence[Unit]
) -> tuple[Scope, list[str]]:
    """The scope nearest to what the address asks for, and a sentence for what it cannot have."""
    period, about_period = _period(typed.get(PERIOD) or WHOLE_TIME, years)
    unit_code, about_unit = _unit(typed.get(UNIT) or "", units)
    return Scope(unit_code, period), [text for text in (about_period, about_unit) if text]


def _period(asked: str, years: Sequence[str]) -> tuple[str, str]:
    if asked in (WHOLE_TIME, *years):
        return asked, ""
    facts = {"period": asked[:20]}
    if not years or not (asked.isascii() and asked[:4].isdigit()):
        text = _("There are no figures for “%(period)s”; figures from the start are shown instead.")
        return WHOLE_TIME, text % facts
    nearest = min(years, key=lambda year: abs(int(year) - int(asked[:4])))
    text = _("There are no figures for “%(period)s”; the nearest year, %(year)s, is shown instead.")
    return nearest, text % (facts | {"year": nearest})


def _unit(asked: str, units: Sequence[Unit]) -> tuple[str, str]:
    names = {unit.code: unit.display_name for unit in units}
    if not asked or asked in names:
        return asked, ""
    facts = {"code": asked[:20]}
    if asked[:4] in names:
        text = _("“%(code)s” is no powiat or city of the programme; %(unit)s is shown instead.")
        return asked[:4], text % (facts | {"unit": names[asked[:4]]})
    text = _("“%(code)s” is no powiat or city of the programme; all of them are shown instead.")
    return "", text % facts


def query(scope: Scope, kept: Mapping[str, str] | None = None) -> str:
    """The scope, and what else the page keeps, as the end of an address; nothing for everything."""
    chosen = {PERIOD: "" if scope.period == WHOLE_TIME else scope.period, UNIT: scope.unit_code}
    written = urlencode({name: value for name, value in (chosen | (kept or {})).items() if value})
    return f"?{written}" if written else "?"


def period_words(period: str) -> str:
    return _("from the start of the programme") if period == WHOLE_TIME else period


def place_words(scope: Scope, units: Sequence[Unit]) -> str:
    """The powiat or city that was chosen, or all of them."""
    names = {unit.code: unit.display_name for unit in units}
    return names.get(scope.unit_code) or _("the whole programme")


def wider(
    scope: Scope, unit: Unit | None, kept: Mapping[str, str] | None = None
) -> list[parts.Link]:
    """The nearest choices that tell more: the whole time here, this period everywhere."""
    links = []
    if scope.period != WHOLE_TIME:
        place = unit.display_name if unit else _("the whole programme")
        text = _("From the start of the programme: %(place)s") % {"place": place}
        links.append(parts.Link(text, query(Scope(scope.unit_code), kept)))
    if scope.unit_code:
        links.append(parts.Link(_("All powiats and cities"), query(Scope("", scope.period), kept)))
    return links


def filters(
    scope: Scope,
    *,
    years: Sequence[str],
    units: Sequence[Unit],
    kept: Mapping[str, str] | None = None,
) -> list[parts.Filter]:
    """The two chips of the page; every choice is a link that keeps the other and what is `kept`."""
    periods = [(key, period_words(key)) for key in (WHOLE_TIME, *years)]
    places = [
        ("", _("all powiats and cities")),
        *((unit.code, unit.display_name) for unit in units),
    ]
    return [
        parts.Filter(
            _("Period of the figures"),
            dict(periods)[scope.period],
            [
                parts.Link(label, query(Scope(scope.unit_code, key), kept), key == scope.period)
                for key, label in periods
            ],
        ),
        parts.Filter(
            _("Powiat or city"),
            dict(places)[scope.unit_code],
            [
                parts.Link(label, query(Scope(key, scope.period), kept), key == scope.unit_code)
                for key, label in places
            ],
        ),
    ]
