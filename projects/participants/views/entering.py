"""Entering a new person in a project, and enrolling one already known in another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can_anywhere
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants import operations, parts, queries
from projects.participants.forms import EnrolForm, EnterForm
from projects.participants.models import Participation
from projects.participants.sentences import sentence
from projects.participants.views.links import remember_answers
from projects.participants.views.page import visible


@require_safe
def choose_project(request: HttpRequest) -> HttpResponse:
    """In which of the running projects the new person takes part; asked only where it is open."""
    if not can_anywhere(request.actor, Permission.EDIT_PEOPLE):
        raise NotAllowed
    projects = queries.projects_open_to(request.actor, on=today())
    if len(projects) == 1:
        return redirect("participants:enter", projects[0].pk)
    return render(request, "participants/choose_project.html", {"projects": projects})


@never_cache
def enter(request: HttpRequest, project_id: UUID) -> HttpResponse:
    editable = agreements.projects_visible_to(request.actor, Permission.EDIT_PEOPLE)
    project = get_object_or_404(editable, pk=project_id)
    seen = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    form = EnterForm(request.POST or None, project=project, visible=seen, on=today())
    if form.carry_out(operations.enter_participant, project=project, on=today(), by=request.actor):
        messages.success(request, _("The participant is entered."))
        remember_answers(request, form, form.outcome.person)
        return answer(request, form.outcome)
    page = {"form": form, "project": project, "notice": parts.notice(project, on=today())}
    return render(request, "participants/enter.html", page)


@never_cache
def enrol(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Another project for somebody known; which one is asked first: its form depends on it."""
    known = visible(request, participation_id, Permission.SEE_PEOPLE)
    projects = list(queries.projects_open_for(known.person, request.actor))
    project = _chosen(projects, request.POST.get("project") or request.GET.get("projekt", ""))
    page = {"participation": known, "projects": projects, "project": project}
    if project:
        form = EnrolForm(request.POST or None, project=project, known=known)
        facts = {"project": project, "person": known.person}
        if form.carry_out(operations.enrol, **facts, on=today(), by=request.actor):
            messages.success(request, _("The person is enrolled."))
            return answer(request, form.outcome)
        page |= {"form": form, "notice": parts.notice(project, on=today())}
    return render(request, "participants/enrol.html", page)


def _chosen(projects: list[Project], asked: str) -> Project | None:
    """The project that was asked for, or the only one there is."""
    if len(projects) == 1:
        return projects[0]
    return next((project for project in projects if str(project.pk) == asked), None)


def answer(request: HttpRequest, participation: Participation) -> HttpResponse:
    """Go to the person's page; what the checks doubt is said there once."""
    fresh = Participation.objects.select_related("person", "project").get(pk=participation.pk)
    for problem in parts.doubts(fresh, on=today()):
        messages.warning(request, sentence(problem))
    return redirect("desk:person", participation.pk)
