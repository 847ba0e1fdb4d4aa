"""One person's basket: planned against delivered, barriers, and what is written down there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import RuleBroken
from core.permissions import Permission, can
from projects.participants import operations as participants
from projects.support import operations, parts, queries
from projects.support.forms import (
    BarrierForm,
    ChangePlanForm,
    GiveForm,
    MeetingForm,
    OfferForm,
    PlanForm,
    RecordMeetingForm,
    ResultForm,
    TakeBackForm,
)
from projects.support.queries import basket as rows
from projects.support.queries.catalogue import services_of
from projects.support.views.page import form_page, person, to_basket, visible
from projects.support.vocabulary import Kind

EDIT = Permission.EDIT_PEOPLE


@never_cache
@require_safe
def basket(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id, Permission.SEE_PEOPLE)
    edits = can(request.actor, EDIT, project=found.project_id)
    whole = queries.basket_of(found)
    page = {
        "participation": found,
        "basket": whole,
        "bars": parts.area_bars(whole.areas),
        "lines": parts.basket_lines(whole),
        **parts.around(found, on=today()),
        "may_edit": edits,
        "reads_case": can(request.actor, Permission.READ_CASES, project=found.project_id),
    }
    return render(request, "support/basket.html", page)


@never_cache
def plan(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    left = services_of(found.project).exclude(planned__participation=found)
    form = PlanForm(request.POST or None, services=left)
    if form.carry_out(operations.plan_support, participation=found, by=request.actor):
        messages.success(request, _("The service is in the plan."))
        return redirect("support:basket", found.pk)
    words = {"title": _("Plan a service"), "submit": _("Add to the plan")}
    return form_page(request, form, **words, back=to_basket(found))


@never_cache
def change_plan(request: HttpRequest, planned_support_id: UUID) -> HttpResponse:
    found = visible(rows.planned_visible_to(request.actor, EDIT), planned_support_id)
    form = ChangePlanForm(request.POST or None, planned=found)
    if form.carry_out(operations.change_plan, planned=found, by=request.actor):
        messages.success(request, _("The plan is changed."))
        return redirect("support:basket", found.participation_id)
    words = {"title": _("Change the plan"), "submit": _("Save the plan")}
    back = to_basket(found.participation)
    return form_page(request, form, **words, back=back, lead=str(found.service))


@require_POST
def drop_plan(request: HttpRequest, planned_support_id: UUID) -> HttpResponse:
    found = visible(rows.planned_visible_to(request.actor, EDIT), planned_support_id)
    try:
        operations.drop_plan(planned=found, version=found.version, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The service is out of the plan; what was given stays."))
    return redirect("support:basket", found.participation_id)


@never_cache
def record_barrier(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    form = BarrierForm(request.POST or None, services=services_of(found.project))
    if form.carry_out(operations.record_barrier, participation=found, by=request.actor):
        messages.success(request, _("The barrier is written down."))
        return redirect("support:basket", found.pk)
    words = {"title": _("Write down a barrier"), "submit": _("Save the barrier")}
    return form_page(request, form, **words, back=to_basket(found))


@require_POST
def remove_barrier(request: HttpRequest, barrier_id: UUID) -> HttpResponse:
    found = visible(rows.barriers_visible_to(request.actor, EDIT), barrier_id)
    operations.remove_barrier(barrier=found, by=request.actor)
    messages.success(request, _("The barrier is removed."))
    return redirect("support:basket", found.participation_id)


@never_cache
def give(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    services = services_of(found.project, Kind.OTHER)
    form = GiveForm(request.POST or None, services=services, initial={"given_on": today()})
    facts = {"participation": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.give_support, **facts):
        messages.success(request, _("The support given is written down."))
        return redirect("support:basket", found.pk)
    words = {"title": _("Write down support given"), "submit": _("Save")}
    return form_page(request, form, **words, back=to_basket(found))


@require_POST
def take_back(request: HttpRequest, support_given_id: UUID) -> HttpResponse:
    found = visible(rows.given_visible_to(request.actor, EDIT), support_given_id)
    form = TakeBackForm(request.POST)
    if form.carry_out(operations.take_back_support, given=found, on=today(), by=request.actor):
        messages.success(request, _("The entry is removed."))
        return redirect("support:basket", found.participation_id)
    words = {"title": _("Take back what was given"), "submit": _("Remove the entry")}
    back = to_basket(found.participation)
    return form_page(request, form, **words, back=back, lead=str(found.service))


@never_cache
def plan_meeting(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    services = services_of(found.project, Kind.INDIVIDUAL)
    form = MeetingForm(request.POST or None, services=services)
    if form.carry_out(operations.plan_meeting, participation=found, by=request.actor):
        messages.success(request, _("The meeting is in the calendar."))
        return redirect("support:basket", found.pk)
    words = {"title": _("Arrange a meeting"), "submit": _("Save the meeting")}
    return form_page(request, form, **words, back=to_basket(found))


@never_cache
def record_meeting(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    services = services_of(found.project, Kind.INDIVIDUAL)
    form = RecordMeetingForm(request.POST or None, services=services)
    facts = {"participation": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.record_meeting, **facts):
        messages.success(request, _("The meeting is written down."))
        return redirect("support:basket", found.pk)
    words = {"title": _("Write down a meeting that was held"), "submit": _("Save the meeting")}
    return form_page(request, form, **words, back=to_basket(found))


@never_cache
def record_result(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    services = services_of(found.project).filter(ends_with_certificate=True)
    form = ResultForm(request.POST or None, services=services)
    facts = {"participation": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.record_result, **facts):
        messages.success(request, _("The result of the course is saved."))
        return redirect("support:result", form.outcome.pk)
    words = {"title": _("Write down how a course ended"), "submit": _("Save the result")}
    return form_page(request, form, **words, back=to_basket(found))


@never_cache
def result(request: HttpRequest, course_result_id: UUID) -> HttpResponse:
    """The result, and the offer to make an outcome of it; nothing is made by itself."""
    found = visible(queries.results_visible_to(request.actor, EDIT), course_result_id)
    form = OfferForm(request.POST or None, result=found)
    who = found.participation
    facts = {"participation": who, "on": today(), "by": request.actor}
    if form.carry_out(participants.record_outcome, **facts):
        messages.success(request, _("The outcome is saved."))
        return redirect("desk:person", who.pk)
    page = {"result": found, "participation": who, "form": form, "offer": parts.offer(found)}
    return render(request, "support/result.html", page)
