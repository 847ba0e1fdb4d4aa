"""The terms of participations: entry, outcome, evidence, efficiency, coming of age, a gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from core.civil_days import add_months
from core.permissions import Actor, Permission, projects_held
from projects.deadlines import rules
from projects.deadlines.clock import clock
from projects.deadlines.items import Item
from projects.deadlines.models import Settled
from projects.deadlines.queries.settled import is_settled
from projects.deadlines.queries.subjects import Subject, columns_of, people
from projects.deadlines.rules import Due, Kind
from projects.participants.models import Outcome, Participation, Pause
from projects.participants.queries_path import active_on
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import ExitSituation, OutcomeKind
from projects.support.reference import limits

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
class Stay(Subject):
    """A participation as far as its own terms need it."""

    started_on: date
    ended_on: date | None
    exit_situation: str
    helped_on: date
    born_on: date
    rule_set: str
    entry_days: int | None
    project_ends_on: date
    is_followed: bool
    is_entered: bool
    is_checked: bool
    is_of_age: bool
    is_paused: bool
    has_outcome: bool
    is_proved: bool


OWN = ("started_on", "ended_on", "exit_situation")
MARKS = (
    "helped_on",
    "is_followed",
    "is_entered",
    "is_checked",
    "is_of_age",
    "is_paused",
    "has_outcome",
    "is_proved",
)
OTHERS = {
    "born_on": F("person__born_on"),
    "rule_set": F("project__rule_set"),
    "entry_days": F("project__entry_due_days"),
    "project_ends_on": F("project__ends_on"),
}


def due(by: Actor, *, on: date, until: date, stay: UUID | None = None) -> Iterator[Item]:
    rows = people(by, Permission.SEE_PEOPLE, stay=stay)
    editable = projects_held(by, Permission.EDIT_PEOPLE)
    for found in _that_may_be_due(rows, on=on, until=until):
        for term in _terms(found, on=on):
            # Whoever only reads is led to the person, not to a form that would refuse them.
            may_edit = editable is None or str(found.stay_project_id) in editable
            page = PAGE_OF.get(term.kind, "") if may_edit else ""
            yield found.item(term, on=on, page=page, facts={})


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
        is_paused=Exists(Pause.objects.filter(participation=OuterRef("pk"), returned_on=None)),
        has_outcome=Exists(outcomes),
        is_proved=proof,
        helped_on=active_on(),
        # Where nobody writes support down, nothing is known about its lack.
        is_followed=Exists(helped.filter(project=OuterRef("project"))),
    )
    wanted = marked.filter(_wanted(on=on, until=until))
    # What the models would read along is not wanted here.
    plain = wanted.select_related(None).values(*OWN, *MARKS, **OTHERS, **columns_of())
    return (Stay(**row) for row in plain)


def _wanted(*, on: date, until: date) -> Q:
    numbers = clock()
    books_open = Q(project__ends_on__gte=on - timedelta(days=numbers.books_open_days))
    # Every session moves this term: until it opens, it is nobody's.
    quiet = timedelta(days=limits().days_without_support - numbers.support_gap_reminder_days)
    born_after = add_months(on, -12 * (numbers.majority_age + 1))
    return (
        Q(books_open, is_entered=False)
        | Q(exit_situation=ExitSituation.BEING_MONITORED, has_outcome=False)
        | Q(books_open, exit_situation__in=PROVED_BY, is_proved=False)
        | Q(books_open, ended_on__lte=until, is_checked=False)
        | Q(ended_on=None, is_of_age=False, person__born_on__gt=born_after)
        | Q(ended_on=None, is_followed=True, helped_on__lte=on - quiet, project__ends_on__gte=on)
    )


def _terms(stay: Stay, *, on: date) -> Iterator[Due]:
    """Every unkept term of one participation, as the rules count it."""
    numbers = clock()
    books_open = stay.project_ends_on >= on - timedelta(days=numbers.books_open_days)
    if books_open and not stay.is_entered:
        yield rules.entry(started_on=stay.started_on, days=stay.entry_days, clock=numbers)
    if stay.ended_on is None:
        yield from _while_taking_part(stay, on=on)
        return
    chosen = rule_set(stay.rule_set)
    window = chosen.result_window_days
    if stay.exit_situation == ExitSituation.BEING_MONITORED and not stay.has_outcome:
        yield rules.outcome(left_on=stay.ended_on, window_days=window, clock=numbers)
    if books_open and stay.exit_situation in PROVED_BY and not stay.is_proved:
        yield rules.evidence(left_on=stay.ended_on, window_days=window, clock=numbers)
    if books_open and not stay.is_checked:
        months = chosen.efficiency_months
        yield rules.efficiency(left_on=stay.ended_on, months=months, clock=numbers)


def _while_taking_part(stay: Stay, *, on: date) -> Iterator[Due]:
    numbers = clock()
    if stay.is_followed and not stay.is_paused and stay.project_ends_on >= on:
        days = limits().days_without_support
        gap = rules.support_gap(last_on=stay.helped_on, days=days, clock=numbers)
        if gap.opens_on <= on:
            yield gap
    if stay.is_of_age:
        return
    term = rules.majority(born_on=stay.born_on, started_on=stay.started_on, clock=numbers)
    if term:
        yield term
