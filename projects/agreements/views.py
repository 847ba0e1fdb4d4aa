"""Pages of projects: the list, one project, a new one, a correction."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can, require
from projects import filters
from projects.agreements import operations, parts, queries
from projects.agreements.forms import CorrectProjectForm, EnterProjectForm, current_of
from projects.agreements.models import Project


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
    }
    return render(request, "agreements/projects.html", page)


@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _visible(request, project_id, Permission.SEE_FIGURES)
    figures = queries.figures_of([found])[found.pk]
    page = {
        "project": found,
        "state": queries.state_of(found, on=today()),
        "facts": parts.facts(found),
        "figures": figures,
        "budget": queries.budget_of(found, planned=figures.planned),
        "money": parts.money_table(found),
        "partners": found.partners.all(),
        "may": parts.rights(request.actor, found),
    }
    return render(request, "agreements/project.html", page)


def enter(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.EDIT_PROJECTS)
    form = EnterProjectForm(request.POST or None)
    if form.carry_out(operations.enter_project, by=request.actor):
        messages.success(request, _("The project is entered. Its targets come next."))
        return redirect("targets", form.outcome.pk)
    return render(request, "agreements/enter.html", {"form": form})


def correct(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _visible(request, project_id, Permission.EDIT_PROJECTS)
    form = CorrectProjectForm(request.POST or None, current=current_of(found))
    if form.carry_out(operations.correct_project, project=found, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("agreements:project", found.pk)
    return render(request, "agreements/correct.html", {"form": form, "project": found})


def _visible(request: HttpRequest, project_id: UUID, permission: Permission) -> Project:
    visible = queries.projects_visible_to(request.actor, permission)
    return get_object_or_404(visible, pk=project_id)
