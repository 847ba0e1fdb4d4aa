"""The terms of recruitment: papers that are missing, decisions, and data to be deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Min, OuterRef, Q

from core.permissions import Actor, Permission
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.rules import Due
from projects.recruitment import queries as recruitment
from projects.recruitment.models import CandidateDocument, RequiredDocument
from projects.recruitment.vocabulary import DocumentState, NeededBy, Standing


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A candidate about whom nothing is decided and whose papers are not complete."""

    applicant_id: UUID
    family_name: str
    given_name: str
    sort_key: str
    number: int
    closes_on: date
    of_project_id: UUID
    project_title: str
    missing: list[str]


@dataclass(frozen=True, kw_only=True)
class Round:
    """How many candidates wait for a decision, and the first of the last days of keeping them."""

    round_id: UUID
    round_name: str
    closes_on: date | None
    of_project_id: UUID
    project_title: str
    waiting: int
    kept_until: date | None


OWN = ("family_name", "given_name", "sort_key", "number")
OF_PROJECT = {
    "closes_on": F("recruitment__closes_on"),
    "of_project_id": F("recruitment__project__pk"),
    "project_title": F("recruitment__project__title"),
}
OF_ROUND = {
    "round_id": F("recruitment__pk"),
    "round_name": F("recruitment__name"),
    **OF_PROJECT,
}


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    for applicant in _without_a_paper(by, until=until):
        yield _paper(applicant, on=on)
    for of_round in _rounds(by, on=on, until=until):
        if of_round.waiting and of_round.closes_on:
            term = rules.decision(closed_on=of_round.closes_on, clock=clock())
            yield _item(of_round, term, on=on, waiting=of_round.waiting)
        if of_round.kept_until:
            term = rules.candidates(kept_until=of_round.kept_until, clock=clock())
            yield _item(of_round, term, on=on)


def _undecided(until: date) -> Q:
    return Q(standing=Standing.APPLIED, erased_at=None, recruitment__closes_on__lte=until)


def _without_a_paper(by: Actor, *, until: date) -> Iterator[Applicant]:
    """One query. Only papers that everybody brings: who brings the others is sealed."""
    came = CandidateDocument.objects.filter(
        candidate=OuterRef(OuterRef("pk")), document=OuterRef("pk")
    ).exclude(state=DocumentState.MISSING)
    missing = RequiredDocument.objects.filter(
        ~Exists(came), recruitment=OuterRef("recruitment"), needed_by=NeededBy.EVERYBODY
    )
    rows = recruitment.candidates_visible_to(by, Permission.SEE_PEOPLE).filter(
        _undecided(until), Exists(missing)
    )
    plain = rows.select_related(None).order_by("number")
    named = plain.values(*OWN, applicant_id=F("pk"), **OF_PROJECT)
    return (
        Applicant(**row) for row in named.annotate(missing=ArraySubquery(missing.values("name")))
    )


def _rounds(by: Actor, *, on: date, until: date) -> Iterator[Round]:
    """One query over the candidates of every round."""
    undecided = _undecided(until)
    kept = Q(recruitment.kept_for_a_time(on), delete_after__lte=until)
    rows = recruitment.candidates_visible_to(by, Permission.SEE_PEOPLE).filter(undecided | kept)
    of_rounds = rows.select_related(None).order_by("recruitment__closes_on", "recruitment")
    counted = (
        of_rounds.annotate(**OF_ROUND)
        .values(*OF_ROUND)
        .annotate(
            waiting=Count("pk", filter=undecided), kept_until=Min("delete_after", filter=kept)
        )
    )
    return (Round(**row) for row in counted)


def _paper(applicant: Applicant, *, on: date) -> Item:
    name = f"{applicant.family_name} {applicant.given_name}".strip()
    return Item(
        due=rules.document(wanted_by=applicant.closes_on, clock=clock()),
        on=on,
        subject_id=applicant.applicant_id,
        project_id=applicant.of_project_id,
        project=applicant.project_title,
        person=name or str(applicant.number),
        person_key=applicant.sort_key,
        page="recruitment:candidate",
        page_arguments=(applicant.applicant_id,),
        facts={"document": ", ".join(applicant.missing)},
    )


def _item(of_round: Round, term: Due, *, on: date, **facts: object) -> Item:
    return Item(
        due=term,
        on=on,
        subject_id=of_round.round_id,
        project_id=of_round.of_project_id,
        project=of_round.project_title,
        label=of_round.round_name,
        page="recruitment:recruitment",
        page_arguments=(of_round.round_id,),
        facts={"since": term.basis_on, **facts},
    )
