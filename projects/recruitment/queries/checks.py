"""Eligibility of many candidates at once: what the checks need comes with the rows themselves."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from core.days import warsaw_day
from projects.participants import similarity
from projects.participants.entries import StateEntry
from projects.participants.models import Participation, Person
from projects.recruitment.models import (
    Candidate,
    CandidateDocument,
    Recruitment,
    RequiredDocument,
)
from projects.recruitment.queries.candidates import is_admitted_first, person_of, state_of
from projects.recruitment.rules import eligibility
from projects.recruitment.target_group import TargetGroup, target_group_of
from projects.recruitment.vocabulary import DocumentState, NeededBy, Standing

# Nothing sealed: what the register says of who somebody is, beside the number.
COMPARED = ("given_name", "family_name", "born_on", "sex")
Findings = dict[UUID, list[eligibility.Finding]]


def with_checks(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Each candidate with who looks the same, what was brought, and whether they take part."""
    others = Candidate.objects.filter(recruitment=OuterRef("recruitment"), erased_at=None)
    others = others.exclude(pk=OuterRef("pk")).order_by("number")
    # Of two applications of one person only one can hold: what was put aside disturbs nobody.
    others = others.exclude(standing__in=(Standing.REJECTED, Standing.WITHDRAWN))
    same_name = others.filter(search_key=OuterRef("search_key"), born_on=OuterRef("born_on"))
    brought = CandidateDocument.objects.filter(candidate=OuterRef("pk"))
    known = Person.objects.filter(pesel_index=OuterRef("pesel_index"))
    ever = Participation.objects.filter(person__pesel_index=OuterRef("pesel_index"))
    taking_part = ever.filter(voided_at=None)
    here = OuterRef("recruitment__project")
    complementing = Q(project__complemented_by__project=here) | Q(
        project__target_group__complementary_project=here
    )
    same_pesel = others.filter(pesel_index=OuterRef("pesel_index"))
    return rows.annotate(
        register=Subquery(known.values(known=JSONObject(**{name: name for name in COMPARED}))),
        voided_here=Subquery(
            ever.filter(project=here).exclude(voided_at=None).values("voided_at")[:1]
        ),
        takes_part=Exists(taking_part.filter(project=here)),
        takes_part_beside=Exists(taking_part.filter(complementing)),
        same_pesel=ArraySubquery(same_pesel.values("number")),
        same_name=ArraySubquery(same_name.values("number")),
        brought=ArraySubquery(brought.exclude(state=DocumentState.MISSING).values("document")),
    )


def findings_of(
    recruitment: Recruitment,
    candidates: Iterable[Candidate],
    *,
    required: Sequence[RequiredDocument] | None = None,
) -> Findings:
    """The checks of candidates of one round that come `with_checks`; its checklist may be given.

    There is nothing to check of those whose data were deleted.
    """
    documents = list(recruitment.required_documents.all()) if required is None else required
    group = target_group_of(recruitment.project)
    return {
        each.pk: eligibility.findings(
            _applicant(each, documents, group),
            group=group.demands,
            opens_on=recruitment.opens_on,
            closes_on=recruitment.closes_on,
        )
        for each in candidates
        if each.born_on is not None
    }


def verdict_of(candidate: Candidate) -> str:
    """The worst of the checks of one that comes `with_checks`, its round's checklist prefetched."""
    round_of_it = candidate.recruitment
    required = list(round_of_it.required_documents.all())
    found = findings_of(round_of_it, [candidate], required=required)
    return eligibility.verdict(found.get(candidate.pk, []))


def findings_now(candidate: Candidate) -> list[eligibility.Finding]:
    """The checks of one candidate as the database knows them at this moment."""
    rows = with_checks(Candidate.objects.filter(pk=candidate.pk))
    return findings_of(candidate.recruitment, rows).get(candidate.pk, [])


def documents_needed(
    candidate: Candidate, documents: Iterable[RequiredDocument]
) -> list[RequiredDocument]:
    """The part of the checklist that this candidate has to bring."""
    if candidate.born_on is None:
        return []
    state, on = state_of(candidate), warsaw_day(candidate.applied_at)
    return [each for each in documents if _is_needed(each, candidate, state, on=on)]


def marked_documents(candidate: Candidate) -> QuerySet[RequiredDocument]:
    """The whole checklist, each paper with its state at this candidate, the day and who marked it."""
    marked = FilteredRelation("marks", condition=Q(marks__candidate=candidate.pk))
    return candidate.recruitment.required_documents.annotate(
        mark=marked,
        state=F("mark__state"),
        marked_on=F("mark__marked_on"),
        marked_by_name=F("mark__marked_by__display_name"),
    )


def _applicant(
    candidate: Candidate, required: Sequence[RequiredDocument], group: TargetGroup
) -> eligibility.Applicant:
    missing = [
        document.name
        for document in documents_needed(candidate, required)
        if document.pk not in candidate.brought  # type: ignore[attr-defined]
    ]
    state, applied_on = state_of(candidate), warsaw_day(candidate.applied_at)
    takes_part = candidate.takes_part  # type: ignore[attr-defined]
    return eligibility.Applicant(
        pesel=candidate.pesel,
        born_on=candidate.born_on,  # type: ignore[arg-type]
        sex=candidate.sex,
        gmina=candidate.gmina,
        at_risk=state.at_risk,
        premises=state.named,
        are_premises_named=bool(state.premises),
        is_admitted_first=is_admitted_first(candidate),
        barring_benefits=group.barring(state.benefits),
        side=group.side_of(person_of(candidate), on=applied_on),
        applied_on=applied_on,
        register=_met_in_register(candidate),
        voided_on=_voided_on(candidate),
        takes_part_beside=candidate.takes_part_beside,  # type: ignore[attr-defined]
        # Whoever was promoted from here takes part by this very application.
        takes_part_already=takes_part and candidate.participation_id is None,
        same_pesel=tuple(candidate.same_pesel),  # type: ignore[attr-defined]
        same_name=tuple(candidate.same_name),  # type: ignore[attr-defined]
        missing_documents=tuple(missing),
        unproven=tuple(candidate.unproven),
    )


def _met_in_register(candidate: Candidate) -> str:
    """How the person of this PESEL compares with the candidate; empty where nobody has it."""
    held = candidate.register  # type: ignore[attr-defined]
    # Whoever was promoted has become that person.
    if held is None or candidate.participation_id:
        return ""
    known = similarity.profile(**{**held, "born_on": date.fromisoformat(held["born_on"])})
    said = similarity.profile(**{name: getattr(candidate, name) for name in COMPARED})
    found = similarity.likeness(known, said)
    if found == similarity.EQUAL:
        return eligibility.SAME
    return eligibility.ALIKE if found.is_alike else eligibility.OTHER


def _voided_on(candidate: Candidate) -> date | None:
    moment = candidate.voided_here  # type: ignore[attr-defined]
    return None if moment is None or candidate.participation_id else warsaw_day(moment)


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
