"""My day: what is late, due today and soon, whose it is, and for whom the rest waits."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import holiday_name, today
from projects import filters
from projects.deadlines import queries as deadlines
from projects.desk import parts

AHEAD = timedelta(days=30)


@never_cache
@require_safe
def my_day(request: HttpRequest) -> HttpResponse:
    on, by = today(), request.actor
    waiting = [item for item in deadlines.due_for(by, on, on + AHEAD) if item.is_open]
    mine = [item for item in waiting if item.is_of(by)]
    whose = parts.whose_chip(len(mine), len(waiting), by=by)
    shown = waiting if parts.shows_everybodys(request.GET, by=by) else mine
    page = {
        "on": parts.day_in_words(on),
        "holiday": holiday_name(on),
        "finding": parts.finding(shown),
        "groups": parts.groups(shown, by=by),
        "colleagues": parts.colleagues(waiting, by=by),
        "filters": [filters.chip(request, **whose)],
        "waiting": len(waiting),
    }
    return render(request, "desk/my_day.html", page)
