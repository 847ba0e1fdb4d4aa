"""The people around a participant: counted, corrected, struck out, made participants."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.days import today
from core.errors import RuleBroken
from core.permissions import Permission, can
from projects.participants import operations, queries, queries_path
from projects.participants.forms import PromoteForm, SurroundingForm
from projects.participants.parts import path as parts_path
from projects.participants.views.links import remember_answers
from projects.participants.views.page import visible
from projects.participants.views.path import editable


@never_cache
def surroundings(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Who gets support because of the participant, and the form that counts somebody more."""
    found = visible(request, participation_id, Permission.SEE_PEOPLE)
    may_edit = can(request.actor, Permission.EDIT_PEOPLE, project=found.project_id)
    form = SurroundingForm(request.POST if may_edit and request.POST else None, record=None)
    if form.carry_out(
        operations.count_surroundings, participation=found, on=today(), by=request.actor
    ):
        messages.success(request, _("The people around the participant are counted."))
        return redirect("participants:surroundings", found.pk)
    around = queries_path.around(found)
    page = {"participation": found, "form": form, "may_edit": may_edit, "around": around}
    page["table"] = parts_path.surroundings_table(found, around.people)
    return render(request, "participants/surroundings.html", page)


@never_cache
def correct_surrounding(
    request: HttpRequest, participation_id: UUID, surrounding_id: UUID
) -> HttpResponse:
    found = editable(request, participation_id)
    record = get_object_or_404(found.surroundings, pk=surrounding_id, promoted_to=None)
    form = SurroundingForm(request.POST or None, record=record)
    if form.carry_out(
        operations.correct_surrounding, surrounding=record, on=today(), by=request.actor
    ):
        messages.success(request, _("The corrections are saved."))
        return redirect("participants:surroundings", found.pk)
    page = {"form": form, "participation": found, "record": record}
    return render(request, "participants/surrounding.html", page)


@never_cache
def promote(request: HttpRequest, participation_id: UUID, surrounding_id: UUID) -> HttpResponse:
    """The usual form of a new participant, for somebody who is only counted so far."""
    found = editable(request, participation_id)
    rows = found.surroundings.select_related("participation__person")
    record = get_object_or_404(rows, pk=surrounding_id, promoted_to=None)
    seen = queries.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    asked = {"project": found.project, "visible": seen, "on": today()}
    form = PromoteForm(request.POST or None, surrounding=record, **asked)
    if form.carry_out(operations.promote, surrounding=record, on=today(), by=request.actor):
        messages.success(request, _("The participant is entered."))
        remember_answers(request, form, form.outcome.person)
        return redirect("desk:person", form.outcome.pk)
    page = {"form": form, "participation": found, "record": record}
    return render(request, "participants/promote.html", page)


@never_cache
@require_POST
def strike_surrounding(
    request: HttpRequest, participation_id: UUID, surrounding_id: UUID
) -> HttpResponse:
    found = editable(request, participation_id)
    record = get_object_or_404(found.surroundings, pk=surrounding_id)
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdigit() else 0
    try:
        operations.strike_surrounding(surrounding=record, version=version, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The counter is struck out."))
    return redirect("participants:surroundings", found.pk)
