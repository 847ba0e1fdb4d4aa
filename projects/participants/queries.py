"""What can be asked about persons and participations. Nothing here changes anything."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from core import polish
from core.ledger.models import Member
from core.permissions import Actor, Permission, can
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants import checks, rules
from projects.participants.models import Outcome, Participation, Person, Premise
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import ExitSituation

ACCEPTED, TAKING_PART = "przyjete", "w-projekcie"
LEFT, WAITING = "po-wyjsciu", "czeka-na-wynik"
BEGUN = Q(started_on__isnull=False)
# Left, and nobody has written down yet what came of it.
_OUTCOMES = Outcome.objects.filter(participation=OuterRef("pk"))
WAITS = Q(exit_situation=ExitSituation.BEING_MONITORED) & ~Q(Exists(_OUTCOMES))
STATES = {
    ACCEPTED: Q(started_on=None),
    TAKING_PART: Q(started_on__isnull=False, ended_on=None),
    LEFT: Q(ended_on__isnull=False),
    WAITING: WAITS,
}
WEEK_DAYS = 7
# By these names a row carries whether it has begun, and whether it waits.
HAS_BEGUN = "has_begun"
IS_WAITING = "is_waiting_for_outcome"


def participations_visible_to(by: Actor, permission: Permission) -> QuerySet[Participation]:
    """Those of the projects in which the actor holds the permission, with person and project."""
    projects = agreements.projects_visible_to(by, permission).values("pk")
    visible = Participation.objects.filter(project__in=projects, voided_at=None)
    return visible.select_related("person", "project")


def alphabetical(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """As a Polish index; one person's participations the newest first."""
    return rows.order_by("person__sort_key", "person_id", "-started_on", "id")


def found(
    rows: QuerySet[Participation], *, words: str = "", project: UUID | None, state: str, sex: str
) -> QuerySet[Participation]:
    """Those whose name contains every word, in one project, state and sex where these are asked."""
    for word in polish.folded(words).split():
        rows = rows.filter(person__search_key__contains=word)
    if project:
        rows = rows.filter(project=project)
    if state in STATES:
        rows = rows.filter(STATES[state])
    return rows.filter(person__sex=sex) if sex else rows


@dataclass(frozen=True)
class Totals:
    """Whoever has no first support yet is accepted, and no participation (nor a person) of these."""

    participations: int
    people: int
    taking_part: int
    waiting: int
    accepted: int = 0


COUNTS = {
    "participations": Count("pk", distinct=True, filter=BEGUN),
    "people": Count("person", distinct=True, filter=BEGUN),
    "taking_part": Count("pk", distinct=True, filter=STATES[TAKING_PART]),
    "waiting": Count("pk", distinct=True, filter=WAITS),
    "accepted": Count("pk", distinct=True, filter=STATES[ACCEPTED]),
}


def totals(rows: QuerySet[Participation]) -> Totals:
    return Totals(**rows.aggregate(**COUNTS))


def totals_by_project(projects: Iterable[UUID]) -> dict[UUID, Totals]:
    rows = Participation.objects.filter(project__in=list(projects), voided_at=None)
    counted = rows.order_by().values("project").annotate(**COUNTS).values_list("project", *COUNTS)
    return {project: Totals(*counts) for project, *counts in counted}


@dataclass(frozen=True, kw_only=True)
class Window:
    """Until when an outcome counts; negative days left mean that it is late."""

    closes_on: date
    days_left: int

    @property
    def is_late(self) -> bool:
        return self.days_left < 0

    @property
    def is_this_week(self) -> bool:
        return 0 <= self.days_left < WEEK_DAYS


@dataclass(frozen=True, kw_only=True)
class Due(Window):
    """An outcome that somebody has to find out."""

    participation: Participation


def outcomes_due(rows: QuerySet[Participation], *, on: date) -> list[Due]:
    """Everybody who left and waits for an outcome, in the order of the last day for it."""
    waiting = [due_of(row, on=on) for row in rows.filter(WAITS)]
    return sorted(waiting, key=lambda due: (due.closes_on, due.participation.person.sort_key))


def window_of(ended_on: date, rules_of: str, *, on: date) -> Window:
    """Of somebody who left on a day, by the code of the rule set of their project."""
    closes_on = rules.window_closes_on(ended_on=ended_on, rule_set=rule_set(rules_of))
    return Window(closes_on=closes_on, days_left=(closes_on - on).days)


def due_of(participation: Participation, *, on: date) -> Due:
    """The last day for an outcome of somebody who has left."""
    ended_on: date = participation.ended_on  # type: ignore[assignment]
    window = window_of(ended_on, participation.project.rule_set, on=on)
    return Due(participation=participation, **vars(window))


def with_state(rows: QuerySet[Participation]) -> QuerySet[Participation]:
    """Each knows whether it has begun, and waits for an outcome, without reading the outcomes of all."""
    told = {HAS_BEGUN: BEGUN, IS_WAITING: WAITS}
    return rows.annotate(
        **{
            name: ExpressionWrapper(asked, output_field=BooleanField())
            for name, asked in told.items()
        }
    )


def waits(participation: Participation) -> bool:
    """Whether somebody left and nobody knows yet what came of it."""
    if IS_WAITING in participation.__dict__:
        return participation.__dict__[IS_WAITING]
    monitored = participation.exit_situation == ExitSituation.BEING_MONITORED
    return monitored and not participation.outcomes.all()


def projects_open_to(by: Actor, *, on: date) -> list[Project]:
    """The running projects in which the actor may enter people."""
    editable = agreements.projects_visible_to(by, Permission.EDIT_PEOPLE)
    return agreements.found(editable, state=agreements.RUNNING, on=on)


def projects_open_for(
    person: Person, by: Actor, permission: Permission = Permission.EDIT_PEOPLE
) -> QuerySet[Project]:
    """Where the actor may still enrol the person."""
    taken = Participation.objects.filter(person=person).values("project")
    return agreements.projects_visible_to(by, permission).exclude(pk__in=taken)


def checks_of(participation: Participation, *, on: date) -> list[rules.Problem]:
    """Every check that the participation fails; errors, warnings and questions."""
    return checks.of_many([participation], on=on)[participation.pk]


def premises_of(participation: Participation) -> QuerySet[Premise]:
    return participation.premises.select_related("seen_by")


def team_of(project: Project) -> list[Member]:
    """Whoever may edit people of the project, by name; those who left are not asked."""
    everyone = Member.objects.filter(left_at=None).order_by("display_name", "pk")
    return [one for one in everyone if can(one, Permission.EDIT_PEOPLE, project=project.pk)]


@dataclass(frozen=True)
class Counting:
    """Whether a participation counts to an indicator: yes, no or possible, and what decides it."""

    code: str
    name: str
    answer: str
    reason: str
    tag: str = ""  # marks what is not like the others


# Filled from above: indicators know participations, not the other way round.
counting_finders: list[Callable[[Participation, date], list[Counting]]] = []


def counting_of(participation: Participation, *, on: date) -> list[Counting]:
    return [counting for find in counting_finders for counting in find(participation, on)]
