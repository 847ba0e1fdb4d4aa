"""What is changed on a project: corrections, amendments, whom it is for, its tasks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.days import today
from core.permissions import Permission
from projects.agreements import operations, parts, queries
from projects.agreements.forms import (
    AmendProjectForm,
    CorrectProjectForm,
    SetTargetGroupForm,
    SetTasksForm,
    WithdrawForm,
    current_of,
    group_values,
)
from projects.agreements.forms.tasks import task_rows
from projects.agreements.models import Amendment, Project
from projects.agreements.views.projects import visible


def correct(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _editable(request, project_id)
    form = CorrectProjectForm(request.POST or None, current=current_of(found))
    if form.carry_out(operations.correct_project, project=found, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("agreements:project", found.pk)
    return render(request, "agreements/correct.html", {"form": form, "project": found})


def amend(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _editable(request, project_id)
    last = queries.amendments_in_force(found).last()
    current = {**current_of(found), "number": last.number + 1 if last else 1}
    form = AmendProjectForm(request.POST or None, current=current)
    if form.carry_out(operations.amend_project, project=found, on=today(), by=request.actor):
        messages.success(request, _("The amendment is saved; what it changed stays readable."))
        return redirect("agreements:project", found.pk)
    return render(request, "agreements/amend.html", {"form": form, "project": found})


def withdraw_amendment(request: HttpRequest, amendment_id: UUID) -> HttpResponse:
    rows = queries.projects_visible_to(request.actor, Permission.EDIT_PROJECTS)
    seen = Amendment.objects.select_related("project").filter(project__in=rows, withdrawn_at=None)
    amendment = get_object_or_404(seen, pk=amendment_id)
    found = amendment.project
    form = WithdrawForm(request.POST or None, current={"version": found.version})
    back = {"amendment": amendment, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.withdraw_amendment, **back):
        messages.success(request, _("The amendment is withdrawn."))
        return redirect("agreements:project", found.pk)
    line = parts.amendment_lines([amendment], with_money=True)[0]
    page = {"form": form, "project": found, "line": line}
    return render(request, "agreements/withdraw.html", page)


def target_group(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _editable(request, project_id)
    others = queries.projects_visible_to(request.actor, Permission.SEE_FIGURES)
    form = SetTargetGroupForm(
        request.POST or None,
        current=group_values(queries.target_group_read_with(found)),
        projects=others.exclude(pk=found.pk),
        amendments=queries.amendments_in_force(found),
    )
    if form.carry_out(operations.set_target_group, project=found, by=request.actor):
        messages.success(request, _("The rules of the target group are saved."))
        return redirect("agreements:project", found.pk)
    return render(request, "agreements/target_group.html", {"form": form, "project": found})


def tasks(request: HttpRequest, project_id: UUID) -> HttpResponse:
    found = _editable(request, project_id)
    form = SetTasksForm(request.POST or None, **task_rows(found, request.POST.get("rows", "")))
    more = request.POST.get("go") == "more"
    if not more and form.carry_out(operations.set_tasks, project=found, by=request.actor):
        messages.success(request, _("The tasks are saved."))
        return redirect("agreements:project", found.pk)
    if more:
        form = form.with_more_rows()
    return render(request, "agreements/tasks.html", {"form": form, "project": found})


def _editable(request: HttpRequest, project_id: UUID) -> Project:
    return visible(request, project_id, Permission.EDIT_PROJECTS)
