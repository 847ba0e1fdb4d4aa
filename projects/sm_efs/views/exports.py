"""The file that leaves, and an export that never arrived."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.days import today
from core.errors import NotAllowed
from projects.agreements import queries as agreements
from projects.sm_efs import operations, parts, rights
from projects.sm_efs.forms import ExportForm, ReasonForm
from projects.sm_efs.models import Export
from projects.sm_efs.queries.lines import lines_of
from projects.sm_efs.views.page import attachment, feeding_project, form_page


@never_cache
def export(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = feeding_project(request, project_id)
    form = ExportForm(request.POST or None, initial={"kind": Export.Kind.DELTA})
    if form.carry_out(operations.export_people, project=found, on=today(), by=request.actor):
        # The file is the answer: what it did is told on the page that comes after it.
        messages.success(request, parts.sent_words(form.outcome.export))
        return attachment(request, form.outcome.content, parts.file_name(today()))
    page = {"project": found, "form": form, **parts.before_export(lines_of(found, on=today()))}
    return render(request, "sm_efs/export.html", page)


@never_cache
def withdraw(request: HttpRequest, export_id: UUID) -> HttpResponse:
    seen = agreements.projects_visible_to(request.actor, rights.SEE).order_by().values("pk")
    rows = Export.objects.select_related("project").filter(project__in=seen)
    found = get_object_or_404(rows, pk=export_id, withdrawn_at=None)
    if not rights.may_feed(request.actor, found.project_id):
        raise NotAllowed
    form = ReasonForm(request.POST or None)
    told = {"export": found, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.withdraw_export, **told):
        messages.success(request, _("The export is withdrawn: what it held counts as not sent."))
        return redirect("sm_efs:project", found.project_id)
    words = {"title": _("Withdraw the export"), "submit": _("Withdraw")}
    return form_page(request, form, found.project, lead=parts.withdraw_words(found), **words)
