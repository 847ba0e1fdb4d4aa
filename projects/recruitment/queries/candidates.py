"""Candidates: who is seen, found and in which order, and what is known of one."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from core import polish
from core.days import warsaw_day
from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants.entries import PersonEntry
from projects.recruitment.entries import Situation, from_text
from projects.recruitment.models import Candidate, Criterion, Recruitment, Score
from projects.recruitment.queries.grids import asks_anything
from projects.recruitment.rules import eligibility, scoring
from projects.recruitment.rules.ranking import Place
from projects.recruitment.target_group import FOOD_AID, target_group_of
from projects.recruitment.vocabulary import Source, Standing
from territory.models import Unit

# What the checks of a target group read, so that no row asks for it again.
AREA = "project__target_group__revitalisation_area"
STREETS = f"recruitment__{AREA}__ranges"
TO_SCORE, WITH_PRIORITY, PROMOTED = "do-oceny", "pierwszenstwo", "uczestnik"
MARKS = {
    TO_SCORE: Q(scored_at=None, standing=Standing.APPLIED),
    WITH_PRIORITY: Q(has_priority=True),
    PROMOTED: Q(participation__isnull=False) | Q(took_part=True),
}


def candidates_visible_to(by: Actor, permission: Permission) -> QuerySet[Candidate]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    visible = Candidate.objects.filter(recruitment__project__in=projects)
    return visible.select_related(f"recruitment__{AREA}")


def found(
    rows: QuerySet[Candidate],
    *,
    words: str = "",
    recruitment: UUID | None = None,
    standing: str = "",
    mark: str = "",
    source: str = "",
) -> QuerySet[Candidate]:
    """Those whose name or number fits, of one round, decision, mark and source where asked."""
    for word in polish.folded(words).split():
        fits = Q(search_key__contains=word)
        rows = rows.filter(fits | Q(number=int(word)) if word.isdecimal() else fits)
    if recruitment:
        rows = rows.filter(recruitment=recruitment)
    if standing in Standing.values:
        rows = rows.filter(standing=standing)
    if source in Source.values:
        rows = rows.filter(source=source)
    return rows.filter(MARKS[mark]) if mark in MARKS else rows


def next_to_score(candidate: Candidate) -> Candidate | None:
    """Who of the same round waits longest for points."""
    waiting = unscored(candidate.recruitment).exclude(pk=candidate.pk)
    return waiting.order_by("applied_at", "number").first()


def ranked(recruitment: Recruitment) -> QuerySet[Candidate]:
    """Everybody with points who did not withdraw, in the order of the ranking.

    Where the grid asks nothing there are no points: then it is the order of applying.
    """
    rows = recruitment.candidates.exclude(standing=Standing.WITHDRAWN).ranked()
    return rows.exclude(points=None) if asks_anything(recruitment) else rows


def unscored(recruitment: Recruitment) -> QuerySet[Candidate]:
    return recruitment.candidates.filter(scored_at=None, standing=Standing.APPLIED)


def reserve_in_order(recruitment: Recruitment) -> QuerySet[Candidate]:
    return recruitment.candidates.filter(standing=Standing.RESERVE).ranked()


def places_of(candidates: Iterable[Candidate]) -> list[Place[Candidate]]:
    """Candidates as the ranking compares them; without points, by the time of applying."""
    return [
        Place(
            who=each,
            has_priority=each.has_priority,
            points=each.points or Decimal(0),
            applied_at=each.applied_at,
            number=each.number,
        )
        for each in candidates
    ]


def with_places(recruitment: Recruitment, *, of: Iterable[Candidate]) -> QuerySet[Candidate]:
    """Who has one of these PESELs and a place: here, the reserve too, or in another round of the
    project.
    """
    people = [each.pesel_index for each in of if each.pesel_index]
    rounds = Candidate.objects.filter(recruitment__project=recruitment.project_id)
    here = Q(recruitment=recruitment, standing__in=(Standing.ACCEPTED, Standing.RESERVE))
    taken = rounds.filter(here | Q(standing=Standing.ACCEPTED), pesel_index__in=people)
    return taken.select_related("recruitment").order_by("recruitment", "number")


def marks_of(candidate: Candidate, criteria: Iterable[Criterion]) -> dict[UUID, Score]:
    """What was confirmed of the candidate, by criterion."""
    scores = candidate.scores.filter(criterion__in=list(criteria)).select_related("decided_by")
    return {score.criterion_id: score for score in scores}


def with_gmina(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    unit = Unit.objects.filter(pk=OuterRef("gmina")).values("display_name")
    return rows.annotate(gmina_name=Subquery(unit[:1]))


def person_of(candidate: Candidate) -> PersonEntry:
    """Identity and contact as they were typed."""
    return from_text(PersonEntry, candidate.particulars or "{}", pesel=candidate.pesel)


def state_of(candidate: Candidate) -> Situation:
    return from_text(Situation, candidate.state or "{}")


def admits_first(project: Project) -> Callable[[Candidate], bool]:
    """Whom the agreement puts above the points: whoever names food aid, where it says priority."""
    is_said = target_group_of(project).food_aid_first
    return lambda one: is_said and bool(one.state) and FOOD_AID in state_of(one).named


def is_admitted_first(candidate: Candidate) -> bool:
    return admits_first(candidate.recruitment.project)(candidate)


def facts_of(candidate: Candidate) -> scoring.Facts:
    """What is known anyway, for the criteria that read it; the age on the day of applying."""
    if candidate.born_on is None:
        return scoring.Facts()
    state = state_of(candidate)
    return scoring.Facts(
        woman=candidate.sex == "F",
        age=eligibility.age_on(born_on=candidate.born_on, day=warsaw_day(candidate.applied_at)),
        months_out_of_work=state.months_out_of_work,
        long_term_unemployed=state.long_term_unemployed,
        isced=state.isced,
        disability=state.disability == "YES",
    )
