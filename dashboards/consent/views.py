"""Whether a project has a public page: what it would show, the consent, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.permissions import Permission, can
from dashboards.consent import operations, queries
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.workbench import history as trail

SEE, EDIT = Permission.SEE_FIGURES, Permission.EDIT_PROJECTS


@never_cache
@require_safe
def page(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = _project(request, project_id, SEE)
    consents = list(project.page_consents.values_list("pk", flat=True))
    facts = {
        "project": project,
        "consent": queries.in_force(project),
        "partners": agreements.partners_beside_leader(project),
        "may_edit": can(request.actor, EDIT, project=project.pk),
        "history": trail.of(consents, with_reasons=True) if consents else [],
    }
    return render(request, "consent/page.html", facts)


@require_POST
def agree(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = _project(request, project_id, EDIT)
    operations.agree_to_page(project=project, at=timezone.now(), by=request.actor)
    messages.success(request, _("The project will have a page in the next public edition."))
    return redirect("consent:page", project.pk)


@require_POST
def take_back(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = _project(request, project_id, EDIT)
    operations.take_page_back(project=project, at=timezone.now(), by=request.actor)
    messages.success(request, _("The public page is gone within seconds."))
    return redirect("consent:page", project.pk)


def _project(request: HttpRequest, project_id: UUID, held: Permission) -> Project:
    return get_object_or_404(agreements.projects_visible_to(request.actor, held), pk=project_id)
