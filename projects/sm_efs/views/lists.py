"""A list made by hand: mends carried out in it, and the clean list taken out."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.days import today
from projects.sm_efs import operations, parts
from projects.sm_efs.forms import MendListForm, ReasonForm
from projects.sm_efs.queries import uploads
from projects.sm_efs.queries.mends import SURE
from projects.sm_efs.views.page import attachment, form_page, upload_of


@require_POST
def mend(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    found = upload_of(request, upload_id)
    keys = parts.mend_keys(uploads.checked_list(found, on=today())[1])
    form = MendListForm(request.POST, keys=[*keys, SURE])
    if form.carry_out(operations.mend_list, upload=found, on=today(), by=request.actor):
        messages.success(request, _("The chosen mends are carried out."))
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return redirect("sm_efs:file", found.pk)


@never_cache
def take(request: HttpRequest, upload_id: UUID) -> HttpResponse:
    found = upload_of(request, upload_id)
    form = ReasonForm(request.POST or None)
    if form.carry_out(operations.take_list, upload=found, on=today(), by=request.actor):
        messages.success(request, _("The list is downloaded: import it in SM EFS."))
        return attachment(request, form.outcome, "lista-sm-efs-poprawiona.csv")
    words = {"title": _("Download the mended list"), "submit": _("Download")}
    words["downloaded_url"] = reverse("sm_efs:file", args=[found.pk])
    return form_page(request, form, found.project, lead=parts.take_words(), **words)
