"""How many people of a project have what its agreement promises a share of, besides indicators."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db.models import DateField, Exists, Min, OuterRef, Q, QuerySet, Subquery

from core.days import add_months
from projects.agreements.queries import USES_FOOD_AID
from projects.participants.models import (
    AnonymousParticipation,
    Outcome,
    Participation,
    Premise,
    ProgressSurvey,
)
from projects.participants.rule_sets import rule_set
from projects.participants.vocabulary import OutcomeKind
from projects.participants.vocabulary_path import Moment

FOOD_AID = "FOOD_AID"
# Of everybody. Who of them is hardest to help, no column tells: that level stays unknown, not zero.
SOCIAL, EMPLOYMENT = "EFFICIENCY_SOCIAL_GENERAL", "EFFICIENCY_EMPLOYMENT_GENERAL"


def traits_in(projects: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    """By project and trait, how many participants have it; a project without people has zeros."""
    counted: dict[UUID, Counter[str]] = defaultdict(Counter)
    for row in chain(_rows(projects), _anonymous_rows(projects)):
        counted[row.project_id].update(_traits(row))
    wanted = (USES_FOOD_AID, SOCIAL, EMPLOYMENT)
    return {pk: {trait: counted[pk][trait] for trait in wanted} for pk in projects}


@dataclass(frozen=True)
class Row:
    """What is asked of one participation; without a day of leaving, nothing is verified yet."""

    project_id: UUID
    rule_set: str
    ended_on: date | None
    uses_food_aid: bool
    progressed_on: date | None
    employed_on: date | None


def _traits(row: Row) -> Iterator[str]:
    if row.uses_food_aid:
        yield USES_FOOD_AID
    if row.ended_on is None:
        return
    last_on = add_months(row.ended_on, rule_set(row.rule_set).efficiency_months)
    if row.progressed_on and row.progressed_on <= last_on:
        yield SOCIAL
    if row.employed_on and row.employed_on <= last_on:
        yield EMPLOYMENT


def _rows(projects: Sequence[UUID]) -> Iterator[Row]:
    """Participants with at least one of the traits, in one query."""
    held = Q(participation=OuterRef("pk"))
    food_aid = Premise.objects.filter(held, kind=FOOD_AID)
    progress = ProgressSurvey.objects.filter(
        held, moment=Moment.EXIT, progressed=True, is_signed=True
    )
    work = Outcome.objects.filter(held, kind=OutcomeKind.LASTING_WORK)
    rows = Participation.objects.filter(
        project__in=projects, voided_at=None, started_on__isnull=False
    ).annotate(
        uses_food_aid=Exists(food_aid),
        progressed_on=_first(progress, "filled_on"),
        employed_on=_first(work, "observed_on"),
    )
    with_any = rows.filter(
        Q(uses_food_aid=True) | Q(progressed_on__isnull=False) | Q(employed_on__isnull=False)
    )
    names = ("project_id", "project__rule_set", "ended_on")
    found = with_any.values_list(*names, "uses_food_aid", "progressed_on", "employed_on")
    return (Row(*row) for row in found)


def _anonymous_rows(projects: Sequence[UUID]) -> Iterator[Row]:
    """The same of those whose people were removed: what counted then counts on."""
    names = ("project_id", "project__rule_set", "ended_on", "uses_food_aid")
    rows = AnonymousParticipation.objects.filter(project__in=projects)
    found = rows.values_list(*names, "social_progress_on", "lasting_work_on")
    return (Row(*row) for row in found)


def _first(rows: QuerySet, day: str) -> Subquery:
    first = rows.order_by().values("participation").annotate(day=Min(day)).values("day")
    return Subquery(first, output_field=DateField())
