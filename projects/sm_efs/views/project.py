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
from core.permissions import Permission
from projects.agreements.models import Project
from projects.sm_efs import operations, parts, rights
from projects.sm_efs.forms import OfficeForm
from projects.sm_efs.layout import layout
from projects.sm_efs.models import Export
from projects.sm_efs.queries.lines import is_fed, lines_of, office_of
from projects.sm_efs.queries.uploads import uploads_of
from projects.sm_efs.views.page import fed_project, form_page, project_of


@never_cache
@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = project_of(request, project_id)
    if not is_fed(found):
        return render(request, "sm_efs/not_fed.html", {"project": found})
    page = _page(found, may_feed=rights.may_feed(request.actor, found.pk))
    return render(request, "sm_efs/project.html", page)


def _page(found: Project, *, may_feed: bool) -> dict[str, Any]:
    lines = lines_of(found, on=today())
    exports = list(Export.objects.filter(project=found).select_related("exported_by"))
    return {
        "project": found,
        "state": parts.state(lines, exports),
        "kinds": parts.kinds_table(lines),
        "changes": parts.changes_table(lines),
        "history": parts.exports_table(exports, may_feed=may_feed),
        "files": parts.uploads_table(list(uploads_of(found))),
        "may_feed": may_feed,
    }


@never_cache
@require_safe
def columns(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = fed_project(request, project_id)
    form = layout(found.rule_set)
    page = {"project": found, "layout": form, "table": parts.columns_table(form)}
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
