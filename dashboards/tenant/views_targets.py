"""Pages of targets: of a project as its agreement has them, of the unit, and plans of periods."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.permissions import Permission, can, projects_held, require
from dashboards.targets import told
from dashboards.targets.forms import (
    ContractForm,
    DecidedForm,
    EnterPlanForm,
    Offered,
    PlanForm,
)
from dashboards.tenant import promises
from indicators.definitions import queries as definitions
from indicators.targets import operations, queries
from indicators.targets.models import TargetPeriod
from projects.agreements import parts as agreement_parts
from projects.agreements import queries as agreements
from projects.agreements.models import Project

EDIT = Permission.EDIT_PROJECTS


@never_cache
def targets(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project, known = _project(request, project_id, EDIT), definitions.definitions()
    form = ContractForm(
        request.POST or None,
        level=promises.level_of(project, known=known),
        amendments=agreements.amendments_in_force(project),
    )
    if form.carry_out(operations.set_targets, project=project, by=request.actor):
        messages.success(request, _("The targets are saved."))
        return redirect("agreements:project", project.pk)
    page = {"project": project, "form": form, "complaints": promises.complaints(form.offered)}
    page["declared"] = promises.declared_by_hand([project.pk], names_project=False, known=known)
    page |= promises.plans_of(project, may_change=True, known=known)
    page |= _in_whole_people(project, form.offered)
    return render(request, "tenant_dashboards/targets.html", page)


@never_cache
@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    visible = agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES)
    is_whole = projects_held(request.actor, Permission.SEE_FIGURES) is None
    may_change = can(request.actor, EDIT)
    page = {
        **promises.cascade(
            request.tenant.name, visible, request.GET, is_whole=is_whole, on=today()
        ),
        **promises.plans_of(None, may_change=may_change),
        "is_whole": is_whole,
        "may_change": may_change,
    }
    return render(request, "tenant_dashboards/cascade.html", page)


@never_cache
def set_unit(request: HttpRequest) -> HttpResponse:
    require(request.actor, EDIT)
    form = DecidedForm(
        request.POST or None,
        level=promises.level_of(None),
        called="reason",
        on=today(),
    )
    if form.carry_out(operations.set_unit_targets, on=today(), by=request.actor):
        messages.success(request, _("The targets of the unit are saved."))
        return redirect("targets:unit")
    page = {"form": form, "complaints": promises.complaints(form.offered)}
    return render(request, "tenant_dashboards/set_unit_targets.html", page)


@never_cache
@require_safe
def history(request: HttpRequest, project_id: UUID | None = None) -> HttpResponse:
    project = None
    if project_id:
        project = _project(request, project_id, Permission.SEE_FIGURES)
    else:
        require(request.actor, Permission.SEE_FIGURES)
    lines = told.lines(queries.history_of(project), promises.names())
    page = {"project": project, "lines": lines}
    return render(request, "tenant_dashboards/target_history.html", page)


@never_cache
def enter_plan(request: HttpRequest, project_id: UUID | None = None) -> HttpResponse:
    project = _project(request, project_id, EDIT) if project_id else None
    require(request.actor, EDIT, project=project_id)
    form = EnterPlanForm(request.POST or None, level=promises.level_for_a_plan(project))
    if form.carry_out(operations.enter_period, project=project, by=request.actor):
        messages.success(request, _("The plan of the period is saved."))
        return redirect(_where(project))
    page = {"project": project, "form": form, "back": _where(project)}
    return render(request, "tenant_dashboards/target_plan.html", page)


@never_cache
def plan(request: HttpRequest, period_id: UUID) -> HttpResponse:
    period = _period(request, period_id)
    level = promises.level_of(period.project, period)
    form = PlanForm(request.POST or None, level=level)
    if form.carry_out(operations.change_period, period=period, by=request.actor):
        messages.success(request, _("The plan of the period is saved."))
        return redirect(_where(period.project))
    page = {"project": period.project, "period": period, "form": form}
    page["back"] = _where(period.project)
    return render(request, "tenant_dashboards/target_plan.html", page)


@require_POST
def withdraw_plan(request: HttpRequest, period_id: UUID) -> HttpResponse:
    period = _period(request, period_id)
    operations.withdraw_period(period=period, at=timezone.now(), by=request.actor)
    messages.success(request, _("The plan is withdrawn; its history stays."))
    return redirect(_where(period.project))


def _project(request: HttpRequest, project_id: UUID, permission: Permission) -> Project:
    visible = agreements.projects_visible_to(request.actor, permission)
    return get_object_or_404(visible, pk=project_id)


def _period(request: HttpRequest, period_id: UUID) -> TargetPeriod:
    """A plan that the actor may change: of one of their projects, or of the unit for its own."""
    visible = agreements.projects_visible_to(request.actor, EDIT)
    rows = TargetPeriod.objects.filter(withdrawn_at=None, project__in=visible)
    if can(request.actor, EDIT):
        rows |= TargetPeriod.objects.filter(withdrawn_at=None, project=None)
    return get_object_or_404(rows.select_related("project"), pk=period_id)


def _where(project: Project | None) -> str:
    return reverse("targets", args=[project.pk]) if project else reverse("targets:unit")


def _in_whole_people(project: Project, offered: list[Offered]) -> dict[str, Any]:
    """What the rules of the target group promise in percent, as whole people."""
    group = agreements.target_group_read_with(project)
    quotas = agreements.quotas_of(group, promises.figures(offered))
    return {"quotas": agreement_parts.quota_lines(quotas)}
