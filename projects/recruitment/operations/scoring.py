"""Points are confirmed criterion by criterion, and papers of the checklist marked."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.recruitment import queries
from projects.recruitment.models import Candidate, CandidateDocument, Criterion, Grid, Score
from projects.recruitment.operations.applying import IsParticipant, locked_candidate
from projects.recruitment.rules import scoring
from projects.recruitment.rules.scoring import Mark


class NotAnAnswer(RuleBroken):
    message = _("“%(value)s” does not answer “%(criterion)s”. Choose or enter another answer.")


class GridChanged(RuleBroken):
    message = _(
        "The grid of this round was changed while you were scoring. "
        "Nothing was saved: open the candidate again and score by the new grid."
    )


@operation()
def score_candidate(
    *,
    candidate: Candidate,
    marks: Mapping[UUID, Mark],
    version: int,
    at: datetime,
    by: Actor,
) -> Candidate:
    """Confirm answers by the ids of criteria in force; the first score of a round freezes its grid."""
    require(by, Permission.EDIT_PEOPLE, project=candidate.recruitment.project_id)
    locked = locked_candidate(candidate, version=version)
    if locked.participation_id is not None:
        raise IsParticipant
    grid = queries.grid_in_force(locked.recruitment)
    criteria = {criterion.pk: criterion for criterion in queries.criteria_of(grid)}
    if set(marks) - set(criteria):
        raise GridChanged
    for pk, mark in marks.items():
        _confirm(locked, criteria[pk], mark, at=at, by=by)
    _freeze(grid, at=at)
    _sum_up(locked, criteria, at=at)
    locked.version += 1
    locked.save()
    audit.record("scored a candidate", locked, by=by, count=max(len(marks), 1))
    return locked


@operation()
def mark_documents(
    *,
    candidate: Candidate,
    states: Mapping[UUID, str],
    version: int,
    on: date,
    by: Actor,
) -> Candidate:
    """Say of papers on the checklist, by their ids, whether they are missing, here or seen."""
    require(by, Permission.EDIT_PEOPLE, project=candidate.recruitment.project_id)
    locked = locked_candidate(candidate, version=version)
    known = {document.pk for document in locked.recruitment.required_documents.all()}
    held = {row.document_id: row for row in locked.documents.all()}
    for document, state in states.items():
        if document in known and (document not in held or held[document].state != state):
            CandidateDocument.objects.update_or_create(
                candidate=locked,
                document_id=document,
                defaults={"state": state, "marked_on": on, "marked_by": _member(by)},
            )
    locked.version += 1
    locked.save(update_fields=["version"])
    audit.record("marked documents", locked, by=by, count=max(len(states), 1))
    return locked


def _confirm(
    candidate: Candidate, criterion: Criterion, mark: Mark, *, at: datetime, by: Actor
) -> None:
    rule = queries.as_rule(criterion)
    if not scoring.is_answer(rule, mark.value):
        raise NotAnAnswer(value=mark.value, criterion=criterion.name)
    held = Score.objects.filter(candidate=candidate, criterion=criterion).first()
    if held and (held.value, held.proof_seen) == (mark.value, mark.proof_seen):
        return
    score = held or Score(candidate=candidate, criterion=criterion)
    score.value, score.proof_seen = mark.value, mark.proof_seen
    score.points = scoring.points_of(rule, mark)
    score.decided_by, score.decided_at = _member(by), at
    score.save()


def _freeze(grid: Grid, *, at: datetime) -> None:
    if grid.frozen_at is None:
        grid.frozen_at = at
        grid.save(update_fields=["frozen_at"])


def _sum_up(candidate: Candidate, criteria: Mapping[UUID, Criterion], *, at: datetime) -> None:
    """Points and priority of everything confirmed so far; scored once nothing is left."""
    scores = queries.marks_of(candidate, criteria.values())
    marks = {
        criteria[pk].code: Mark(value=score.value or "", proof_seen=score.proof_seen)
        for pk, score in scores.items()
    }
    total = scoring.total([queries.as_rule(each) for each in criteria.values()], marks)
    names = {criterion.code: criterion.name for criterion in criteria.values()}
    candidate.points = total.points
    candidate.has_priority = total.has_priority or queries.is_admitted_first(candidate)
    candidate.unproven = [names[code] for code in total.unproven]
    candidate.scored_at = at if total.is_whole and criteria else None


def _member(by: Actor) -> Member | None:
    return by if isinstance(by, Member) else None
