"""All warnings by project; the page runs under the metropolis's role, which reads released figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.permissions import Permission, can, require
from dashboards.metropolis import queries as released
from dashboards.watching import parts, queries
from territory import queries as territory
from ui.parts import Filter, Link


@never_cache
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    units = {unit.code: unit.display_name for unit in territory.nine_units()}
    asked = request.GET.get("jednostka", "")
    chosen = asked if asked in units else ""
    found = queries.warnings(unit_code=chosen)
    page = {
        "heaps": list(parts.heaps(found, units)),
        "count": len(found),
        "may_ask": can(request.actor, Permission.ASK_UNITS),
        "filters": [_unit_filter(units, chosen)],
        "release": released.latest_release(),
        "unknown": asked[:20] if asked and not chosen else "",
    }
    return render(request, "watching/warnings.html", page)


def _unit_filter(units: dict[str, str], chosen: str) -> Filter:
    everywhere = _("all units")
    links = [Link(everywhere, "?", not chosen)]
    links += [Link(name, f"?jednostka={code}", code == chosen) for code, name in units.items()]
    return Filter(_("Unit"), units.get(chosen, everywhere), links)
