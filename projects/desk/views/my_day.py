"""My day: what is late, due today and soon, whose it is, and for whom the rest waits."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import holiday_name, today
from projects import filters
from projects.deadlines import queries as deadlines
from projects.deadlines.items import Item
from projects.desk import parts
from projects.support.queries import sessions_of_day

AHEAD = timedelta(days=30)


@never_cache
@require_safe
def my_day(request: HttpRequest) -> HttpResponse:
    on, by = today(), request.actor
    waiting = [item for item in deadlines.due_for(by, on, on + AHEAD) if item.is_open]
    page = {
        "on": parts.day_in_words(on),
        "holiday": holiday_name(on),
        "colleagues": parts.colleagues(waiting, by=by),
        "waiting": len(waiting),
        "sessions": parts.sessions(sessions_of_day(by, on), by=by),
        **_shown(request, waiting),
    }
    return render(request, "desk/my_day.html", page)


def _shown(request: HttpRequest, waiting: list[Item]) -> dict[str, Any]:
    """Mine or everybody's, as the address says."""
    by = request.actor
    mine = [item for item in waiting if item.is_of(by)]
    shown = waiting if parts.shows_everybodys(request.GET, by=by) else mine
    chip = parts.whose_chip(len(mine), len(waiting), by=by)
    return {
        "finding": parts.finding(shown),
        "groups": parts.groups(shown, by=by),
        "filters": [filters.chip(request, **chip)],
    }
