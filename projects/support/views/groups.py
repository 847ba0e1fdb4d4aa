"""Pages of groups: the list, one group with its people and sessions, and what changes in it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.support import operations, parts, queries
from projects.support.forms import (
    AddMembersForm,
    AdmitForm,
    CorrectGroupForm,
    LeaveGroupForm,
    OpenGroupForm,
)
from projects.support.models import Group, GroupMember
from projects.support.queries.catalogue import services_of
from projects.support.queries.groups import may_join, members_of, with_counts
from projects.support.queries.sessions import sessions_visible_to
from projects.support.queries.sessions import with_counts as with_marks
from projects.support.views.page import (
    chosen,
    form_page,
    narrowed,
    project_chip,
    project_of,
    refuse_blind,
    to_group,
    to_services,
    visible,
)
from projects.support.vocabulary import IN_GROUPS
from projects.workbench import history
from ui import drawn

PER_PAGE = 50


@never_cache
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    refuse_blind(request)
    projects = list(agreements.projects_visible_to(request.actor, Permission.SEE_PEOPLE))
    seen = queries.groups_visible_to(request.actor, Permission.SEE_PEOPLE)
    rows = with_counts(narrowed(request, seen, "service__project"), on=today())
    page = drawn.page_of(request, rows.order_by("name", "id"), PER_PAGE)
    context = {
        "page": page,
        "totals": parts.places(page),
        "table": parts.groups_table(page),
        "filters": [project_chip(request, projects)],
        **_opening(request, projects),
    }
    return render(request, "support/groups.html", context)


@never_cache
@require_safe
def group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    rows = with_counts(queries.groups_visible_to(request.actor, Permission.SEE_PEOPLE), on=today())
    found = visible(rows, group_id)
    held = with_marks(sessions_visible_to(request.actor, Permission.SEE_PEOPLE).filter(group=found))
    reads_cases = can(request.actor, Permission.READ_CASES, project=found.service.project_id)
    page = {
        "group": found,
        "facts": parts.group_facts(found),
        **parts.members_by_state(members_of(found), on=today()),
        "history": history.on_a_card([found.pk], with_reasons=reads_cases),
        **parts.group_sessions(request, held, on=today()),
        "may_edit": can(request.actor, Permission.EDIT_PEOPLE, project=found.service.project_id),
    }
    return render(request, "support/group.html", page)


def open_group(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, Permission.EDIT_PEOPLE)
    services = services_of(project, *IN_GROUPS)
    if not services:
        messages.warning(request, _("This project has no service for groups yet. Begin with it."))
        return redirect(to_services(project).url)
    form = OpenGroupForm(request.POST or None, services=services)
    if form.carry_out(operations.open_group, by=request.actor):
        messages.success(request, _("The group is open. Its people and sessions come next."))
        return redirect("support:group", form.outcome.pk)
    words = {"title": _("Open a group"), "submit": _("Open the group"), "lead": str(project)}
    return form_page(request, form, **words, back=parts.to_groups())


def correct_group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found = _editable(request, group_id)
    form = CorrectGroupForm(request.POST or None, group=found)
    if form.carry_out(operations.correct_group, group=found, on=today(), by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("support:group", found.pk)
    words = {"title": _("Correct the group"), "submit": _("Save the corrections")}
    return form_page(request, form, **words, back=to_group(found))


@never_cache
def add_members(request: HttpRequest, group_id: UUID) -> HttpResponse:
    found, words = _editable(request, group_id), request.GET.get("q", "")
    people = may_join(found, request.actor, words=words, on=today())
    form = AddMembersForm(request.POST or None, found=people, initial={"joined_on": today()})
    if form.carry_out(operations.add_members, group=found, by=request.actor):
        messages.success(request, parts.added(form.outcome))
        return redirect("support:group", found.pk)
    page = {"group": found, "form": form, "people": people, "words": words}
    return render(request, "support/add_members.html", page)


def admit(request: HttpRequest, group_member_id: UUID) -> HttpResponse:
    member = _member(request, group_member_id)
    form = AdmitForm(request.POST or None, initial={"joined_on": today()})
    if form.carry_out(operations.admit, member=member, by=request.actor):
        messages.success(request, _("The person has a place in the group."))
        return redirect("support:group", member.group_id)
    words = parts.admit_words(member)
    return form_page(request, form, **words, back=to_group(member.group))


def leave_group(request: HttpRequest, group_member_id: UUID) -> HttpResponse:
    member = _member(request, group_member_id)
    form = LeaveGroupForm(request.POST or None, initial={"left_on": today()})
    if form.carry_out(operations.leave_group, member=member, by=request.actor):
        messages.success(request, _("The place in the group is free."))
        return redirect("support:group", member.group_id)
    words = parts.leave_words(member)
    return form_page(request, form, **words, back=to_group(member.group))


def _opening(request: HttpRequest, projects: list[Project]) -> dict[str, Any]:
    """In which project a new group would be, and whether the actor may open it."""
    project = chosen(request, projects)
    edits = project and can(request.actor, Permission.EDIT_PEOPLE, project=project.pk)
    return {"project": project, "may_edit": edits}


def _editable(request: HttpRequest, group_id: UUID) -> Group:
    return visible(queries.groups_visible_to(request.actor, Permission.EDIT_PEOPLE), group_id)


def _member(request: HttpRequest, member_id: UUID) -> GroupMember:
    return visible(queries.members_visible_to(request.actor, Permission.EDIT_PEOPLE), member_id)
