"""What is changed on a person's page: corrections, the exit, outcomes, and an exit taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.days import today
from core.permissions import Permission
from projects.participants import operations
from projects.participants.forms import (
    CorrectPersonForm,
    CorrectStartForm,
    LeaveForm,
    OutcomeForm,
    ReturnForm,
)
from projects.participants.models import Participation
from projects.participants.views.entering import answer
from projects.participants.views.page import visible


@never_cache
def correct_person(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = _editable(request, participation_id)
    form = CorrectPersonForm(request.POST or None, person=found.person)
    if form.carry_out(operations.correct_person, person=found.person, on=today(), by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return answer(request, found)
    page = {"form": form, "participation": found}
    return render(request, "participants/correct_person.html", page)


@never_cache
def correct_start(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = _editable(request, participation_id)
    form = CorrectStartForm(request.POST or None, participation=found)
    if form.carry_out(operations.correct_start, participation=found, on=today(), by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return answer(request, found)
    page = {"form": form, "participation": found}
    return render(request, "participants/correct_start.html", page)


@never_cache
def leave(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = _editable(request, participation_id)
    form = LeaveForm(request.POST or None, participation=found)
    if form.carry_out(operations.leave, participation=found, on=today(), by=request.actor):
        messages.success(request, _("The exit is saved."))
        return answer(request, found)
    return render(request, "participants/leave.html", {"form": form, "participation": found})


@never_cache
def record_outcome(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = _editable(request, participation_id)
    form = OutcomeForm(request.POST or None, participation=found)
    if form.carry_out(operations.record_outcome, participation=found, on=today(), by=request.actor):
        messages.success(request, _("The outcome is saved."))
        return answer(request, found)
    return render(request, "participants/outcome.html", {"form": form, "participation": found})


@never_cache
def return_to_project(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Ask when and why first, then take the exit back: its outcomes go with it into the history."""
    found = _editable(request, participation_id)
    first = {"version": found.version, "returned_on": today()}
    form = ReturnForm(request.POST or None, initial=first)
    facts = {"participation": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.return_to_project, **facts):
        messages.success(request, _("The exit is taken back; the person takes part again."))
        return redirect("desk:person", found.pk)
    return render(request, "participants/return.html", {"form": form, "participation": found})


def _editable(request: HttpRequest, participation_id: UUID) -> Participation:
    return visible(request, participation_id, Permission.EDIT_PEOPLE)
