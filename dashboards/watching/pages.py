"""Which pages of the metropolis can be kept as a view: those of figures, with their filters."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from dashboards.metropolis.scope import PERIOD, UNIT

LONGEST_ADDRESS = 500
# Pages of figures by the namespaces of their addresses; whatever writes stands under another door.
NAMESPACES = frozenset({"metropolis", "maps", "watching"})


def kept(address: str) -> str:
    """The address as a view keeps it, without the host; empty for anything but a page of figures."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or "\\" in address:
        return ""
    try:
        found = resolve(parts.path, urlconf=settings.ROOT_URLCONF)
    except Resolver404:
        return ""
    if found.namespace not in NAMESPACES or hasattr(found.func, "door"):
        return ""
    query = urlencode(parse_qsl(parts.query))
    whole = f"{parts.path}?{query}" if query else parts.path
    return whole if len(whole) <= LONGEST_ADDRESS else ""


def told(address: str, units: Mapping[str, str]) -> str:
    """An address in words: the page, its unit and its year; `units` are names by code."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path, urlconf=settings.ROOT_URLCONF).view_name
    except Resolver404:
        return address
    asked = dict(parse_qsl(parts.query))
    filters = [units.get(asked.pop(UNIT, ""), ""), asked.pop(PERIOD, "")]
    filters += [_("with further filters")] if asked else []
    return " · ".join(filter(None, [_names().get(name, parts.path), *filters]))


def _names() -> dict[str, str]:
    """What the pages of figures are called, by the name of their address."""
    return {
        "metropolis:dashboard": _("Metropolis"),
        "metropolis:path": _("Path of participants"),
        "metropolis:basket": _("Basket of support"),
        "metropolis:breakdown": _("Breakdowns"),
        "metropolis:comparison": _("Comparison"),
        "metropolis:units": _("Units"),
        "metropolis:unit": _("Unit"),
        "metropolis:project": _("Project"),
        "metropolis:indicators": _("Indicators"),
        "metropolis:indicator": _("Indicator"),
        "metropolis:targets": _("Targets"),
        "maps:map": _("Map"),
        "watching:warnings": _("Warnings"),
        "watching:requests": _("Requests to units"),
        "watching:calendar": _("Calendar of the programme"),
        "watching:presentation": _("Presentation"),
    }
