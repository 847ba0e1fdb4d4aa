"""The unit's own pages: the start, and where a number comes from."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can, can_anywhere
from dashboards.tenant import parts, queries
from indicators.definitions.queries import InForce, definitions
from indicators.language import as_sentence
from projects import filters
from projects.agreements import parts as agreement_parts
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants import queries as participants

PER_PAGE = 50
COUNTED, NOT_COUNTED = "", "nieliczone"


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    on = today()
    projects = list(agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES))
    running = agreements.found(projects, state=agreements.RUNNING, on=on)
    others = [project for project in projects if project not in running]
    figures = agreements.figures_of(projects)
    counts = queries.supported(request.actor, [project.pk for project in projects])
    drawn = [(project, parts.progress_chart(project, figures[project.pk])) for project in running]
    page = {
        "projects": projects,
        "running": drawn,
        "others": agreement_parts.projects_table(others, figures=figures, on=on),
        "tiles": parts.tiles(definitions(), counts, sum(f.taking_part for f in figures.values())),
        "charts": any(chart for _project, chart in drawn),
        **_due(request, figures.values(), running=len(running)),
        **_rights(request),
        **_freshness(request),
    }
    return render(request, "tenant_dashboards/start.html", page)
