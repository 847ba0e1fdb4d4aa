"""The terms of participations: entry, outcome, evidence, efficiency, coming of age, a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from core.civil_days import add_months
from core.permissions import Actor, Permission, projects_held
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Colleague, Item
from projects.deadlines.models import Settled
from projects.deadlines.queries.settled import is_settled
from projects.deadlines.rules import Due, Kind, Who
from projects.participants import queries as participants
from projects.participants.models import Outcome, Participation
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import ExitSituation, OutcomeKind

# What somebody said on leaving, and the outcome that has to prove it.
PROVED_BY = {
    ExitSituation.TOOK_UP_WORK: OutcomeKind.EMPLOYMENT,
    ExitSituation.SEEKS_WORK: OutcomeKind.JOB_SEARCH,
    ExitSituation.IN_EDUCATION: OutcomeKind.EDUCATION,
    ExitSituation.GAINED_QUALIFICATION: OutcomeKind.QUALIFICATION,
}
PAGE_OF = {
    Kind.OUTCOME: "participants:record-outcome",
    Kind.EVIDENCE: "participants:record-outcome",
}


@dataclass(frozen=True, kw_only=True)
class Stay:
    """A participation as far as its terms need it, read without making models of the rows."""

    pk: UUID
    project_id: UUID
    started_on: date
    ended_on: date | None
    exit_situation: str
    helped_on: date
    is_followed: bool
    given_name: str
    family_name: str
    sort_key: str
    born_on: date
    project_title: str
    rule_set: str
    project_ends_on: date
    case_worker_id: UUID | None
    case_worker: str | None
    adviser_id: UUID | None
    adviser: str | None
    is_entered: bool
    is_checked: bool
    is_of_age: bool
    has_outcome: bool
    is_proved: bool


OWN = ("pk", "project_id", "started_on", "ended_on", "exit_situation")
MARKS = (
    "helped_on",
    "is_followed",
    "is_entered",
    "is_checked",
    "is_of_age",
    "has_outcome",
    "is_proved",
)
OTHERS = {
    "given_name": F("person__given_name"),
    "family_name": F("person__family_name"),
    "sort_key": F("person__sort_key"),
    "born_on": F("person__born_on"),
    "project_title": F("project__title"),
    "rule_set": F("project__rule_set"),
    "project_ends_on": F("project__ends_on"),
    "case_worker_id": F("cared_for_by_id"),
    "case_worker": F("cared_for_by__display_name"),
    "adviser_id": F("advised_by_id"),
    "adviser": F("advised_by__display_name"),
}


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    rows = participants.participations_visible_to(by, Permission.SEE_PEOPLE)
    editable = projects_held(by, Permission.EDIT_PEOPLE)
    for stay in _that_may_be_due(rows, on=on, until=until):
        for term in _terms(stay, on=on):
            may_edit = editable is None or str(stay.project_id) in editable
            yield _item(stay, term, may_edit=may_edit, on=on)


def _that_may_be_due(rows: QuerySet[Participation], *, on: date, until: date) -> Iterator[Stay]:
    """One query with what the rules need; it lets through a little more than the rules find."""
    outcomes = Outcome.objects.filter(participation=OuterRef("pk"))
    helped = Participation.objects.filter(last_support_on__isnull=False)
    proof = Q()
    for situation, kind in PROVED_BY.items():
        proof |= Q(Exists(outcomes.filter(kind=kind)), exit_situation=situation)
    marked = rows.filter(started_on__isnull=False).annotate(
        is_entered=is_settled(Kind.ENTRY, basis="started_on"),
        is_checked=is_settled(Kind.EFFICIENCY, basis="ended_on"),
        is_of_age=Exists(Settled.objects.filter(kind=Kind.MAJORITY, subject_id=OuterRef("pk"))),
        has_outcome=Exists(outcomes),
        is_proved=proof,
        helped_on=Coalesce("last_support_on", "started_on"),
        # Where nobody writes support down, nothing is known about its lack.
        is_followed=Exists(helped.filter(project=OuterRef("project"))),
    )
    wanted = marked.filter(_wanted(on=on, until=until))
    # What the models would read along is not wanted here.
    plain = wanted.select_related(None).values(*OWN, *MARKS, **OTHERS)
    return (Stay(**row) for row in plain)


def _wanted(*, on: date, until: date) -> Q:
    numbers = clock()
    books_open = Q(project__ends_on__gte=on - timedelta(days=numbers.books_open_days))
    gap = timedelta(days=numbers.support_gap_days)
    born_after = add_months(on, -12 * (numbers.majority_age + 1))
    return (
        Q(books_open, is_entered=False)
        | Q(exit_situation=ExitSituation.BEING_MONITORED, has_outcome=False)
        | Q(books_open, exit_situation__in=PROVED_BY, is_proved=False)
        | Q(books_open, ended_on__lte=until, is_checked=False)
        | Q(ended_on=None, is_of_age=False, person__born_on__gt=born_after)
        | Q(ended_on=None, is_followed=True, helped_on__lte=until - gap, project__ends_on__gte=on)
    )


def _terms(stay: Stay, *, on: date) -> Iterator[Due]:
    """Every unkept term of one participation, as the rules count it."""
    numbers = clock()
    books_open = stay.project_ends_on >= on - timedelta(days=numbers.books_open_days)
    if books_open and not stay.is_entered:
        yield rules.entry(started_on=stay.started_on, days=None, clock=numbers)
    if stay.ended_on is None:
        yield from _while_taking_part(stay, on=on)
        return
    window = rule_set(stay.rule_set).result_window_days
    if stay.exit_situation == ExitSituation.BEING_MONITORED and not stay.has_outcome:
        yield rules.outcome(left_on=stay.ended_on, window_days=window, clock=numbers)
    if books_open and stay.exit_situation in PROVED_BY and not stay.is_proved:
        yield rules.evidence(left_on=stay.ended_on, window_days=window, clock=numbers)
    if books_open and not stay.is_checked:
        rule = stay.rule_set
        term = rules.efficiency(left_on=stay.ended_on, rule_set=rule, clock=numbers)
        if term:
            yield term


def _while_taking_part(stay: Stay, *, on: date) -> Iterator[Due]:
    numbers = clock()
    if stay.is_followed and stay.project_ends_on >= on:
        yield rules.support_gap(last_on=stay.helped_on, clock=numbers)
    if stay.is_of_age:
        return
    term = rules.majority(born_on=stay.born_on, started_on=stay.started_on, clock=numbers)
    if term:
        yield term


def _item(stay: Stay, term: Due, *, may_edit: bool, on: date) -> Item:
    # Whoever only reads is led to the person, not to a form that would refuse them.
    page = PAGE_OF.get(term.kind) if may_edit else None
    return Item(
        due=term,
        on=on,
        subject_id=stay.pk,
        project_id=stay.project_id,
        project=stay.project_title,
        person=f"{stay.family_name} {stay.given_name}",
        person_key=stay.sort_key,
        in_charge=in_charge_of(stay, term.who),
        page=page or "participants:participation",
        page_arguments=(stay.pk,),
        facts={"since": term.basis_on},
    )


def in_charge_of(stay: Stay, who: Who) -> Colleague | None:
    """Who cares for the person, or advises them; None where the term waits for another role."""
    case_worker = _colleague(stay.case_worker_id, stay.case_worker)
    if who == Who.CAREER_ADVISER:
        return _colleague(stay.adviser_id, stay.adviser) or case_worker
    return case_worker if who == Who.CASE_WORKER else None


def _colleague(member_id: UUID | None, name: str | None) -> Colleague | None:
    return Colleague(member_id, name) if member_id and name else None
