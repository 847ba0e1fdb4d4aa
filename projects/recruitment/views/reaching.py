"""How every page of the office finds what it speaks of; what one may not see does not exist."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from core.permissions import Permission
from projects.recruitment import queries
from projects.recruitment.models import Candidate, Recruitment


def the_round(request: HttpRequest, recruitment_id: UUID, held: Permission) -> Recruitment:
    return get_object_or_404(
        queries.recruitments_visible_to(request.actor, held), pk=recruitment_id
    )


def the_round_set_up(request: HttpRequest, recruitment_id: UUID, held: Permission) -> Recruitment:
    """The round with whether its grid, checklist and information are there."""
    rounds = queries.with_setup(queries.recruitments_visible_to(request.actor, held))
    return get_object_or_404(rounds, pk=recruitment_id)


def the_candidate(request: HttpRequest, candidate_id: UUID, held: Permission) -> Candidate:
    return get_object_or_404(queries.candidates_visible_to(request.actor, held), pk=candidate_id)


def version_of(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdigit() else 0
