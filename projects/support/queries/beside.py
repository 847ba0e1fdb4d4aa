"""Whom a project and the one that complements it support with the same kind of service."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from core import polish
from projects.agreements import queries as agreements
from projects.agreements.models import TargetGroup
from projects.participants import filing, links
from projects.participants.models import Participation
from projects.participants.rules import SameSupport
from projects.support.models import (
    Attendance,
    GroupMember,
    Placement,
    PlannedSupport,
    Session,
    SupportGiven,
)
from projects.support.vocabulary import ATTENDED

# Names of services by what makes them the same: the national code, and without one the name.
Kinds = dict[str, str]


BESIDE = "beside"


def projects_beside(participations: Collection[UUID]) -> Iterator[QuerySet]:
    """Whose project has one that complements it, whichever of the two says so."""
    project = OuterRef("project")
    said = Q(project=project, complementary_project__isnull=False)
    groups = TargetGroup.objects.filter(said | Q(complementary_project=project))
    rows = Participation.objects.filter(Exists(groups), pk__in=list(participations))
    yield filing.columns(rows.order_by(), BESIDE, of="pk")


def same_support_on_file(
    rows: Sequence[Participation], on: date
) -> Mapping[UUID, Mapping[str, Any]]:
    """What the checks hear: the same service in both projects, planned or given to one person.

    A person linked with another entry of the register is that person too.
    """
    beside = agreements.complements_among({row.project_id for row in rows})
    asked = [row for row in rows if row.project_id in beside]
    if not asked:
        return {}
    groups = links.linked_groups()
    same = {row.pk: groups.get(row.person_id, frozenset({row.person_id})) for row in asked}
    others = Participation.objects.filter(
        person__in={person for people in same.values() for person in people},
        project__in={project for projects in beside.values() for project in projects},
        voided_at=None,
    )
    taken = list(others.values_list("pk", "person", "project", "project__title"))
    kinds = _kinds({row.pk for row in asked} | {pk for pk, *_rest in taken}) if taken else {}
    found: dict[UUID, list[SameSupport]] = defaultdict(list)
    for row in asked:
        for pk, person, project, title in taken:
            shared = kinds.get(row.pk, {}).keys() & kinds.get(pk, {}).keys()
            if shared and person in same[row.pk] and project in beside[row.project_id]:
                names = sorted((kinds[row.pk][kind] for kind in shared), key=polish.sort_key)
                found[row.pk].append(SameSupport(project=title, kinds=tuple(names)))
    return {pk: {"same_support": tuple(each)} for pk, each in found.items()}


def _kinds(participations: Collection[UUID]) -> dict[UUID, Kinds]:
    """What each person has in the plan, is in a group for, or was given; one query."""
    ids = list(participations)
    first, *rest = (
        _services(PlannedSupport.objects.filter(participation__in=ids), "service"),
        _services(
            GroupMember.objects.filter(participation__in=ids, left_on=None), "group__service"
        ),
        _services(Session.objects.filter(participation__in=ids, cancelled_at=None), "service"),
        _services(
            Attendance.objects.filter(participation__in=ids, mark__in=ATTENDED), "session__service"
        ),
        _services(Placement.objects.filter(participation__in=ids), "service"),
        _services(SupportGiven.objects.filter(participation__in=ids), "service"),
    )
    found: dict[UUID, Kinds] = defaultdict(dict)
    for pk, code, name in first.union(*rest):
        found[pk][code or polish.folded(name)] = name
    return found


def _services(rows: QuerySet, service: str) -> QuerySet:
    names = ("participation", f"{service}__national_code", f"{service}__name")
    return rows.order_by().values_list(*names)
