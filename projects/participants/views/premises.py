"""Premises of a participation: listed and entered on one page, ended or removed on another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.days import today
from core.permissions import Permission
from projects.participants import operations, parts, queries
from projects.participants.forms import EndPremiseForm, PremiseForm, RemovePremiseForm
from projects.participants.models import Participation, Premise
from projects.participants.views.page import visible

# Two forms on one page ask for a reason.
REMOVE_ID = "id_remove_%s"


@never_cache
def premises(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found, on = visible(request, participation_id, Permission.EDIT_PEOPLE), today()
    form = PremiseForm(request.POST or None, started_on=found.started_on or on)
    if form.carry_out(operations.note_premise, participation=found, on=on, by=request.actor):
        messages.success(request, _("The premise is saved."))
        return redirect("participants:premises", found.pk)
    rows = list(queries.premises_of(found))
    table = parts.premises_table(rows, on=on, may_edit=True)
    page = {"form": form, "participation": found, "premises": rows, "table": table}
    return render(request, "participants/premises.html", page)


@never_cache
def end_premise(request: HttpRequest, participation_id: UUID, premise_id: UUID) -> HttpResponse:
    found, premise = _premise(request, participation_id, premise_id)
    form = EndPremiseForm(request.POST or None, premise=premise)
    if form.carry_out(operations.end_premise, premise=premise, by=request.actor):
        messages.success(request, _("The validity of the evidence is saved."))
        return redirect("participants:premises", found.pk)
    return _ending(request, found, premise, form, RemovePremiseForm(auto_id=REMOVE_ID))


@never_cache
def remove_premise(request: HttpRequest, participation_id: UUID, premise_id: UUID) -> HttpResponse:
    found, premise = _premise(request, participation_id, premise_id)
    form = RemovePremiseForm(request.POST or None, auto_id=REMOVE_ID)
    if form.carry_out(operations.remove_premise, premise=premise, by=request.actor):
        messages.success(request, _("The premise is removed."))
        return redirect("participants:premises", found.pk)
    return _ending(request, found, premise, EndPremiseForm(premise=premise), form)


def _premise(
    request: HttpRequest, participation_id: UUID, premise_id: UUID
) -> tuple[Participation, Premise]:
    found = visible(request, participation_id, Permission.EDIT_PEOPLE)
    return found, get_object_or_404(queries.premises_of(found), pk=premise_id)


def _ending(
    request: HttpRequest,
    found: Participation,
    premise: Premise,
    end: EndPremiseForm,
    remove: RemovePremiseForm,
) -> HttpResponse:
    table = parts.premises_table([premise], on=today(), may_edit=False)
    page = {"participation": found, "premise": premise, "table": table}
    return render(request, "participants/end_premise.html", page | {"end": end, "remove": remove})
