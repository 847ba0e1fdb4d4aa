"""The desk work on candidates: points, papers, decisions, the reserve, promotion, deletion."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.days import today
from core.errors import RuleBroken
from core.permissions import Permission
from projects.recruitment import operations, parts, queries
from projects.recruitment.forms import (
    CandidateDocumentsForm,
    DecisionForm,
    PromoteForm,
    ScoreForm,
)
from projects.recruitment.models import Candidate
from projects.recruitment.views.reaching import the_candidate, the_round, version_of


@never_cache
def score(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    found = the_candidate(request, candidate_id, Permission.EDIT_PEOPLE)
    criteria = list(queries.criteria_in_force(found.recruitment))
    known = {
        "criteria": criteria,
        "suggested": parts.suggestions(found, criteria),
    }
    form = ScoreForm(request.POST or None, candidate=found, **known)
    operation, at = operations.score_candidate, timezone.now()
    if form.carry_out(operation, candidate=found, at=at, by=request.actor):
        messages.success(request, _("The points are confirmed."))
        return _next(request, found)
    return render(request, "recruitment/score.html", {"form": form, "candidate": found})


@never_cache
def mark_documents(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    found = the_candidate(request, candidate_id, Permission.EDIT_PEOPLE)
    needed = queries.documents_needed(found, queries.marked_documents(found))
    form = CandidateDocumentsForm(request.POST or None, candidate=found, needed=needed)
    operation = operations.mark_documents
    if form.carry_out(operation, candidate=found, on=today(), by=request.actor):
        messages.success(request, _("The documents are marked."))
        return redirect("recruitment:candidate", found.pk)
    return render(request, "recruitment/mark_documents.html", {"form": form, "candidate": found})


@never_cache
def decide(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    found = the_candidate(request, candidate_id, Permission.EDIT_PEOPLE)
    form = DecisionForm(request.POST or None, candidate=found)
    if form.carry_out(operations.decide, candidate=found, on=today(), by=request.actor):
        messages.success(request, _("The decision is saved."))
        return redirect("recruitment:candidate", found.pk)
    page = {"form": form, "candidate": found, **parts.deciding(found, on=today())}
    return render(request, "recruitment/decide.html", page)


@require_POST
def undo_decision(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    found = the_candidate(request, candidate_id, Permission.EDIT_PEOPLE)
    done = _("The decision is taken back.")
    _done(request, done, operations.undo_decision, candidate=found, at=timezone.now())
    return redirect("recruitment:candidate", found.pk)


@never_cache
def promote(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Whoever the register knows is shown beside what it knows; for anybody else a click is enough."""
    found = the_candidate(request, candidate_id, Permission.EDIT_PEOPLE)
    if found.erased_at or found.participation_id:
        return redirect("recruitment:candidate", found.pk)
    known = parts.known_as(found, request.actor)
    must_confirm = known is not None and not known.is_named_alike
    form = PromoteForm(request.POST or None, candidate=found, must_confirm=must_confirm)
    if form.carry_out(operations.promote, candidate=found, on=today(), by=request.actor):
        done = _("The candidate is a participant now. The first support will be the start.")
        messages.success(request, done)
        return redirect("desk:person", form.outcome.participation_id)
    page = {"form": form, "candidate": found, "known": known}
    return render(request, "recruitment/promote.html", page)


@require_POST
def divide_places(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PEOPLE)
    done = _(
        "Places are given in the order of the ranking. Look at the list before you publish it."
    )
    _done(request, done, operations.divide_places, recruitment=found, on=today())
    return redirect("recruitment:ranking", found.pk)


@require_POST
def take_from_reserve(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PEOPLE)
    done = _("The first on the reserve list is accepted.")
    outcome = _done(request, done, operations.take_from_reserve, recruitment=found, on=today())
    if outcome is None:
        return redirect("recruitment:recruitment", found.pk)
    return redirect("recruitment:candidate", outcome.pk)


@require_POST
def forget(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    try:
        operations.forget_candidates(
            recruitment=found, on=today(), at=timezone.now(), by=request.actor
        )
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The data are deleted; numbers and decisions remain."))
    return redirect("recruitment:recruitment", found.pk)


def _done(request: HttpRequest, sentence: str, operation: Callable[..., Any], **known: Any) -> Any:
    """Carry it out on the version that the page showed; None, and a sentence, when refused."""
    try:
        outcome = operation(**known, version=version_of(request), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, sentence)
    return outcome


def _next(request: HttpRequest, found: Candidate) -> HttpResponse:
    """The next one to be scored, if that is what was pressed; else back to the candidate."""
    following = queries.next_to_score(found) if "then" in request.POST else None
    if following:
        return redirect("recruitment:score", following.pk)
    return redirect("recruitment:candidate", found.pk)
