"""Eligibility of many candidates at once: a handful of statements, however many there are."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from core.days import warsaw_day
from projects.participants.entries import StateEntry
from projects.participants.models import Person
from projects.recruitment.models import (
    Candidate,
    CandidateDocument,
    Recruitment,
    RequiredDocument,
    Score,
)
from projects.recruitment.queries.candidates import state_of
from projects.recruitment.queries.grids import grid_in_force
from projects.recruitment.rules import eligibility, scoring
from projects.recruitment.target_group import target_group_of
from projects.recruitment.vocabulary import DocumentState, NeededBy

Findings = dict[UUID, list[eligibility.Finding]]


def findings_of(recruitment: Recruitment, candidates: Sequence[Candidate]) -> Findings:
    """The checks of each candidate of one round; nothing for those whose data were deleted."""
    known = [each for each in candidates if each.born_on is not None]
    group = target_group_of(recruitment.project)
    taken, missing = _taking_part(recruitment, known), _missing(recruitment, known)
    others = list(_look_alike(known, recruitment))
    same_pesel = _twins(known, others, by=lambda each: _bytes(each.pesel_index))
    same_name = _twins(known, others, by=lambda each: (each.search_key, each.born_on))
    unproven = _unproven(recruitment, known)
    applicants = {
        each.pk: eligibility.Applicant(
            pesel=each.pesel,
            born_on=each.born_on,
            sex=each.sex,
            gmina=each.gmina,
            at_risk=state_of(each).at_risk,
            applied_on=warsaw_day(each.applied_at),
            takes_part_already=each.participation_id is None and _bytes(each.pesel_index) in taken,
            same_pesel=same_pesel[each.pk],
            same_name=same_name[each.pk],
            missing_documents=tuple(document.name for document in missing[each.pk]),
            unproven=unproven[each.pk],
        )
        for each in known
    }
    return {
        pk: eligibility.findings(
            applicant,
            group=group,
            opens_on=recruitment.opens_on,
            closes_on=recruitment.closes_on,
        )
        for pk, applicant in applicants.items()
    }


def documents_needed(
    candidate: Candidate, documents: Iterable[RequiredDocument]
) -> list[RequiredDocument]:
    """The part of the checklist that this candidate has to bring."""
    if candidate.born_on is None:
        return []
    state, on = state_of(candidate), warsaw_day(candidate.applied_at)
    return [each for each in documents if _is_needed(each, candidate, state, on=on)]


def _is_needed(
    document: RequiredDocument, candidate: Candidate, state: StateEntry, *, on: date
) -> bool:
    if document.needed_by == NeededBy.EVERYBODY:
        return True
    if document.needed_by == NeededBy.DISABILITY:
        return state.disability == "YES"
    if document.needed_by == NeededBy.MINOR:
        age = eligibility.age_on(born_on=candidate.born_on, day=on)  # type: ignore[arg-type]
        return age < eligibility.ADULT_AGE
    return state.labour_status == document.needed_by


def _taking_part(recruitment: Recruitment, candidates: Sequence[Candidate]) -> set[bytes]:
    """The blind indexes among the candidates' that belong to participants of the project."""
    indexes = [each.pesel_index for each in candidates if each.pesel_index]
    people = Person.objects.filter(
        pesel_index__in=indexes,
        participations__project=recruitment.project_id,
        participations__voided_at=None,
    )
    return {bytes(index) for index in people.values_list("pesel_index", flat=True)}


def _missing(
    recruitment: Recruitment, candidates: Sequence[Candidate]
) -> dict[UUID, list[RequiredDocument]]:
    required = list(recruitment.required_documents.all())
    came = CandidateDocument.objects.filter(candidate__in=[each.pk for each in candidates])
    came = came.exclude(state=DocumentState.MISSING)
    there = set(came.values_list("candidate_id", "document_id"))
    return {
        each.pk: [
            document
            for document in documents_needed(each, required)
            if (each.pk, document.pk) not in there
        ]
        for each in candidates
    }


def _twins(
    candidates: Sequence[Candidate],
    others: Iterable[Candidate],
    *,
    by: Callable[[Candidate], Hashable],
) -> dict[UUID, tuple[int, ...]]:
    """The numbers of other applications of the round that share a feature with each candidate."""
    numbers = defaultdict(set)
    for other in others:
        numbers[by(other)].add(other.number)
    return {
        each.pk: tuple(sorted(numbers[by(each)] - {each.number})) if by(each) else ()
        for each in candidates
    }


def _look_alike(candidates: Sequence[Candidate], recruitment: Recruitment) -> QuerySet[Candidate]:
    indexes = [each.pesel_index for each in candidates if each.pesel_index]
    names = [each.search_key for each in candidates]
    rows = recruitment.candidates.filter(erased_at=None)
    rows = rows.filter(Q(pesel_index__in=indexes) | Q(search_key__in=names))
    return rows.only("recruitment", "number", "pesel_index", "search_key", "born_on")


def _unproven(
    recruitment: Recruitment, candidates: Sequence[Candidate]
) -> dict[UUID, tuple[str, ...]]:
    """Criteria in force that were confirmed without the proof that they ask for."""
    found: dict[UUID, list[str]] = {each.pk: [] for each in candidates}
    waiting = Score.objects.filter(candidate__in=list(found), proof_seen=False)
    waiting = waiting.filter(criterion__grid=grid_in_force(recruitment)).exclude(
        criterion__proof=""
    )
    for score in waiting.select_related("criterion").order_by("criterion__position"):
        if score.value not in scoring.NOTHING_CLAIMED:
            found[score.candidate_id].append(score.criterion.name)
    return {pk: tuple(names) for pk, names in found.items()}


def _bytes(index: bytes | None) -> bytes | None:
    return bytes(index) if index else None
