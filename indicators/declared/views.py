"""Pages of declared values: the list of a project, one value with its history, and its forms."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.forms import OperationForm
from core.permissions import Permission, can
from indicators.declared import operations, parts, queries
from indicators.declared.forms import CorrectForm, DeclareForm, WithdrawForm, choices_of
from indicators.declared.models import Declared
from indicators.definitions.queries import definitions
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.workbench import history as trail

SEE, EDIT = Permission.SEE_FIGURES, Permission.EDIT_PROJECTS


@never_cache
@require_safe
def values(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = _project(request, project_id, SEE)
    known, rows = definitions(), list(queries.in_force([project.pk]))
    populated = queries.with_people([project.pk])
    page = {
        "project": project,
        "rows": rows,
        "table": parts.table(rows, known, with_people=populated),
        "told_twice": [each for each in rows if parts.is_told_twice(each, known, populated)],
        "may_edit": can(request.actor, EDIT, project=project.pk),
    }
    return render(request, "declared/list.html", page)


@never_cache
@require_safe
def value(request: HttpRequest, declared_id: UUID) -> HttpResponse:
    found = _value(request, declared_id, SEE)
    one, versions = definitions().get(found.definition_code), queries.versions_of(found)
    edits = can(request.actor, EDIT, project=found.project_id)
    page = {
        "project": found.project,
        "value": found,
        "definition": one,
        "days": parts.days(found),
        "next": Declared.objects.filter(replaces=found).first(),
        "table": parts.versions_table(versions),
        "may_edit": not found.ended_at and edits,
        "history": trail.of([each.pk for each in versions], with_reasons=edits),
    }
    return render(request, "declared/value.html", page)


@never_cache
def declare(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = _project(request, project_id, EDIT)
    choices = choices_of(queries.declarable(project))
    form = DeclareForm(request.POST or None, choices=choices)
    if form.carry_out(operations.declare_value, project=project, on=today(), by=request.actor):
        messages.success(request, _("The value is declared."))
        return redirect("declared:list", project.pk)
    words = {"title": _("Declare a value by hand"), "submit": _("Declare the value")}
    lead = _("Only what nobody's entries tell. It is shown beside the counts, never added to them.")
    back = reverse("declared:list", args=[project.pk])
    return _form_page(request, form, project, lead=lead, back=back, **words)


@never_cache
def correct(request: HttpRequest, declared_id: UUID) -> HttpResponse:
    found = _value(request, declared_id, EDIT)
    form = CorrectForm(request.POST or None, declared=found)
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.correct_value, declared=found, **moment):
        messages.success(
            request, _("The value is corrected; the earlier one stays in its history.")
        )
        return redirect("declared:value", form.outcome.pk)
    words = {"title": _("Correct a declared value"), "submit": _("Save the correction")}
    return _form_page(request, form, found.project, back=_page_of(found), **words)


@never_cache
def withdraw(request: HttpRequest, declared_id: UUID) -> HttpResponse:
    found = _value(request, declared_id, EDIT)
    form = WithdrawForm(request.POST or None)
    moment = {"at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.withdraw_value, declared=found, **moment):
        messages.success(request, _("The value is withdrawn; its history stays."))
        return redirect("declared:list", found.project_id)
    words = {"title": _("Withdraw a declared value"), "submit": _("Withdraw the value")}
    return _form_page(request, form, found.project, back=_page_of(found), **words)


def _project(request: HttpRequest, project_id: UUID, held: Permission) -> Project:
    return get_object_or_404(agreements.projects_visible_to(request.actor, held), pk=project_id)


def _value(request: HttpRequest, declared_id: UUID, held: Permission) -> Declared:
    return get_object_or_404(queries.visible_to(request.actor, held), pk=declared_id)


def _page_of(found: Declared) -> str:
    return reverse("declared:value", args=[found.pk])


def _form_page(
    request: HttpRequest, form: OperationForm, project: Project, *, back: str, **words: Any
) -> HttpResponse:
    page = {"form": form, "project": project, "back": back, **words}
    return render(request, "declared/form.html", page)
