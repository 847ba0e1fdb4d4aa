"""The list of projects, and one project with everything that hangs on its agreement."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from projects import filters
from projects.agreements import parts, queries
from projects.agreements.models import Project
from projects.agreements.queries import Figures


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    on, words = today(), request.GET.get("szukaj", "")
    visible = list(queries.projects_visible_to(request.actor, Permission.SEE_FIGURES))
    shown = queries.found(visible, words=words, state=request.GET.get("stan", ""), on=on)
    page = {
        "projects": visible,
        "running": queries.found(visible, state=queries.RUNNING, on=on),
        "shown": shown,
        "words": words,
        "table": parts.projects_table(shown, figures=queries.figures_of(shown), on=on),
        "filters": [filters.chip(request, **parts.state_chip())],
        "may_enter": can(request.actor, Permission.EDIT_PROJECTS),
        "may_export": can(request.actor, Permission.AGREE_TO_EXPORT),
    }
    return render(request, "agreements/projects.html", page)


@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = visible(request, project_id, Permission.SEE_FIGURES)
    figures = queries.figures_of([found])[found.pk]
    may = parts.rights(request.actor, found)
    page = {
        "project": found,
        "state": queries.state_of(found, on=today()),
        "time_gone": queries.time_gone(found, on=today()),
        "facts": parts.facts(found),
        "figures": figures,
        "calendar": parts.claim_sentences(found),
        "may": may,
    }
    page |= _money(found, figures, with_money=may["see_money"]) | _agreed(request, found, figures)
    return render(request, "agreements/project.html", page)


def _money(found: Project, figures: Figures, *, with_money: bool) -> dict[str, Any]:
    """Partners with their tasks, and for whoever may see money, the money and the amendments of it."""
    grid = queries.task_grid(found)
    amendments = list(queries.amendments_in_force(found))
    return {
        "budget": queries.budget_of(found, planned=figures.planned),
        "money": parts.money_table(found),
        "costs": parts.cost_table(found, figures),
        "grid": grid,
        "partners": parts.partner_lines(grid, with_money=with_money),
        "amendments": parts.amendment_lines(amendments, with_money=with_money),
        "signed": parts.signed_lines(found, amendments, with_money=with_money),
    }


def _agreed(request: HttpRequest, found: Project, figures: Figures) -> dict[str, Any]:
    """Whom the project is for and how its quotas stand."""
    group = queries.target_group_read_with(found)
    seen = queries.projects_visible_to(request.actor, Permission.SEE_FIGURES)
    return {
        "group": group,
        "rules": parts.group_sentences(group),
        "quotas": parts.quota_lines(queries.quotas_of(group, figures)),
        "complements": queries.complements_of(found).filter(pk__in=seen.order_by().values("pk")),
    }


def visible(request: HttpRequest, project_id: UUID, permission: Permission) -> Project:
    """The project, if the actor holds the permission in it; else it is not found."""
    rows = queries.with_target_group(queries.projects_visible_to(request.actor, permission))
    return get_object_or_404(rows, pk=project_id)
