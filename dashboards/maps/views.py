"""Pages of the map. They run under the metropolis's role, which reads released figures only."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, require
from dashboards import downloads
from dashboards.maps import asking, looking, pages, tables
from ui import formats


@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    look, complaints = looking.look(request.GET, today=today())
    for complaint in complaints:
        messages.warning(request, complaint)
    return render(request, "maps/map.html", pages.page(look))


@require_safe
def table_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The map's table, for Excel, with notes on what was asked for."""
    require(request.actor, Permission.SEE_METROPOLIS)
    look, _complaints = looking.look(request.GET, today=today())
    return downloads.answer(
        tables.table(look),
        ending=ending,
        name=_("map"),
        title=_("Map"),
        notes=_notes(request, look),
    )


def _notes(request: HttpRequest, look: looking.Look) -> Any:
    chosen = asking.filters(look.asked, look.offered)
    return downloads.notes(
        request,
        on=look.today,
        definition=look.indicator,
        filters="; ".join(f"{one.label}: {one.chosen}" for one in chosen),
        source=_("the projects' own records, kept in Szansa"),
        freshness=formats.moment(look.release.released_at) if look.release else "",
    )
