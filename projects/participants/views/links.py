"""People who look alike: the list of pairs, a decision about one, and a decision taken back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotAllowed, RuleBroken
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.participants import links, operations, queries
from projects.participants.forms import DecideForm
from projects.participants.models import Person
from projects.participants.parts import links as parts_links
from projects.participants.vocabulary_path import LinkKind

# A pair fills a third of a screen.
PER_PAGE = 20
UNDECIDED, LINKED, APART = "", "powiazane", "rozne"
KINDS = {LINKED: LinkKind.SAME, APART: LinkKind.DIFFERENT}


HIDDEN_LOOKALIKE = gettext_lazy(
    "Somebody who looks like this person takes part in a project that you do not see. "
    "Ask the coordinator of your unit to compare them."
)


@never_cache
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Pairs that somebody should look at; behind the chip, those already decided."""
    if not can_anywhere(request.actor, Permission.EDIT_PEOPLE):
        raise NotAllowed
    state = request.GET.get("stan", UNDECIDED)
    page, rows = _rows(request, KINDS.get(state))
    visible = queries.participations_visible_to(request.actor, Permission.EDIT_PEOPLE)
    shown = {
        "page": page,
        "couples": parts_links.couples(rows, visible=visible),
        "state": state if state in KINDS else UNDECIDED,
        "filters": [filters.chip(request, **_chip())],
    }
    return render(request, "participants/duplicates.html", shown)


@never_cache
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    visible = queries.participations_visible_to(request.actor, Permission.EDIT_PEOPLE)
    form = DecideForm(request.POST, visible=visible)
    if form.carry_out(operations.decide, by=request.actor):
        linked = form.outcome.kind == LinkKind.SAME
        said = _("Linked: each page shows the participations of both.")
        apart = _("Remembered: these are two people, and nobody is asked about them again.")
        messages.success(request, said if linked else apart)
    else:
        for said in (text for texts in form.errors.values() for text in texts):
            messages.error(request, said)
    return redirect("participants:duplicates")


@never_cache
@require_POST
def take_back(request: HttpRequest, link_id: UUID) -> HttpResponse:
    visible = queries.participations_visible_to(request.actor, Permission.EDIT_PEOPLE)
    link = get_object_or_404(links.decisions(visible), pk=link_id)
    try:
        operations.take_back(link=link, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The decision is taken back; the pair may be decided anew."))
    return redirect("participants:duplicates")


def remember_answers(request: HttpRequest, form: Any, person: Person) -> None:
    """Carry out what was answered about look-alikes while the person was entered."""
    for other, kind in form.decided:
        try:
            operations.decide(one=person, other=other, kind=kind, by=request.actor)
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
    if any(not each.is_visible for each in form.lookalikes):
        messages.warning(request, HIDDEN_LOOKALIKE)


def _rows(request: HttpRequest, kind: str | None) -> tuple[Page, list[Any]]:
    visible = queries.participations_visible_to(request.actor, Permission.EDIT_PEOPLE)
    found: Any = (
        links.decisions(visible).filter(kind=kind) if kind else links.suspected_pairs(visible)
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    if kind:
        return page, [(link.first, link.second, None, link) for link in page]
    pairs = links.with_people(page)
    return page, [(pair.first, pair.second, pair.likeness, None) for pair in pairs]


def _chip() -> dict[str, Any]:
    choices = [
        (UNDECIDED, _("to be decided")),
        (LINKED, _("linked")),
        (APART, _("not the same person")),
    ]
    return {"label": _("Pairs"), "parameter": "stan", "choices": choices}
