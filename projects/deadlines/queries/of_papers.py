"""The terms of what proves a premise: evidence that runs out and that nothing newer replaces."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from core.permissions import Actor, Permission
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.queries.subjects import Subject, columns_of
from projects.participants import queries as participants
from projects.participants.models import Premise
from projects.participants.premise_kinds import catalogue
from projects.participants.scopes import Wording
from projects.participants.wordings import said


@dataclass(frozen=True, kw_only=True)
class Paper(Subject):
    """One piece of evidence of somebody who takes part."""

    evidence: str
    valid_to: date


OWN = ("evidence", "valid_to")


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    """For those who edit people alone: what proves a premise is a special category of data."""
    alike: dict[tuple[UUID, date], list[Paper]] = defaultdict(list)
    for paper in _running_out(by, until=until):
        alike[paper.stay_id, paper.valid_to].append(paper)
    for (_stay_id, valid_to), papers in alike.items():
        term = rules.expiry(valid_to=valid_to, clock=clock())
        called = sorted({_called(paper.evidence) for paper in papers})
        facts = {"document": ", ".join(called)}
        yield papers[0].item(term, on=on, page="participants:premises", facts=facts)


def _running_out(by: Actor, *, until: date) -> Iterator[Paper]:
    """Evidence with a last day that nothing newer of the same premise replaces."""
    people = participants.participations_visible_to(by, Permission.EDIT_PEOPLE)
    newer = Premise.objects.filter(participation=OuterRef("participation"), kind=OuterRef("kind"))
    newer = newer.filter(Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to")))
    rows = Premise.objects.filter(
        ~Exists(newer), participation__in=people.filter(ended_on=None), valid_to__lte=until
    )
    plain = rows.order_by().values(*OWN, **columns_of("participation__"))
    return (Paper(**row) for row in plain)


def _called(evidence: str) -> str:
    return said(catalogue().evidence.get(evidence, Wording(evidence, evidence)))
