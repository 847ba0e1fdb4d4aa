"""Pages of internships: the list, one with the sheet of a month, a new one, a correction."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from projects.agreements import queries as agreements
from projects.support import operations, parts, queries
from projects.support.forms import BeginPlacementForm, CorrectPlacementForm, MonthForm
from projects.support.queries.catalogue import services_of
from projects.support.queries.placements import standing_of, with_totals
from projects.support.views.page import (
    form_page,
    narrowed,
    person,
    project_chip,
    refuse_blind,
    seeing,
    to_basket,
    visible,
)
from projects.support.vocabulary import Kind
from ui import drawn
from ui.parts import Link

PER_PAGE = 50


@never_cache
@require_safe
def placements(request: HttpRequest) -> HttpResponse:
    refuse_blind(request)
    projects = list(agreements.projects_visible_to(request.actor, Permission.SEE_PEOPLE))
    seen = queries.placements_visible_to(request.actor, Permission.SEE_PEOPLE)
    rows = with_totals(narrowed(request, seen, "participation__project"))
    shown = drawn.page_of(request, rows.order_by("-starts_on", "id"), PER_PAGE)
    page = {
        "page": shown,
        "table": parts.placements_table(shown, on=today()),
        "running": seen.filter(starts_on__lte=today(), ends_on__gte=today()).count(),
        "filters": [project_chip(request, projects)],
    }
    return render(request, "support/placements.html", page)


@never_cache
def placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    on = today()
    found = visible(queries.placements_visible_to(request.actor, seeing(request)), placement_id)
    month_on = parts.placement_month(found, request.GET.get("miesiac", ""), on=on)
    facts = parts.month_facts(found, month_on, fill="wypelnij" in request.GET, on=on)
    form = MonthForm(request.POST or None, placement=found, **facts)
    about = {"placement": found, "month_on": month_on, "on": on, "by": request.actor}
    if form.carry_out(operations.fill_month, **about):
        messages.success(request, _("The month is saved."))
        return redirect(parts.month_address(request, month_on))
    page = parts.placement_page(found, month_on, standing_of(found, on=on), on=on)
    edits = can(request.actor, Permission.EDIT_PEOPLE, project=found.participation.project_id)
    page |= {"form": form, "may_edit": edits}
    return render(request, "support/placement.html", page)


@never_cache
def begin_placement(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id)
    services = services_of(found.project, Kind.PLACEMENT)
    form = BeginPlacementForm(request.POST or None, services=services)
    if form.carry_out(operations.begin_placement, participation=found, by=request.actor):
        messages.success(request, _("The internship is entered."))
        return redirect("support:placement", form.outcome.pk)
    words = {"title": _("Enter an internship"), "submit": _("Save the internship")}
    return form_page(request, form, **words, back=to_basket(found))


@never_cache
def correct_placement(request: HttpRequest, placement_id: UUID) -> HttpResponse:
    rows = queries.placements_visible_to(request.actor, Permission.EDIT_PEOPLE)
    found = visible(rows, placement_id)
    form = CorrectPlacementForm(request.POST or None, placement=found)
    if form.carry_out(operations.correct_placement, placement=found, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("support:placement", found.pk)
    words = {"title": _("Correct the internship"), "submit": _("Save the corrections")}
    back = Link(str(found.participation.person), parts.placement_url(found))
    return form_page(request, form, **words, back=back)
