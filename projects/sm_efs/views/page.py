"""What the pages share: the project one may see here, the upload, the page of a form."""

import re
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import NotAllowed
from core.permissions import Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.sm_efs import rights
from projects.sm_efs.models import Upload
from projects.sm_efs.queries.lines import is_fed
from ui.parts import Link


def project_of(request: HttpRequest, project_id: UUID, held: Permission = rights.SEE) -> Project:
    """A project of a period whose file nobody knows is shown, and told to have none."""
    rows = agreements.projects_visible_to(request.actor, held).select_related("sm_efs_office")
    return get_object_or_404(rows, pk=project_id)


def fed_project(request: HttpRequest, project_id: UUID, held: Permission = rights.SEE) -> Project:
    found = project_of(request, project_id, held)
    if not is_fed(found):
        raise Http404
    return found


def feeding_project(request: HttpRequest, project_id: UUID) -> Project:
    """For whoever may take everybody's PESEL out."""
    found = fed_project(request, project_id)
    if not rights.may_feed(request.actor, found.pk):
        raise NotAllowed
    return found


def upload_of(request: HttpRequest, upload_id: UUID) -> Upload:
    seen = agreements.projects_visible_to(request.actor, rights.SEE).order_by().values("pk")
    rows = Upload.objects.select_related("project__sm_efs_office", "uploaded_by").defer(None)
    found = get_object_or_404(rows.filter(project__in=seen, removed_at=None), pk=upload_id)
    if not rights.may_feed(request.actor, found.project_id):
        raise NotAllowed
    return found


def to_project(project: Project) -> Link:
    return Link(_("SM EFS"), reverse("sm_efs:project", args=[project.pk]))


def form_page(request: HttpRequest, form: Any, project: Project, **words: Any) -> HttpResponse:
    page = {"form": form, "project": project, "back": to_project(project), **words}
    return render(request, "sm_efs/form.html", page)


# Digits that the page's script makes up and waits for.
DOWNLOADED, MARK = "szansa-downloaded", re.compile(r"[0-9]{1,20}")
FOR_SECONDS = 60


def attachment(request: HttpRequest, content: bytes, name: str) -> HttpResponse:
    """A file full of numbers: saved, never shown, and kept by no cache."""
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    mark = request.POST.get(DOWNLOADED, "")
    if MARK.fullmatch(mark):
        # Read by the script of the page that asked; it holds nothing of anybody.
        answer.set_cookie(DOWNLOADED, mark, FOR_SECONDS, secure=request.is_secure(), samesite="Lax")
    return answer
