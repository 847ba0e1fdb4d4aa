"""The terms of participations: entry, outcome, evidence, efficiency, coming of age, a gap."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from core.civil_days import add_months
from core.permissions import Actor, Permission
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
COLUMNS = (
    "started_on",
    "last_support_on",
    "ended_on",
    "exit_situation",
    "person__given_name",
    "person__family_name",
    "person__sort_key",
    "person__born_on",
    "project__title",
    "project__rule_set",
    "project__ends_on",
    "cared_for_by__display_name",
    "advised_by__display_name",
)


def due(by: Actor, *, on: date, until: date) -> Iterator[Item]:
    rows = participants.participations_visible_to(by, Permission.SEE_PEOPLE)
    for row in _that_may_be_due(rows, on=on, until=until):
        for term in _terms(row, on=on):
            yield _item(row, term, on=on)


def _that_may_be_due(
    rows: QuerySet[Participation], *, on: date, until: date
) -> QuerySet[Participation]:
    """One query with what the rules need; it lets through a little more than the rules find."""
    outcomes = Outcome.objects.filter(participation=OuterRef("pk"))
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
    )
    people = marked.filter(_wanted(on=on, until=until))
    return people.select_related("cared_for_by", "advised_by").only(*COLUMNS)


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
        | Q(ended_on=None, helped_on__lte=until - gap, project__ends_on__gte=on)
    )


def _terms(row: Participation, *, on: date) -> Iterator[Due]:
    """Every unkept term of one participation, as the rules count it."""
    numbers = clock()
    books_open = row.project.ends_on >= on - timedelta(days=numbers.books_open_days)
    if books_open and not row.is_entered:
        yield rules.entry(started_on=row.started_on, days=None, clock=numbers)
    if row.ended_on is None:
        yield from _while_taking_part(row, on=on)
        return
    window = rule_set(row.project.rule_set).result_window_days
    if row.exit_situation == ExitSituation.BEING_MONITORED and not row.has_outcome:
        yield rules.outcome(left_on=row.ended_on, window_days=window, clock=numbers)
    if books_open and row.exit_situation in PROVED_BY and not row.is_proved:
        yield rules.evidence(left_on=row.ended_on, window_days=window, clock=numbers)
    if books_open and not row.is_checked:
        rule = row.project.rule_set
        term = rules.efficiency(left_on=row.ended_on, rule_set=rule, clock=numbers)
        if term:
            yield term


def _while_taking_part(row: Participation, *, on: date) -> Iterator[Due]:
    numbers = clock()
    if row.project.ends_on >= on:
        yield rules.support_gap(last_on=row.helped_on, clock=numbers)
    if row.is_of_age:
        return
    term = rules.majority(born_on=row.person.born_on, started_on=row.started_on, clock=numbers)
    if term:
        yield term


def _item(row: Participation, term: Due, *, on: date) -> Item:
    return Item(
        due=term,
        on=on,
        subject_id=row.pk,
        project_id=row.project_id,
        project=str(row.project),
        person=str(row.person),
        person_key=row.person.sort_key,
        in_charge=in_charge_of(row, term.who),
        page=PAGE_OF.get(term.kind, "participants:participation"),
        page_arguments=(row.pk,),
        facts={"since": term.basis_on},
    )


def in_charge_of(row: Participation, who: Who) -> Colleague | None:
    """Who cares for the person, or advises them; None where the term waits for another role."""
    if who == Who.CAREER_ADVISER:
        found = row.advised_by or row.cared_for_by
    else:
        found = row.cared_for_by if who == Who.CASE_WORKER else None
    return Colleague(found.pk, found.display_name) if found else None
