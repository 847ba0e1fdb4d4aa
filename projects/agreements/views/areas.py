"""Revitalisation areas: the list, one area with an address tried on it, entering and correcting."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can, can_anywhere, require
from projects.agreements import operations, parts, queries, rules, sentences
from projects.agreements.forms import AddressForm, AreaForm, CorrectAreaForm
from projects.agreements.forms.areas import area_values
from projects.agreements.models import RevitalisationArea


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    _may_look(request)
    rows = RevitalisationArea.objects.annotate(ranges_count=Count("ranges"))
    may_enter = can(request.actor, Permission.EDIT_PROJECTS)
    table = parts.areas_table(rows)
    return render(request, "agreements/areas.html", {"table": table, "may_enter": may_enter})


@never_cache
def area(request: HttpRequest, area_id: UUID) -> HttpResponse:
    """The address comes by POST, so that it stands in no log; it is kept nowhere."""
    _may_look(request)
    found = get_object_or_404(RevitalisationArea, pk=area_id)
    form, known = AddressForm(request.POST or None), queries.area_rules(found)
    page = {
        "area": found,
        "facts": parts.area_facts(found),
        "table": parts.streets_table(known.ranges),
        "form": form,
        "may_correct": can(request.actor, Permission.EDIT_PROJECTS),
    }
    return render(request, "agreements/area.html", page | _tried(form, known))


def _tried(form: AddressForm, known: rules.Area) -> dict[str, Any]:
    """On which side the typed address is, and why."""
    if not form.is_valid():
        return {}
    address = rules.Address(street=form.cleaned_data["address"])
    judgement = rules.judged(address, known, on=today())
    side = judgement.side
    return {
        "side": sentences.SIDES[side],
        "reason": sentences.of_side(judgement),
        "tone": "amber" if side is rules.Side.UNKNOWN else "",
    }


def enter_area(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.EDIT_PROJECTS)
    form = AreaForm(request.POST or None)
    if form.carry_out(operations.enter_area, by=request.actor):
        messages.success(request, _("The area is entered."))
        draft = _draft(request)
        if draft:
            return redirect("agreements:draft-step", draft, "dla-kogo")
        return redirect("agreements:area", form.outcome.pk)
    return render(
        request, "agreements/enter_area.html", {"form": form, "draft_id": _draft(request)}
    )


def correct_area(request: HttpRequest, area_id: UUID) -> HttpResponse:
    require(request.actor, Permission.EDIT_PROJECTS)
    found = get_object_or_404(RevitalisationArea, pk=area_id)
    form = CorrectAreaForm(request.POST or None, current=area_values(found))
    if form.carry_out(operations.correct_area, area=found, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("agreements:area", found.pk)
    return render(request, "agreements/correct_area.html", {"form": form, "area": found})


def _may_look(request: HttpRequest) -> None:
    if not can_anywhere(request.actor, Permission.SEE_FIGURES):
        raise NotAllowed


def _draft(request: HttpRequest) -> UUID | None:
    """The draft of a project from which somebody came here, to go back to it."""
    try:
        return UUID(request.GET.get("szkic", ""))
    except ValueError:
        return None
