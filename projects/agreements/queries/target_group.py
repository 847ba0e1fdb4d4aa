"""Whom a project is for, how its quotas stand, and on which side of a border an address lies."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from projects.agreements import rules
from projects.agreements.models import EfficiencyLevel, Project, RevitalisationArea, TargetGroup
from projects.agreements.queries.projects import Figures

WITH_DISABILITIES = "PEOPLE_WITH_DISABILITIES"
USES_FOOD_AID = "USES_FOOD_AID"

# Filled from above: how many people of each project have a trait that no indicator counts.
trait_finders: list[Callable[[list[UUID]], dict[UUID, dict[str, int]]]] = []


def target_group_of(project: Project) -> TargetGroup:
    """The rules as set; where nobody set them, the mildest ones, unsaved and with version 0."""
    found = TargetGroup.objects.select_related("revitalisation_area", "complementary_project")
    return _known(found.filter(project=project).first(), project)


def with_target_group(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Projects together with for whom they are: `target_group_read_with` asks for nothing more."""
    related = ("revitalisation_area", "complementary_project")
    return projects.select_related(*(f"target_group__{name}" for name in related))


def target_group_read_with(project: Project) -> TargetGroup:
    return _known(getattr(project, "target_group", None), project)


def _known(group: TargetGroup | None, project: Project) -> TargetGroup:
    group = group or TargetGroup(version=0)
    group.project = project
    return group


def complements_of(project: Project) -> QuerySet[Project]:
    """Projects that may not support the same person for the same thing as this one, either way."""
    named = Q(complemented_by__project=project) | Q(target_group__complementary_project=project)
    return Project.objects.filter(named).distinct()


def complements_among(projects: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Of these projects, those that complement others or are complemented, with the others."""
    named = Q(project__in=projects) | Q(complementary_project__in=projects)
    pairs = TargetGroup.objects.filter(named, complementary_project__isnull=False)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for one, other in pairs.values_list("project", "complementary_project"):
        found[one].add(other)
        found[other].add(one)
    return {project: found[project] for project in projects if project in found}


def traits_of(project: Project) -> dict[str, int]:
    """Counts of people by trait, of whatever the apps above count."""
    found: dict[str, int] = {}
    for find in trait_finders:
        found |= find([project.pk]).get(project.pk, {})
    return found


DISABILITY, FOOD_AID, SOCIAL, EMPLOYMENT = "disability", "food_aid", "social", "employment"


@dataclass(frozen=True, kw_only=True)
class QuotaReading:
    """One promise of the agreement in whole persons, with how it stands."""

    kind: str
    group: str
    percent: Decimal | None
    quota: rules.Quota


def quotas_of(group: TargetGroup, figures: Figures) -> list[QuotaReading]:
    """Every quota of the target group; what nobody counts yet is None, not zero."""
    levels = list(group.levels.all()) if group.pk and group.version else []
    asks_traits = group.food_aid == TargetGroup.FoodAid.SHARE or levels
    counted = traits_of(group.project) if asks_traits else {}
    planned = figures.planned
    readings = []
    if group.disability_count is not None or group.disability_percent is not None:
        reached = figures.of(WITH_DISABILITIES).achieved
        needed = rules.needed_of(
            planned=planned, count=group.disability_count, percent=group.disability_percent
        )
        readings.append(
            _reading(DISABILITY, planned, needed, reached, percent=group.disability_percent)
        )
    if group.food_aid == TargetGroup.FoodAid.SHARE:
        percent = group.food_aid_percent
        needed = rules.needed_of(planned=planned, count=None, percent=percent)
        users = counted.get(USES_FOOD_AID)
        readings.append(_reading(FOOD_AID, planned, needed, users, percent=percent))
    return readings + _efficiency(levels, planned, counted)


def _efficiency(
    levels: list[EfficiencyLevel], planned: int | None, counted: dict[str, int]
) -> list[QuotaReading]:
    """Efficiency in whole persons: of the planned people where the level is everybody's."""
    readings = []
    for level in levels:
        base = planned if level.group == level.Group.GENERAL else None
        for kind in (SOCIAL, EMPLOYMENT):
            percent = getattr(level, f"{kind}_percent")
            if percent is not None:
                needed = rules.needed_of(planned=base, count=None, percent=percent)
                reached = counted.get(f"EFFICIENCY_{kind}_{level.group}".upper())
                readings.append(
                    _reading(kind, base, needed, reached, percent=percent, group=level.group)
                )
    return readings


def _reading(
    kind: str,
    planned: int | None,
    needed: int | None,
    reached: int | None,
    *,
    percent: Decimal | None,
    group: str = "",
) -> QuotaReading:
    quota = rules.Quota(planned=planned, needed=needed, reached=reached)
    return QuotaReading(kind=kind, group=group, percent=percent, quota=quota)


def area_rules(area: RevitalisationArea) -> rules.Area:
    """The area as the rules read it."""
    ranges = tuple(
        rules.Range(
            street=row.street,
            first=rules.HouseNumber.read(row.first) if row.first else None,
            last=rules.HouseNumber.read(row.last) if row.last else None,
            parity=rules.Parity(row.parity),
        )
        for row in area.ranges.all()
    )
    return rules.Area(
        gmina=area.gmina,
        place=area.place,
        ranges=ranges,
        valid_from=area.valid_from,
        valid_to=area.valid_to,
    )


def lines_of(area: RevitalisationArea) -> list[str]:
    """The list of streets as a resolution writes it."""
    return [rules.as_line(one) for one in area_rules(area).ranges]


def side_for(project: Project, address: rules.Address, *, on: date) -> rules.Judgement | None:
    """On which side of the project's revitalised area the address was; None where no side matters."""
    group = target_group_of(project)
    if not group.revitalisation_side or group.revitalisation_area is None:
        return None
    return rules.judged(address, area_rules(group.revitalisation_area), on=on)
