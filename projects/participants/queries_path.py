"""What can be asked about a path: its parts, who may look after it, pauses, surroundings."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.participants.models import (
    ActionPlan,
    Diagnosis,
    DiagnosisArea,
    EarlierExit,
    Participation,
    PathPlan,
    Pause,
    PlannedArea,
    ProgressSurvey,
    SocialContract,
    SurroundingPerson,
)
from projects.participants.rules import path as rules_path
from projects.participants.vocabulary_path import Moment, Relation


@dataclass(frozen=True, kw_only=True)
class Path:
    """Everything agreed and found out about one participation, the newest first."""

    participation: Participation
    diagnoses: list[Diagnosis]
    areas: Mapping[UUID, list[DiagnosisArea]]
    plans: list[PathPlan]
    planned: Mapping[UUID, list[PlannedArea]]
    action_plans: list[ActionPlan]
    contracts: list[SocialContract]
    pauses: list[Pause]
    surveys: dict[str, ProgressSurvey]

    @property
    def progress(self) -> rules_path.Progress:
        return rules_path.Progress(
            has_diagnosis=bool(self.diagnoses),
            has_plan=bool(self.plans),
            is_signed=bool(self.plans) and self.plans[0].signed_on is not None,
            has_entry_survey=Moment.ENTRY in self.surveys,
            has_exit_survey=Moment.EXIT in self.surveys,
            has_action_plan=bool(self.action_plans),
            has_left=self.participation.ended_on is not None,
        )


def path_of(participation: Participation) -> Path:
    """One query for each kind of record: a diagnosis and a plan come with their areas."""
    areas, planned = defaultdict(list), defaultdict(list)
    diagnoses: dict[UUID, Diagnosis] = {}
    plans: dict[UUID, PathPlan] = {}
    found = DiagnosisArea.objects.filter(diagnosis__participation=participation)
    for area in found.select_related("diagnosis__done_by").order_by("-diagnosis__done_on", "id"):
        areas[area.diagnosis_id].append(area)
        diagnoses.setdefault(area.diagnosis_id, area.diagnosis)
    agreed = PlannedArea.objects.filter(plan__participation=participation)
    for each in agreed.select_related("plan").order_by("-plan__no", "id"):
        planned[each.plan_id].append(each)
        plans.setdefault(each.plan_id, each.plan)
    surveys = participation.surveys.select_related("done_by")
    return Path(
        participation=participation,
        diagnoses=list(diagnoses.values()),
        areas=areas,
        plans=list(plans.values()),
        planned=planned,
        action_plans=list(participation.action_plans.select_related("adviser")),
        contracts=list(participation.contracts.all()),
        pauses=list(participation.pauses.all()),
        surveys={survey.moment: survey for survey in surveys},
    )


def contract_in_force(participation: Participation, *, on: date) -> SocialContract | None:
    """The social contract that holds on a day; joining a KIS needs one."""
    valid = participation.contracts.filter(signed_on__lte=on, valid_to__gte=on)
    return valid.filter(Q(ended_on=None) | Q(ended_on__gte=on)).first()


def pauses_on(participations: Iterable[UUID], *, on: date) -> dict[UUID, Pause]:
    """Who of these pauses on a day: whoever pauses is not warned about for lack of support."""
    running = Pause.objects.filter(participation__in=list(participations), starts_on__lte=on)
    begun = running.filter(Q(returned_on=None) | Q(returned_on__gt=on))
    return {pause.participation_id: pause for pause in begun}


def active_on() -> Greatest:
    """When a participation last moved: support, the start before any, or a return.

    Days without support are counted from here: whoever comes back today, from a pause or after
    leaving, is not late today.
    """
    since_support = Coalesce("last_support_on", "started_on")
    return Greatest(since_support, _came_back_on(Pause), _came_back_on(EarlierExit))


def _came_back_on(absences: type[Pause] | type[EarlierExit]) -> Subquery:
    rows = absences.objects.filter(participation=OuterRef("pk"), returned_on__isnull=False)
    latest = rows.order_by().values("participation").annotate(day=Max("returned_on"))
    return Subquery(latest.values("day"), output_field=DateField())


def overdue_returns(rows: QuerySet[Participation], *, on: date) -> QuerySet[Pause]:
    """Pauses that should be over: the expected day has passed and nobody noted a return."""
    late = Pause.objects.filter(
        participation__in=rows.filter(ended_on=None), returned_on=None, expected_on__lt=on
    )
    return late.select_related("participation__person").order_by("expected_on", "pk")


@dataclass(frozen=True)
class Around:
    """Who is counted around a participant, and around whom they were counted themselves."""

    people: list[SurroundingPerson]
    belongs_to: SurroundingPerson | None

    @property
    def counted(self) -> int:
        """Whoever became a participant is counted there."""
        return sum(each.promoted_to_id is None for each in self.people)


def around(participation: Participation) -> Around:
    rows = SurroundingPerson.objects.filter(
        Q(participation=participation) | Q(promoted_to=participation)
    ).select_related("participation__person", "promoted_to__person")
    people = [row for row in rows if row.participation_id == participation.pk]
    before = (row for row in rows if row.promoted_to_id == participation.pk)
    return Around(people, next(before, None))


@dataclass(frozen=True)
class Surroundings:
    """How many people around the participants of a project get support, by relation."""

    total: int
    children: int
    by_relation: dict[str, int]


def surroundings_in(project_id: UUID) -> Surroundings:
    """Those still counted here: whoever became a participant is counted as one."""
    counted = SurroundingPerson.objects.filter(
        participation__project=project_id, participation__voided_at=None, promoted_to=None
    )
    rows = list(counted.values_list("relation", "age_group"))
    relations = Counter(relation for relation, _age in rows)
    return Surroundings(
        total=len(rows),
        children=sum(age == "CHILD" for _relation, age in rows),
        by_relation={code: relations[code] for code in Relation.values if relations[code]},
    )


def voided_visible_to(by: Actor, permission: Permission) -> QuerySet[Participation]:
    """Voided participations of the projects in which the actor holds the permission."""
    projects = agreements.projects_visible_to(by, permission).values("pk")
    rows = Participation.objects.filter(project__in=projects, voided_at__isnull=False)
    return rows.select_related("person", "project").prefetch_related("voidings")
