"""Files that come in: sent, looked at beside our people, removed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.forms import OperationForm
from projects.sm_efs import operations, parts
from projects.sm_efs.forms import UploadForm
from projects.sm_efs.models import Upload
from projects.sm_efs.queries import uploads
from projects.sm_efs.views.page import feeding_project, form_page, upload_of


@never_cache
def upload(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = feeding_project(request, project_id)
    wanted = request.GET.get("rodzaj", Upload.Kind.EXPORT)
    form = UploadForm(request.POST or None, request.FILES or None, initial={"kind": wanted})
    if form.carry_out_upload(project=found, on=today(), by=request.actor):
        return redirect("sm_efs:file", form.outcome.pk)
    words = {"title": _("Read a file"), "submit": _("Read")}
    return form_page(request, form, found, lead=parts.upload_words(), **words)


@never_cache
@require_safe
def file(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    found = upload_of(request, upload_id)
    page = {"project": found.project, "upload": found}
    if found.kind == Upload.Kind.EXPORT:
        page |= parts.reconciliation(request, uploads.reconciliation(found, on=today()))
        return render(request, "sm_efs/reconciliation.html", page)
    if found.kind == Upload.Kind.FEEDBACK:
        page["table"] = parts.feedback_table(uploads.feedback_of(found, on=today()), found)
        return render(request, "sm_efs/feedback.html", page)
    page |= parts.list_page(request, *uploads.checked_list(found, on=today()))
    return render(request, "sm_efs/list.html", page)


@never_cache
def remove(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    found = upload_of(request, upload_id)
    form = OperationForm(request.POST or None)
    form.is_bound = request.method == "POST"
    told = {"upload": found, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.remove_upload, **told):
        messages.success(request, _("The file is removed; its content is gone for good."))
        return redirect("sm_efs:project", found.project_id)
    words = {"title": _("Remove the file"), "submit": _("Remove")}
    return form_page(request, form, found.project, lead=parts.remove_words(found), **words)
