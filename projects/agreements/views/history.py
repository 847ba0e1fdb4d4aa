"""The history of an agreement."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.permissions import Permission, can
from projects.agreements import parts
from projects.agreements.views.projects import visible
from projects.workbench.history import on_a_card

PER_PAGE = 50


@require_safe
def history(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = visible(request, project_id, Permission.SEE_FIGURES)
    lines = parts.history_lines(
        found.amendments.select_related("withdrawn_by"),
        found.versions.select_related("amendment", "set_by"),
        with_money=can(request.actor, Permission.SEE_MONEY, project=found.pk),
    )
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    told = {"project": found, "page": page, "entries": on_a_card([found.pk], with_reasons=True)}
    return render(request, "agreements/history.html", told)
