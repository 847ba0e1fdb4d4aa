"""Pages of the programme's targets: the cascade, and setting them.

The cascade reads released tables under the metropolis's role. Whoever sets targets writes shared
tables, and that is the platform's: those pages run under the web role, as members' pages do.
"""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.doors import platform_page
from core.permissions import Permission, can, require
from dashboards.metropolis import cascade
from dashboards.targets.forms import (
    DecidedForm,
    EnterProgrammePlanForm,
    Level,
    Offered,
    ProgrammePlanForm,
    offered,
)
from indicators.definitions import queries as definitions
from indicators.programme_targets import operations, queries
from indicators.programme_targets.models import ProgrammePeriod

SET = Permission.SET_PROGRAMME_TARGETS


@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    may_set = can(request.actor, SET)
    page = {**cascade.page(request.GET, on=today()), "may_set": may_set}
    page["plans"] = cascade.plans() if may_set else []
    return render(request, "metropolis/targets.html", page)


@platform_page
def set_targets(request: HttpRequest) -> HttpResponse:
    require(request.actor, SET)
    form = DecidedForm(
        request.POST or None,
        level=_level(None),
        called="source",
        on=today(),
    )
    if form.carry_out(operations.set_programme_targets, on=today(), by=request.actor):
        messages.success(request, _("The targets of the programme are saved."))
        return redirect("metropolis:targets")
    return render(request, "metropolis/set_targets.html", {"form": form})


@platform_page
def enter_plan(request: HttpRequest) -> HttpResponse:
    require(request.actor, SET)
    level = Level(offered=lambda: offered(definitions.definitions(), {}))
    form = EnterProgrammePlanForm(request.POST or None, level=level)
    if form.carry_out(operations.enter_programme_period, by=request.actor):
        messages.success(request, _("The plan of the period is saved."))
        return redirect("metropolis:targets")
    return render(request, "metropolis/target_plan.html", {"form": form})


@platform_page
def plan(request: HttpRequest, programme_plan_id: UUID) -> HttpResponse:
    require(request.actor, SET)
    period = get_object_or_404(queries.periods(), pk=programme_plan_id)
    form = ProgrammePlanForm(request.POST or None, level=_level(period))
    changing = {"period": period, "on": today(), "by": request.actor}
    if form.carry_out(operations.change_programme_period, **changing):
        messages.success(request, _("The plan of the period is saved."))
        return redirect("metropolis:targets")
    return render(request, "metropolis/target_plan.html", {"form": form, "period": period})


@platform_page
@require_POST
def withdraw_plan(request: HttpRequest, programme_plan_id: UUID) -> HttpResponse:
    require(request.actor, SET)
    period = get_object_or_404(queries.periods(), pk=programme_plan_id)
    operations.withdraw_programme_period(period=period, at=timezone.now(), by=request.actor)
    messages.success(request, _("The plan is withdrawn; its history stays."))
    return redirect("metropolis:targets")


def _level(period: ProgrammePeriod | None) -> Level:
    return Level(
        offered=partial(_offered, period),
        facts=lambda: queries.facts_of(period) if period else None,
        setters=partial(queries.setters_since, period),
    )


def _offered(period: ProgrammePeriod | None) -> list[Offered]:
    return offered(definitions.definitions(), queries.entries_in(period, on=today()))
