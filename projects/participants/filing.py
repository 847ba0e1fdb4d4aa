"""What stands on file of many participations: every subject's records, read in one query."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from projects.participants import links, rules
from projects.participants.entries import PremiseEntry, as_premise
from projects.participants.models import Participation, PersonLink, Premise, SocialContract
from projects.participants.vocabulary_path import LinkKind

PREMISE, CONTRACT, LINK, SUPPORT = "premise", "contract", "link", "support"
NOTHING = Value("", CharField())
# A bare NULL has no type, and a union wants one.
NO_DAY = Cast(Value(None), DateField())


@dataclass(frozen=True)
class Record:
    """One thing on file: what it is, its code and evidence, its days, and the day it was seen."""

    participation_id: UUID
    what: str
    code: str
    evidence: str
    since: date | None
    until: date | None
    seen_on: date | None


def columns(rows: QuerySet, what: str, *, of: str = "participation", **known: Any) -> QuerySet:
    """Rows as records; what a subject does not keep is empty."""
    told = {
        "code": NOTHING,
        "evidence": NOTHING,
        "since": NO_DAY,
        "until": NO_DAY,
        "seen_on": NO_DAY,
        **known,
    }
    named = {f"record_{name}": value for name, value in told.items()}
    whole = rows.annotate(record_of=F(of), record_what=Value(what, CharField()), **named)
    return whole.values_list("record_of", "record_what", *named)


def _own(ids: Collection[UUID]) -> Iterable[QuerySet]:
    """Premises, social contracts, and whether somebody is linked with another entry."""
    premises = Premise.objects.filter(participation__in=ids).order_by()
    days: dict[str, Any] = {
        "since": F("valid_from"),
        "until": F("valid_to"),
        "seen_on": F("seen_on"),
    }
    yield columns(premises, PREMISE, code=F("kind"), evidence=F("evidence"), **days)
    contracts = SocialContract.objects.filter(participation__in=ids).order_by()
    ends = Coalesce("ended_on", "valid_to")
    yield columns(contracts, CONTRACT, since=F("signed_on"), until=ends)
    person = OuterRef("person")
    link = PersonLink.objects.filter(Q(first=person) | Q(second=person), kind=LinkKind.SAME)
    linked = Participation.objects.filter(Exists(link), pk__in=ids).order_by()
    yield columns(linked, LINK, of="pk")


# What other apps keep they add here, each with querysets of `columns`.
shelves: list[Callable[[Collection[UUID]], Iterable[QuerySet]]] = [_own]


def records_of(participations: Collection[UUID]) -> Mapping[UUID, list[Record]]:
    """By participation, everything on file."""
    ids = list(participations)
    first, *others = (rows for shelf in shelves for rows in shelf(ids))
    found: dict[UUID, list[Record]] = defaultdict(list)
    for row in first.union(*others, all=True):
        found[row[0]].append(Record(*row))
    return found


def premises_in(records: Iterable[Record]) -> tuple[rules.PremiseSeen, ...]:
    return tuple(
        as_premise(
            PremiseEntry(
                kind=each.code,
                evidence=each.evidence,
                seen_on=each.seen_on,  # type: ignore[arg-type]
                valid_from=each.since,
                valid_to=each.until,
            )
        )
        for each in records
        if each.what == PREMISE
    )


def contract_in(records: Iterable[Record], day: date) -> tuple[date, date | None] | None:
    """The social contract that holds on a day, else the newest one."""
    held = [(each.since, each.until) for each in records if each.what == CONTRACT]
    newest_first = sorted(held, reverse=True)
    holding = (each for each in newest_first if each[0] <= day <= each[1])  # type: ignore[operator]
    return next(holding, next(iter(newest_first), None))  # type: ignore[return-value]


def support_in(records: Iterable[Record]) -> tuple[rules.SupportGiven, ...] | None:
    """When each service that can be the first began; None where nobody keeps any."""
    begun: dict[str, date] = {}
    for each in records:
        if each.what == SUPPORT and each.since:
            begun[each.code] = min(begun.get(each.code, each.since), each.since)
    given = (rules.SupportGiven(kind=name, started_on=day) for name, day in begun.items())
    return tuple(given) or None


def twins_of(rows: Sequence[Participation], on: date) -> Mapping[UUID, Mapping[str, Any]]:
    """Since when somebody linked with the person takes part in the very same project."""
    people, projects = {row.person_id for row in rows}, {row.project_id for row in rows}
    taken = links.linked_participations(people=people, projects=projects)
    found = {}
    for row in rows:
        since = [
            started_on or on
            for pk, project, started_on in taken.get(row.person_id, ())
            if pk != row.pk and project == row.project_id
        ]
        if since:
            found[row.pk] = {"twin_since": min(since)}
    return found


# Answers, by participation, with the fields of rules.OnFile that it works out.
Finder = Callable[[Sequence[Participation], date], Mapping[UUID, Mapping[str, Any]]]
# By the record that calls for it: nobody is asked about people whose file has no such record.
worked_out: dict[str, Finder] = {LINK: twins_of}
