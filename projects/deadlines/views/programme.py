"""What the programme has asked of the unit, and since when each was done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.permissions import Permission
from projects.agreements import queries as agreements
from projects.deadlines import parts
from projects.deadlines.queries import telling
from ui import drawn

PER_PAGE = 50


@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    projects = agreements.projects_visible_to(request.actor, Permission.EDIT_PROJECTS).in_bulk()
    page = drawn.page_of(request, telling.programme_requests(projects), PER_PAGE)
    shown = {"page": page, "table": parts.asked_table(page, projects)}
    return render(request, "deadlines/asked.html", shown)
