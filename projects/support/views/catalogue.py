"""Pages of the catalogue: the five areas of a project, a service, a catalogue taken over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.errors import NotAllowed
from core.permissions import Permission, can, can_anywhere
from projects.agreements import queries as agreements
from projects.support import operations, parts, queries
from projects.support.forms import CopyForm, CorrectServiceForm, EnterServiceForm
from projects.support.views.page import (
    chosen,
    form_page,
    project_chip,
    project_of,
    to_services,
    visible,
)


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.SEE_FIGURES):
        raise NotAllowed
    projects = list(agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES))
    project = chosen(request, projects)
    edits = project and can(request.actor, Permission.EDIT_PROJECTS, project=project.pk)
    page = {
        "project": project,
        "areas": parts.catalogue(project, may_edit=bool(edits)) if project else [],
        "filters": [project_chip(request, projects, shown=project)] if project else [],
        "may_edit": edits,
    }
    return render(request, "support/services.html", page)


def enter_service(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, Permission.EDIT_PROJECTS)
    form = EnterServiceForm(request.POST or None, project=project)
    if form.carry_out(operations.enter_service, project=project, by=request.actor):
        messages.success(request, _("The service is in the catalogue."))
        return redirect(to_services(project).url)
    title, submit = _("Add a service"), _("Save the service")
    lead = str(project)
    back = to_services(project)
    return form_page(request, form, title=title, submit=submit, back=back, lead=lead)


def correct_service(request: HttpRequest, service_id: UUID) -> HttpResponse:
    rows = queries.services_visible_to(request.actor, Permission.EDIT_PROJECTS)
    service = visible(rows, service_id)
    form = CorrectServiceForm(request.POST or None, service=service)
    if form.carry_out(operations.correct_service, service=service, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect(to_services(service.project).url)
    title, submit = _("Correct the service"), _("Save the corrections")
    back = to_services(service.project)
    return form_page(request, form, title=title, submit=submit, back=back, lead=str(service))


def copy_catalogue(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, Permission.EDIT_PROJECTS)
    seen = agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES)
    others = seen.exclude(pk=project.pk).exclude(services=None).distinct()
    form = CopyForm(request.POST or None, projects=others)
    if form.carry_out(operations.copy_catalogue, project=project, by=request.actor):
        said = ngettext("One service was copied.", "%(n)s services were copied.", form.outcome)
        messages.success(request, said % {"n": form.outcome})
        return redirect(to_services(project).url)
    return form_page(request, form, **parts.copy_words(), back=to_services(project))
