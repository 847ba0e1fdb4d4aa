"""One candidate: the page, entering and correcting, the PESEL shown once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today, warsaw_day
from core.permissions import Permission
from projects.recruitment import operations, parts, queries
from projects.recruitment.forms import CandidateForm, CorrectCandidateForm
from projects.recruitment.models import Candidate
from projects.recruitment.views.reaching import the_candidate, the_round
from projects.workbench import history


@never_cache
@require_safe
def candidate(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    return _page(request, _checked(request, candidate_id, Permission.SEE_PEOPLE))


@never_cache
@require_POST
def reveal_pesel(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    """Answer with the page and the whole number on it, this once; the address carries nothing."""
    found = _checked(request, candidate_id, Permission.REVEAL_PESEL)
    number = operations.reveal_pesel(candidate=found, by=request.actor)
    return _page(request, found, pesel=number)


@never_cache
def add(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PEOPLE)
    now = timezone.localtime()
    first = {"applied_on": warsaw_day(now), "applied_time": now.time()}
    criteria = list(queries.criteria_in_force(found))
    form = CandidateForm(request.POST or None, recruitment=found, criteria=criteria, initial=first)
    known = {"recruitment": found, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.add_candidate, **known):
        messages.success(request, _("The candidate is entered. Documents and points come next."))
        return redirect("recruitment:candidate", form.outcome.pk)
    return render(request, "recruitment/add.html", {"form": form, "recruitment": found})


@never_cache
def correct(request: HttpRequest, candidate_id: UUID) -> HttpResponse:
    found = the_candidate(request, candidate_id, Permission.EDIT_PEOPLE)
    if found.erased_at:
        return redirect("recruitment:candidate", found.pk)
    criteria = list(queries.criteria_in_force(found.recruitment))
    form = CorrectCandidateForm(request.POST or None, candidate=found, criteria=criteria)
    known = {"candidate": found, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.correct_candidate, **known):
        messages.success(request, _("The corrections are saved."))
        return redirect("recruitment:candidate", found.pk)
    return render(request, "recruitment/correct_candidate.html", {"form": form, "candidate": found})


def _checked(request: HttpRequest, candidate_id: UUID, held: Permission) -> Candidate:
    """The candidate with what the checks need and the name of the gmina."""
    rows = queries.candidates_visible_to(request.actor, held).select_related("notice")
    rows = queries.with_gmina(queries.with_checks(rows))
    return get_object_or_404(rows, pk=candidate_id)


def _page(request: HttpRequest, found: Candidate, pesel: str = "") -> HttpResponse:
    may = parts.rights(request.actor, found.recruitment)
    page: dict[str, Any] = {
        "candidate": found,
        "recruitment": found.recruitment,
        "pesel": pesel,
        "may": may,
        "history": history.of([found.pk], with_reasons=may["read_case"]),
        **parts.candidate_cards(found, whole=may["read_case"], on=today()),
    }
    return render(request, "recruitment/candidate.html", page)
