"""All warnings by project; the page runs under the metropolis's role, which reads released figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.permissions import Permission, can, require
from dashboards.metropolis import queries as released
from dashboards.watching import parts, queries


@never_cache
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    units, chosen, unknown = parts.asked_unit(request.GET)
    found = queries.warnings(unit_code=chosen)
    page = {
        "heaps": list(parts.heaps(found, units)),
        "count": len(found),
        "may_ask": can(request.actor, Permission.ASK_UNITS),
        "filters": [parts.unit_filter(units, chosen, keep={})],
        "release": released.latest_release(),
        "wrong": parts.wrong_choice(unknown, False),
    }
    return render(request, "watching/warnings.html", page)
