"""What can be asked about declared values."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from core.permissions import Actor, Permission
from indicators.declared.models import Declared
from indicators.definitions import queries as definitions
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import CountingUnit, Kind
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants.models import AnonymousParticipation, Participation


def visible_to(by: Actor, permission: Permission) -> QuerySet[Declared]:
    """Of the projects in which the actor holds the permission; corrected and withdrawn ones too."""
    projects = agreements.projects_visible_to(by, permission).order_by().values("pk")
    rows = Declared.objects.filter(project__in=projects)
    return rows.select_related("project", "declared_by")


def in_force(project_ids: Iterable[UUID]) -> QuerySet[Declared]:
    """What holds of these projects; `has_people` tells whether anybody of the project is counted."""
    rows = Declared.objects.filter(project__in=list(project_ids), ended_at=None)
    living = Participation.objects.filter(project=OuterRef("project"), voided_at=None)
    anonymous = AnonymousParticipation.objects.filter(project=OuterRef("project"))
    counted = Exists(living.order_by()) | Exists(anonymous)
    return rows.select_related("project", "declared_by").annotate(has_people=counted)


def versions_of(declared: Declared) -> list[Declared]:
    """The value and what it replaced, newest first."""
    own = Declared.objects.filter(
        project=declared.project_id, definition_code=declared.definition_code
    )
    known = {each.pk: each for each in own.select_related("declared_by")}
    found, each = [], known.get(declared.pk)
    while each:
        found.append(each)
        each = known.get(each.replaces_id) if each.replaces_id else None
    return found


def declarable(project: Project) -> list[Definition]:
    """What may be declared of a project: whatever no rule counts, and all if it has no people."""
    without_people = not has_people(project)
    return [
        one
        for one in definitions.definitions().values()
        if one.kind != Kind.RATE
        and one.rule_set in ("", project.rule_set)
        and (without_people or not one.is_counted)
    ]


def has_people(project: Project) -> bool:
    return bool(with_people([project.pk]))


def with_people(project_ids: Iterable[UUID]) -> set[UUID]:
    """Also those whose people were removed and go on counting."""
    ids = list(project_ids)
    living = Participation.objects.filter(project__in=ids, voided_at=None)
    anonymous = AnonymousParticipation.objects.filter(project__in=ids)
    found = living.order_by().values_list("project_id")
    return {project for (project,) in found.union(anonymous.values_list("project_id"))}


def counts_people(definition: Definition) -> bool:
    return definition.counting_unit != CountingUnit.ENTITY
