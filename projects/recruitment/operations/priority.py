"""Who stands above the points: by the grid, or because the agreement admits them first."""

from projects.recruitment import queries
from projects.recruitment.models import Candidate
from projects.recruitment.rules import scoring
from projects.recruitment.rules.scoring import Mark


def set_priority(candidate: Candidate) -> None:
    """Look at both again; the caller saves."""
    criteria = list(queries.criteria_in_force(candidate.recruitment))
    scores = queries.marks_of(candidate, criteria)
    marks = {
        each.code: Mark(value=scores[each.pk].value or "", proof_seen=scores[each.pk].proof_seen)
        for each in criteria
        if each.pk in scores
    }
    by_grid = scoring.total(map(queries.as_rule, criteria), marks).has_priority
    candidate.has_priority = by_grid or queries.is_admitted_first(candidate)
