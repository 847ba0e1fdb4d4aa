"""The dashboard on a projector: one figure on a screen, and one on a page of the handout."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, require
from dashboards.metropolis import pages, scope
from dashboards.metropolis.queries import WHOLE_TIME
from dashboards.watching import queries, slides


@never_cache
@require_safe
def presentation(request: HttpRequest) -> HttpResponse:
    """Takes the dashboard's filters; what of them cannot be had is left out, as the title says."""
    require(request.actor, Permission.SEE_METROPOLIS)
    view, _complaints = pages.look(request.GET, pages.version(on=today()))
    warnings = queries.warnings(unit_code=view.scope.unit_code)
    page = {
        **pages.frame(view, "dashboard"),
        "slides": slides.slides(view, warnings),
        # Every slide says of whom and of when it is: it may be shown alone.
        "about": scope.place_words(view.scope, view.units),
        "period": scope.period_words(view.scope.period),
        "query": request.GET.urlencode(),
        "year": "" if view.scope.period == WHOLE_TIME else view.scope.period,
    }
    return render(request, "watching/presentation.html", page)
