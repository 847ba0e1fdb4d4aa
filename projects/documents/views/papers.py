"""One paper: issued, opened, looked at, issued again, voided."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import RuleBroken
from core.permissions import can
from projects import filters
from projects.documents import kinds, operations, parts, queries
from projects.documents.forms import ReasonForm
from projects.documents.models import IssuedPaper
from projects.documents.rules import numbering
from projects.documents.views import answers
from projects.documents.views.files import place_or_404
from projects.workbench import history


@require_POST
def issue(request: HttpRequest) -> HttpResponse:
    kind = kinds.KINDS.get(request.POST.get("kind", ""))
    subject_id = filters.id_in(request.POST.get("subject_id", ""))
    if kind is None or subject_id is None:
        raise Http404
    place_or_404(request, kind.subject_kind, subject_id)
    mono = bool(request.POST.get("mono"))
    try:
        operations.issue(kind=kind, subject_id=subject_id, on=today(), by=request.actor, mono=mono)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The document is issued. Open it below and print it."))
    return redirect("documents:of", kind.subject_kind, subject_id)


@require_safe
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The PDF itself; that it was opened is on record."""
    found = _visible(request, paper_id)
    try:
        content = operations.open_paper(paper=found, by=request.actor)
    except RuleBroken:
        # The page about the paper says why it cannot be opened.
        return redirect("documents:about-paper", found.pk)
    return answers.our_own(content, name=numbering.file_name_of(found.full_number, found.version))


@never_cache
@require_safe
def about_paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    found = _visible(request, paper_id)
    versions = queries.versions_of(found).select_related("issued_by", "voided_by")
    changed = [version.pk for version in versions]
    page = {
        "paper": found,
        "kind": parts.kind_name(found.kind),
        "state": parts.state_of(found),
        "versions": versions,
        "history": history.on_a_card(changed, with_reasons=True),
        "may_issue": found.is_valid and _may_issue(request, found),
    }
    return render(request, "documents/about_paper.html", page)


@never_cache
def reissue(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Ask first: the new version is made from what is known today."""
    found = _visible(request, paper_id)
    if request.method != "POST":
        page = {"paper": found, "kind": parts.kind_name(found.kind)}
        return render(request, "documents/reissue.html", page)
    try:
        new = operations.reissue(paper=found, on=today(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:about-paper", found.pk)
    messages.success(request, _("The document is issued again under its number."))
    return redirect("documents:about-paper", new.pk)


@never_cache
def void(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    found = _visible(request, paper_id)
    form = ReasonForm(request.POST or None)
    if form.carry_out(operations.void, paper=found, by=request.actor):
        messages.success(request, _("The document is void. Its number is not given again."))
        return redirect("documents:about-paper", found.pk)
    page = {"form": form, "paper": found, "kind": parts.kind_name(found.kind)}
    return render(request, "documents/void.html", page)


def _visible(request: HttpRequest, paper_id: UUID) -> IssuedPaper:
    return get_object_or_404(queries.papers_visible_to(request.actor), pk=paper_id)


def _may_issue(request: HttpRequest, found: IssuedPaper) -> bool:
    kind = kinds.KINDS.get(found.kind)
    held = kind and kind.issue_permission
    return bool(held) and can(request.actor, held, project=found.project_id)
