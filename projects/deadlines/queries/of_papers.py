"""The terms that stand in a person's papers: evidence and contracts that run out, pauses that end."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value

from core.permissions import Actor, Permission
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.queries.subjects import Subject, columns_of, people
from projects.deadlines.rules import Due, Kind
from projects.participants.models import Participation, Pause, Premise, SocialContract
from projects.participants.premise_kinds import catalogue
from projects.participants.scopes import Wording
from projects.participants.wordings import said

# The path shows contracts and pauses to whoever sees people, and leads on those who edit them.
PAGES = {
    Kind.EXPIRY: "participants:premises",
    Kind.CONTRACT_END: "participants:path",
    Kind.PAUSE_END: "participants:path",
}
RULES: Mapping[str, Callable[[date], Due]] = {
    Kind.EXPIRY: lambda day: rules.expiry(valid_to=day, clock=clock()),
    Kind.CONTRACT_END: lambda day: rules.contract_end(ends_on=day, clock=clock()),
    Kind.PAUSE_END: lambda day: rules.pause_end(expected_on=day),
}
NOTHING = Value("", output_field=CharField())


@dataclass(frozen=True, kw_only=True)
class Paper(Subject):
    """A paper of somebody who takes part, and the last day of what it says."""

    of_kind: str
    detail: str
    last_on: date


def due(by: Actor, *, on: date, until: date, stay: UUID | None = None) -> Iterator[Item]:
    alike: dict[tuple[str, UUID, date], list[Paper]] = defaultdict(list)
    for paper in _ending(by, until=until, stay=stay):
        alike[paper.of_kind, paper.stay_id, paper.last_on].append(paper)
    for (kind, _stay_id, last_on), papers in alike.items():
        called = sorted({_called(paper.detail) for paper in papers})
        facts = {"document": ", ".join(called)}
        yield papers[0].item(RULES[kind](last_on), on=on, page=PAGES[Kind(kind)], facts=facts)


def _ending(by: Actor, *, until: date, stay: UUID | None) -> Iterator[Paper]:
    """One query over three tables."""
    known = people(by, Permission.SEE_PEOPLE, stay=stay).filter(ended_on=None)
    edited = people(by, Permission.EDIT_PEOPLE, stay=stay).filter(ended_on=None)
    evidence, *others = (
        _as_papers(_evidence(edited), until, Kind.EXPIRY, last_on="valid_to", detail=F("evidence")),
        _as_papers(_contracts(known), until, Kind.CONTRACT_END, last_on="valid_to", detail=NOTHING),
        _as_papers(_pauses(known), until, Kind.PAUSE_END, last_on="expected_on", detail=NOTHING),
    )
    return (Paper(**row) for row in evidence.union(*others, all=True))


def _as_papers(
    rows: QuerySet[Any], until: date, kind: Kind, *, last_on: str, detail: Any
) -> QuerySet[Any]:
    columns = {
        "of_kind": Value(str(kind), output_field=CharField()),
        "detail": detail,
        "last_on": F(last_on),
        **columns_of("participation__"),
    }
    return rows.filter(**{f"{last_on}__lte": until}).order_by().values(**columns)


def _evidence(stays: QuerySet[Participation]) -> QuerySet[Premise]:
    """With a last day, and nothing newer of the same premise.

    For those who edit people alone: what proves a premise is a special category of data.
    """
    newer = Premise.objects.filter(participation=OuterRef("participation"), kind=OuterRef("kind"))
    newer = newer.filter(Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to")))
    held = Premise.objects.filter(participation__in=stays)
    return held.filter(~Exists(newer), valid_to__isnull=False)


def _contracts(stays: QuerySet[Participation]) -> QuerySet[SocialContract]:
    """Neither closed early nor followed by another one."""
    newer = SocialContract.objects.filter(
        participation=OuterRef("participation"), valid_to__gt=OuterRef("valid_to")
    )
    signed = SocialContract.objects.filter(participation__in=stays, ended_on=None)
    return signed.filter(~Exists(newer))


def _pauses(stays: QuerySet[Participation]) -> QuerySet[Pause]:
    return Pause.objects.filter(participation__in=stays, returned_on=None)


def _called(evidence: str) -> str:
    return said(catalogue().evidence.get(evidence, Wording(evidence, evidence)))
