"""How a project stands to the national system: what left, what changed since, what is wrong."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Actor, Permission, can
from projects.agreements.models import Project
from projects.participants.wordings import said
from projects.sm_efs import operations, parts, rights
from projects.sm_efs.forms import OfficeForm
from projects.sm_efs.layout import layout
from projects.sm_efs.models import Export
from projects.sm_efs.queries.lines import is_fed, lines_of, office_of
from projects.sm_efs.queries.mends import mends_in
from projects.sm_efs.queries.uploads import uploads_of
from projects.sm_efs.views.page import fed_project, form_page, project_of


@never_cache
@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = project_of(request, project_id)
    if not is_fed(found):
        return render(request, "sm_efs/not_fed.html", {"project": found})
    return render(request, "sm_efs/project.html", _page(found, by=request.actor))


def _page(found: Project, *, by: Actor) -> dict[str, Any]:
    lines, may_feed = lines_of(found, on=today()), rights.may_feed(by, found.pk)
    exports = list(Export.objects.filter(project=found).select_related("exported_by"))
    uploads = list(uploads_of(found))
    mends = mends_in(lines) if can(by, rights.EDIT, project=found.pk) else []
    state = parts.state(lines, exports, uploads, mends)
    return {
        "project": found,
        "state": state,
        "kinds": parts.kinds_table(lines),
        "changes": parts.changes_table(lines) if state.last else None,
        "changes_words": parts.changes_words(state),
        "history": parts.exports_table(exports, may_feed=may_feed),
        "files": parts.uploads_table(uploads),
        "may_feed": may_feed,
        "may_edit_project": can(by, Permission.EDIT_PROJECTS, project=found.pk),
    }


@never_cache
@require_safe
def columns(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = fed_project(request, project_id)
    form = layout(found.rule_set)
    page = {"project": found, "layout": form, "source": said(form.source)}
    page["table"] = parts.columns_table(form)
    return render(request, "sm_efs/columns.html", page)


@never_cache
def office(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = fed_project(request, project_id, Permission.EDIT_PROJECTS)
    form = OfficeForm(request.POST or None, office=office_of(found))
    if form.carry_out(operations.agree_office, project=found, by=request.actor):
        messages.success(
            request, _("Saved: it stands in the file for people who have none of their own.")
        )
        return redirect("sm_efs:project", found.pk)
    words = {"title": _("What stands in for missing values"), "submit": _("Save")}
    return form_page(request, form, found, lead=parts.office_words(), **words)
