"""Papers for many people at once: chosen, issued in one go, opened as one file."""

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.agreements.models import Project
from projects.documents import kinds, operations, parts, queries, together
from projects.documents.forms import BatchForm
from projects.documents.kinds import DocumentKind
from projects.documents.models import IssuedPaper
from projects.documents.operations import issuing
from projects.documents.rules import numbering
from projects.documents.views import answers

# The batch that was begun, and for whom it has still to be issued.
WAITING = "papers waiting"


@never_cache
def batch(request: HttpRequest) -> HttpResponse:
    """First the kind and the project, by links; then the people, of many so many at a time."""
    kind, project = _chosen(request)
    if kind is None or project is None:
        return _choose(request, kind)
    begun, waiting = _left_waiting(request)
    without, having = _people(request, kind, project)
    form = BatchForm(request.POST or None, choices=without, initial={"subject_id": waiting})
    issue = partial(operations.issue_batch, kind=kind, batch_id=begun)
    if form.carry_out(issue, on=today(), by=request.actor):
        return _issued(request, form, kind, project)
    page = {"form": form, "kind": kind, "project": project, "having": having, "begun": str(begun)}
    return render(request, "documents/batch.html", page | {"at_once": issuing.MOST_AT_ONCE})


def _issued(
    request: HttpRequest, form: BatchForm, kind: DocumentKind, project: Project
) -> HttpResponse:
    """To the papers that were issued, or to those whose turn is next."""
    asked = len(form.cleaned_data["subject_id"]) - len(form.rest)
    messages.success(request, parts.issued(form.outcome, asked=asked))
    batch_id = form.outcome[0].batch_id
    if not form.rest:
        request.session.pop(WAITING, None)
        return redirect(f"{reverse('documents:register')}?partia={batch_id}")
    request.session[WAITING] = [str(batch_id), *map(str, form.rest)]
    query = urlencode({"rodzaj": kind.code, "projekt": project.pk, "partia": batch_id})
    return redirect(f"{reverse('documents:batch')}?{query}")


def _left_waiting(request: HttpRequest) -> tuple[UUID | None, list[str]]:
    """The batch that the address goes on with, and those whose turn is next in it."""
    asked = filters.id_in(request.GET.get("partia", ""))
    begun, *waiting = request.session.get(WAITING) or [""]
    return asked, waiting if begun == str(asked) else []


@require_safe
def batch_as_pdf(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    papers = _opened(request, batch_id)
    content = together.as_one_pdf(papers, title=_("Documents issued together"))
    return answers.our_own(content, name="dokumenty.pdf")


@require_safe
def batch_as_archive(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return answers.archive(together.as_archive(_opened(request, batch_id)), name="dokumenty.zip")


def _chosen(request: HttpRequest) -> tuple[DocumentKind | None, Project | None]:
    """The kind and project that the address or a form names, where the actor may issue."""
    kind = kinds.KINDS.get(request.POST.get("kind") or request.GET.get("rodzaj", ""))
    if kind is None or kind.those_in is None:
        return None, None
    try:
        project_id = _named_project(request, kind)
    except ValueError as error:
        raise Http404 from error
    if project_id is None:
        return kind, None
    return kind, get_object_or_404(queries.projects_for(kind, request.actor), pk=project_id)


def _named_project(request: HttpRequest, kind: DocumentKind) -> UUID | None:
    """The project of the address, or that of the first of the people whom a list has sent."""
    if named := request.GET.get("projekt"):
        return UUID(named)
    if not (sent := request.POST.get("subject_id")):
        return None
    place = kinds.whereabouts(request.actor, kind.subject_kind, UUID(sent))
    return place.project.pk if place else UUID(int=0)


def _people(
    request: HttpRequest, kind: DocumentKind, project: Project
) -> tuple[list[tuple[UUID, str]], int]:
    """Those for whom it can be issued, and how many have it already."""
    everybody = list(kind.those_in(request.actor, project)) if kind.those_in else []
    having = queries.subjects_with(kind, [pk for pk, _name in everybody])
    return [(pk, name) for pk, name in everybody if pk not in having], len(having)


def _choose(request: HttpRequest, kind: DocumentKind | None) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.EDIT_PEOPLE):
        raise NotAllowed
    offered = parts.batch_kinds(request.actor)
    projects: Sequence[Project] | QuerySet[Project] = ()
    if kind is not None:
        projects = queries.projects_for(kind, request.actor)
    page = {"kinds": offered, "kind": kind, "projects": projects}
    return render(request, "documents/choose_batch.html", page)


def _opened(request: HttpRequest, batch_id: UUID) -> list[together.Named]:
    """The papers of the batch that hold, in the order of their numbers."""
    rows = queries.papers_visible_to(request.actor).filter(batch_id=batch_id)
    papers: list[IssuedPaper] = list(rows.filter(queries.STATES[queries.VALID]).order_by("number"))
    if not papers:
        raise Http404
    contents = operations.open_papers(papers=papers, by=request.actor)
    return [
        together.Named(numbering.file_name_of(paper.full_number), content)
        for paper, content in zip(papers, contents, strict=True)
    ]
