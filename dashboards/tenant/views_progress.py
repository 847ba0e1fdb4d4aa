"""How one project is doing: its promises and their outlook, its support, its settlement."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from dashboards.tenant import awaited, pace, parts, parts_progress
from dashboards.tenant.views import freshness
from indicators.definitions.queries import definitions
from projects import filters
from projects.agreements import queries as agreements
from projects.agreements.models import Project


@never_cache
@require_safe
def promises(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project, known, on = visible(request, project_id), definitions(), today()
    rows = pace.kept([project], on=on)
    page = {
        **surroundings(request, project, "promises"),
        **_promised(request, project, rows, known),
        "countdown": awaited.chart(awaited.awaited(project.pk, on=on), parts.own(known)),
        **freshness(request),
    }
    return render(request, "tenant_dashboards/promises.html", page)


def _promised(
    request: HttpRequest, project: Project, rows: list[pace.Kept], known: Any
) -> dict[str, Any]:
    agreed = parts_progress.in_order(pace.of_agreement(rows), known)
    plans = parts_progress.in_order((row for row in rows if row.promise.plan), known)
    asked = parts_progress.chosen(agreed, request.GET.get("co", ""))
    if asked is None:
        return {"promised": []}
    return {
        "promised": agreed,
        "finding": parts_progress.finding(agreed),
        "trouble": parts_progress.lines(pace.in_trouble(agreed), known),
        "pace": parts_progress.pace_chart(asked, known, project, on=today()),
        "chips": [
            filters.chip(
                request,
                label=_("Promise"),
                parameter="co",
                choices=parts_progress.choices(agreed, known),
                in_force=parts_progress.key_of(asked),
            )
        ],
        "table": parts_progress.table(agreed, known, _("Promises of the agreement")),
        "plans": parts_progress.table(plans, known, _("Plans of periods")),
        "plan_lines": parts_progress.lines(plans, known),
    }


def surroundings(request: HttpRequest, project: Project, here: str) -> dict[str, Any]:
    """What all the pages of one project's figures share."""
    return {
        "project": project,
        "here": here,
        "charts": True,
        "sees_people": can(request.actor, Permission.SEE_PEOPLE, project=project.pk),
        "sees_money": can(request.actor, Permission.SEE_MONEY, project=project.pk),
        "may_set_targets": can(request.actor, Permission.EDIT_PROJECTS, project=project.pk),
        "time_gone": agreements.time_gone(project, on=today()),
    }


def visible(
    request: HttpRequest, project_id: UUID, permission: Permission = Permission.SEE_FIGURES
) -> Project:
    seen = agreements.projects_visible_to(request.actor, permission)
    return get_object_or_404(seen, pk=project_id)
