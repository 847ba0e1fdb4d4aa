"""What is kept about one subject: its papers, its files, a new file; one file, downloaded or removed."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from projects.documents import kinds, operations, parts, queries
from projects.documents.forms import ReasonForm, UploadForm
from projects.documents.kinds import Whereabouts
from projects.documents.models import StoredFile
from projects.documents.views import answers

Type = StoredFile.Type
OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = {
    Type.PDF: "application/pdf",
    Type.JPEG: "image/jpeg",
    Type.PNG: "image/png",
    Type.DOCX: f"{OFFICE}.wordprocessingml.document",
    Type.XLSX: f"{OFFICE}.spreadsheetml.sheet",
    Type.ODT: "application/vnd.oasis.opendocument.text",
}


@never_cache
def of(request: HttpRequest, subject_kind: str, subject_id: UUID) -> HttpResponse:
    place = place_or_404(request, subject_kind, subject_id)
    about = {"subject_kind": subject_kind, "subject_id": subject_id}
    form = UploadForm(request.POST or None, request.FILES or None)
    upload = partial(operations.upload, project=place.project, **about)
    if form.carry_out(upload, on=today(), by=request.actor):
        messages.success(request, _("The file is kept."))
        return redirect("documents:of", subject_kind, subject_id)
    shelf = parts.shelf(request.actor, place, **about)
    offered = parts.kinds_to_issue(request.actor, place, **about, here=shelf)
    page = {"place": place, "form": form, "shelf": shelf, "kinds": offered, **about}
    return render(request, "documents/of.html", page)


@require_safe
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """The file itself, to be saved; that it was opened is on record."""
    rows = queries.files_visible_to(request.actor)
    found = get_object_or_404(rows, removed_at=None, pk=file_id)
    content = operations.open_file(file=found, by=request.actor)
    media_type = MEDIA_TYPES[Type(found.media_type)]
    return answers.somebodys(content, name=found.filename or "", media_type=media_type)


@never_cache
def remove_file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    rows = queries.files_editable_by(request.actor)
    found = get_object_or_404(rows, removed_at=None, pk=file_id)
    form = ReasonForm(request.POST or None)
    if form.carry_out(operations.remove_file, file=found, by=request.actor):
        messages.success(request, _("The file is removed; its content is gone for good."))
        return redirect("documents:of", found.subject_kind, found.subject_id)
    return render(request, "documents/remove_file.html", {"form": form, "file": found})


def place_or_404(request: HttpRequest, subject_kind: str, subject_id: UUID) -> Whereabouts:
    """Where the subject belongs; what the actor may not see does not exist."""
    place = kinds.whereabouts(request.actor, subject_kind, subject_id)
    if place is None:
        raise Http404
    return place
