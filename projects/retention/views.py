"""Pages of retention: until when, what would go, and the two people it takes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission
from projects import two_people
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.retention import operations, parts, queries, refusals
from projects.retention.forms import AnswerForm, RemoveForm
from projects.retention.models import Removal
from projects.workbench import history as trail

EDIT = Permission.EDIT_PROJECTS


@never_cache
@require_safe
def project(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _project(request, project_id)
    asked, done = queries.waiting(found.pk, on=today()), queries.done(found.pk)
    page = {
        "project": found,
        "until": parts.until(found),
        "why_not": refusals.why_not(found, on=today()),
        "asked": asked,
        "is_own": asked is not None and two_people.is_own(asked.asked_by_id, by=request.actor),
        "done": [parts.done(one) for one in done],
        "history": trail.of([one.pk for one in found.removals.all()], with_reasons=True),
        **_preview(found),
    }
    return render(request, "retention/project.html", page)


@never_cache
def ask(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found, form = _project(request, project_id), _answer(request)
    if form.carry_out(operations.ask_to_remove, project=found, on=today(), by=request.actor):
        messages.success(request, two_people.asked_for())
        return redirect("retention:project", found.pk)
    words = {"title": _("Ask to remove the people's data"), "submit": _("Ask")}
    return _form_page(request, form, found, lead=parts.two_people(), **words)


@never_cache
def remove(request: HttpRequest, removal_id: UUID) -> HttpResponse:
    asked = _removal(request, removal_id)
    form = RemoveForm(request.POST or None)
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.remove_people, removal=asked, **moment):
        messages.success(
            request, _("The people's data are removed; the programme's figures are as they were.")
        )
        return redirect("retention:project", asked.project_id)
    words = {"title": _("Remove the people's data for ever"), "submit": _("Remove for ever")}
    words["button"] = "btn-outline-danger"
    return _form_page(request, form, asked.project, lead=parts.asked_words(asked), **words)


@never_cache
def drop(request: HttpRequest, removal_id: UUID) -> HttpResponse:
    asked, form = _removal(request, removal_id), _answer(request)
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    is_own = two_people.is_own(asked.asked_by_id, by=request.actor)
    if form.carry_out(operations.drop_removal, removal=asked, **moment):
        messages.success(request, two_people.dropped(is_own=is_own))
        return redirect("retention:project", asked.project_id)
    words = two_people.dropping(is_own=is_own)
    return _form_page(request, form, asked.project, lead=parts.asked_words(asked), **words)


def _project(request: HttpRequest, project_id: UUID) -> Project:
    return get_object_or_404(agreements.projects_visible_to(request.actor, EDIT), pk=project_id)


def _removal(request: HttpRequest, removal_id: UUID) -> Removal:
    projects = agreements.projects_visible_to(request.actor, EDIT).order_by().values("pk")
    rows = Removal.objects.select_related("project", "asked_by")
    return get_object_or_404(rows.filter(project__in=projects), pk=removal_id)


def _answer(request: HttpRequest) -> AnswerForm:
    form = AnswerForm(request.POST or None)
    form.is_bound = request.method == "POST"
    return form


def _preview(found: Project) -> dict[str, Any]:
    gone = queries.preview(found)
    return {"preview": gone, "goes": parts.goes_table(gone), "stays": parts.stays(gone)}


def _form_page(
    request: HttpRequest, form: Any, found: Project, *, lead: str, **words: Any
) -> HttpResponse:
    page = {"project": found, "form": form, "lead": lead, **words, **_preview(found)}
    page["moved"] = parts.moved(queries.last_moved(found))
    return render(request, "retention/form.html", page)
