"""The periods of a project, and the pages on which their days are entered and corrected."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import can
from indicators.periods import operations, parts, queries
from indicators.periods.forms import (
    CorrectPeriodForm,
    EnterPeriodForm,
    ProposeForm,
    VersionForm,
    current_of,
)
from indicators.periods.models import HeldBack
from indicators.periods.views.page import (
    EDIT,
    SEE,
    form_page,
    period_of,
    project_of,
    to_list,
    to_period,
)
from projects.agreements.models import Project


@never_cache
@require_safe
def periods(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, SEE)
    known = list(queries.periods_of(project.pk))
    page = {
        "project": project,
        "periods": known,
        "waiting": [each for each in known if not each.closed and each.is_over(on=today())],
        "may_edit": can(request.actor, EDIT, project=project.pk),
        "has_room": not known or not known[-1].is_final,
        **_listed(project, known),
    }
    return render(request, "periods/list.html", page)


@never_cache
def enter(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, EDIT)
    form = EnterPeriodForm(request.POST or None)
    if form.carry_out(operations.enter_period, project=project, by=request.actor):
        messages.success(request, _("The period is saved."))
        return redirect("periods:list", project.pk)
    words = {"title": _("Enter a settlement period"), "submit": _("Save the period")}
    return form_page(request, form, project=project, back=to_list(project), **words)


@never_cache
def propose(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, EDIT)
    usual = {"every_months": project.claim_every_months or 3}
    form = ProposeForm(request.POST or None, initial=usual)
    if form.carry_out(operations.propose_periods, project=project, by=request.actor):
        messages.success(request, _made(len(form.outcome)))
        return redirect("periods:list", project.pk)
    title, submit = _("Propose periods to the end of the project"), _("Make the periods")
    lead = _("Days of each can be corrected afterwards, until it is closed.")
    words = {"title": title, "submit": submit, "lead": lead}
    return form_page(request, form, project=project, back=to_list(project), **words)


@never_cache
def correct(request: HttpRequest, period_id: UUID) -> HttpResponse:
    found = period_of(request, period_id, EDIT)
    form = CorrectPeriodForm(request.POST or None, current=current_of(found))
    if form.carry_out(operations.correct_period, period=found, by=request.actor):
        messages.success(request, _("The period is corrected."))
        return redirect("periods:period", found.pk)
    words = {"title": _("Correct the days of the period"), "submit": _("Save the corrections")}
    return form_page(request, form, project=found.project, back=to_period(found), **words)


@never_cache
def remove(request: HttpRequest, period_id: UUID) -> HttpResponse:
    found = period_of(request, period_id, EDIT)
    form = VersionForm(request.POST or None, initial={"version": found.version})
    if form.carry_out(operations.remove_period, period=found, by=request.actor):
        messages.success(request, _("The period is removed."))
        return redirect("periods:list", found.project_id)
    title, submit = _("Remove the last period"), _("Remove it")
    lead = _("Only a period that was never closed can be removed, and only the last one.")
    words = {"title": title, "submit": submit, "lead": lead}
    return form_page(request, form, project=found.project, back=to_period(found), **words)


def _listed(project: Project, known: list[Any]) -> dict[str, Any]:
    closings = queries.live_closings(project.pk)
    by_period = {each.period_id: each for each in closings}
    people = queries.people_reported(closings)
    asked = queries.asked_in(project.pk, on=today())
    held = HeldBack.objects.filter(period__in=[each.pk for each in known if not each.closed])
    return {
        "table": parts.periods_table(known, by_period, people, asked, on=today()),
        "held": [(each.period, parts.held_words(each)) for each in held.select_related("period")],
    }


def _made(count: int) -> str:
    said = ngettext("One period is proposed.", "%(n)s periods are proposed.", count)
    return said % {"n": count}
