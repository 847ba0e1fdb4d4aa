"""The terms of recruitment: papers that are missing, decisions, and data to be deleted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Min, OuterRef

from core.permissions import Actor, Permission
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.recruitment import queries as recruitment
from projects.recruitment.models import CandidateDocument, RequiredDocument
from projects.recruitment.vocabulary import DocumentState, NeededBy, Standing


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """A candidate about whom nothing is decided, in a round with a closing day."""

    applicant_id: UUID
    family_name: str
    given_name: str
    sort_key: str
    number: int
    round_id: UUID
    round_name: str
    closes_on: date
    of_project_id: UUID
    project_title: str
    missing: list[str]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A round of whose candidates some are to be forgotten, and the first of their last days."""

    round_id: UUID
    round_name: str
    of_project_id: UUID
    project_title: str
    kept_until: date


OWN = ("family_name", "given_name", "sort_key", "number")
OTHERS = {
    "applicant_id": F("pk"),
    "round_id": F("recruitment__pk"),
    "round_name": F("recruitment__name"),
    "closes_on": F("recruitment__closes_on"),
    "of_project_id": F("recruitment__project__pk"),
    "project_title": F("recruitment__project__title"),
}


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    of_round: dict[UUID, list[Applicant]] = defaultdict(list)
    for applicant in _undecided(by, until=until):
        of_round[applicant.round_id].append(applicant)
        if applicant.missing:
            yield _paper(applicant, on=on)
    for applicants in of_round.values():
        yield _decision(applicants, on=on)
    for kept in _kept(by, on=on, until=until):
        yield _deletion(kept, on=on)


def _undecided(by: Actor, *, until: date) -> Iterator[Applicant]:
    """One query. Only papers that everybody brings: who brings the others is sealed."""
    came = CandidateDocument.objects.filter(
        candidate=OuterRef(OuterRef("pk")), document=OuterRef("pk")
    ).exclude(state=DocumentState.MISSING)
    missing = RequiredDocument.objects.filter(
        ~Exists(came), recruitment=OuterRef("recruitment"), needed_by=NeededBy.EVERYBODY
    )
    rows = recruitment.candidates_visible_to(by, Permission.SEE_PEOPLE).filter(
        standing=Standing.APPLIED, erased_at=None, recruitment__closes_on__lte=until
    )
    plain = rows.select_related(None).order_by("number").values(*OWN, **OTHERS)
    return (
        Applicant(**row) for row in plain.annotate(missing=ArraySubquery(missing.values("name")))
    )


def _kept(by: Actor, *, on: date, until: date) -> Iterator[Kept]:
    """One query: the first last day of keeping in every round."""
    rows = recruitment.candidates_visible_to(by, Permission.SEE_PEOPLE).filter(
        recruitment.kept_for_a_time(on), delete_after__lte=until
    )
    grouped = (
        rows.select_related(None)
        .order_by()
        .values(
            round_id=F("recruitment__pk"),
            round_name=F("recruitment__name"),
            of_project_id=F("recruitment__project__pk"),
            project_title=F("recruitment__project__title"),
        )
    )
    return (Kept(**row) for row in grouped.annotate(kept_until=Min("delete_after")))


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


def _decision(applicants: list[Applicant], *, on: date) -> Item:
    one = applicants[0]
    return Item(
        due=rules.decision(closed_on=one.closes_on, clock=clock()),
        on=on,
        subject_id=one.round_id,
        project_id=one.of_project_id,
        project=one.project_title,
        label=one.round_name,
        page="recruitment:recruitment",
        page_arguments=(one.round_id,),
        facts={"waiting": len(applicants), "since": one.closes_on},
    )


def _deletion(kept: Kept, *, on: date) -> Item:
    return Item(
        due=rules.candidates(kept_until=kept.kept_until, clock=clock()),
        on=on,
        subject_id=kept.round_id,
        project_id=kept.of_project_id,
        project=kept.project_title,
        label=kept.round_name,
        page="recruitment:recruitment",
        page_arguments=(kept.round_id,),
        facts={"since": kept.kept_until},
    )
