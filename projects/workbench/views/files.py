"""Files prepared in the background: how far they are, the download that works once, dropping one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.doors import SentLater
from core.errors import RuleBroken
from projects.workbench import operations, parts, preparing, queries
from projects.workbench.models import PreparedFile

BYTES = "application/octet-stream"


@never_cache
@require_safe
def files(request: HttpRequest) -> HttpResponseBase:
    shown = parts.files(queries.files_of(request.actor), at=timezone.now())
    page = {"files": shown, "is_moving": any(one.is_moving for one in shown)}
    return render(request, "workbench/files.html", page)


@never_cache
@require_POST
def take_file(request: HttpRequest, prepared_id: UUID) -> HttpResponseBase:
    """The file itself, once; a program that looks at addresses beforehand takes nothing by it."""
    found = _found(request, prepared_id)
    try:
        found = operations.take_file(prepared=found, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:files")
    answer = SentLater(preparing.content_of(found), content_type=BYTES)
    answer["Content-Disposition"] = content_disposition_header(True, found.name or "szansa")
    answer["Content-Length"] = str(found.size)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
def file_again(request: HttpRequest, prepared_id: UUID) -> HttpResponseBase:
    """The same once more, of what is here now; of one that was dropped nobody knows what it was."""
    found = _found(request, prepared_id, arguments__isnull=False)
    asked = {"kind": found.kind, "arguments": preparing.arguments_of(found), "name": found.name}
    try:
        operations.prepare_file(**asked, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("workbench:files")


@require_POST
def drop_file(request: HttpRequest, prepared_id: UUID) -> HttpResponseBase:
    operations.drop_file(prepared=_found(request, prepared_id), by=request.actor)
    messages.success(request, _("The file is dropped, and nothing of it is kept."))
    return redirect("workbench:files")


def _found(request: HttpRequest, prepared_id: UUID, **known: bool) -> PreparedFile:
    return get_object_or_404(queries.files_of(request.actor), pk=prepared_id, **known)
