"""Partners join, are corrected and leave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.permissions import Permission
from projects.agreements import operations, queries
from projects.agreements.forms import AddPartnerForm, CorrectPartnerForm, RemovePartnerForm
from projects.agreements.models import ProjectPartner
from projects.agreements.views.projects import visible


def add_partner(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = visible(request, project_id, Permission.EDIT_PROJECTS)
    form = AddPartnerForm(request.POST or None, amendments=queries.amendments_in_force(found))
    if form.carry_out(operations.add_partner, project=found, by=request.actor):
        messages.success(request, _("The partner is added. Give it its part of the tasks next."))
        return redirect("agreements:project", found.pk)
    return render(request, "agreements/add_partner.html", {"form": form, "project": found})


def correct_partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    partner = _partner(request, partner_id)
    amendments = queries.amendments_in_force(partner.project)
    form = CorrectPartnerForm(request.POST or None, partner=partner, amendments=amendments)
    if form.carry_out(operations.correct_partner, partner=partner, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("agreements:project", partner.project_id)
    page = {"form": form, "partner": partner, "project": partner.project}
    return render(request, "agreements/correct_partner.html", page)


def remove_partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    partner = _partner(request, partner_id)
    current = {"version": partner.version}
    amendments = queries.amendments_in_force(partner.project)
    form = RemovePartnerForm(request.POST or None, current=current, amendments=amendments)
    if form.carry_out(operations.remove_partner, partner=partner, by=request.actor):
        messages.success(request, _("The partner is removed from the project."))
        return redirect("agreements:project", partner.project_id)
    page = {"form": form, "partner": partner, "project": partner.project}
    return render(request, "agreements/remove_partner.html", page)


def _partner(request: HttpRequest, partner_id: UUID) -> ProjectPartner:
    projects = queries.projects_visible_to(request.actor, Permission.EDIT_PROJECTS)
    seen = ProjectPartner.objects.select_related("project").filter(project__in=projects)
    return get_object_or_404(seen, pk=partner_id)
