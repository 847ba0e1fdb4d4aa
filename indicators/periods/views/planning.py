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
    SentForm,
    VersionForm,
    current_of,
)
from indicators.periods.models import HeldBack
from indicators.periods.views.page import (
    EDIT,
    SEE,
    SETTLE,
    form_page,
    period_of,
    project_of,
    to_list,
    to_period,
)
from projects.agreements.models import Project
from projects.deadlines import operations as deadlines


@never_cache
@require_safe
def periods(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, SEE)
    known = list(queries.periods_of(project.pk))
    page = {
        "project": project,
        "periods": known,
        **_waiting(known),
        "may_say_sent": can(request.actor, SETTLE, project=project.pk),
        "may_edit": can(request.actor, EDIT, project=project.pk),
        "agreed": parts.agreed_words(project),
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
    form = ProposeForm(request.POST or None, agreed=project.claim_every_months)
    if form.carry_out(operations.propose_periods, project=project, by=request.actor):
        messages.success(request, _made(len(form.outcome)))
        is_late = any(each.due_on < today() for each in form.outcome)
        may_say = can(request.actor, SETTLE, project=project.pk)
        return redirect("periods:sent" if is_late and may_say else "periods:list", project.pk)
    title, submit = _("Propose periods to the end of the project"), _("Make the periods")
    lead = _("Days of each can be corrected afterwards, until it is closed.")
    words = {"title": title, "submit": submit, "lead": lead}
    return form_page(request, form, project=project, back=to_list(project), **words)


@never_cache
def sent(request: HttpRequest, project_id: UUID) -> HttpResponse:
    """Claims that went out before anybody used Szansa: said of all of them at once."""
    project = project_of(request, project_id, SETTLE)
    unsent = queries.unsent(project.pk, on=today())
    if not unsent:
        return redirect("periods:list", project.pk)
    names = [parts.told_in_full(each) for each in unsent]
    form = SentForm(request.POST or None, unsent=unsent, names=names, on=today())
    if form.carry_out(deadlines.settle, on=today(), by=request.actor):
        messages.success(request, _said_sent(len(form.outcome)))
        return redirect("periods:list", project.pk)
    return form_page(
        request, form, project=project, back=to_list(project), **_asking_what_was_sent()
    )


def _asking_what_was_sent() -> dict[str, str]:
    lead = _(
        "Periods that were over before the project was kept in Szansa have their claims behind them. "
        "Choose the last one sent: it and all before it stop being late, and their periods need no "
        "closing here. Each can be taken back among the deadlines marked as done."
    )
    title, submit = _("Which claims were sent already?"), _("These were sent")
    return {"title": title, "submit": submit, "lead": lead}


def _waiting(known: list[Any]) -> dict[str, Any]:
    """Over, open, and of whose claims nobody said that they were sent; how many are late."""
    over = [each for each in known if not each.closed and each.is_over(on=today())]
    unsent = [each for each in over if not each.sent]
    return {"waiting": unsent, "late": sum(each.due_on < today() for each in unsent)}


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


def _said_sent(count: int) -> str:
    said = ngettext("One claim is marked as sent.", "%(n)s claims are marked as sent.", count)
    return said % {"n": count}


def _made(count: int) -> str:
    said = ngettext("One period is proposed.", "%(n)s periods are proposed.", count)
    return said % {"n": count}
