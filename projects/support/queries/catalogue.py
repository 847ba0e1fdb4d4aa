"""The services of projects that somebody may see."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.support.models import (
    Attendance,
    CourseResult,
    Placement,
    Service,
    SupportGiven,
)
from projects.support.vocabulary import Area, Kind

AREA_ORDER = {area: place for place, area in enumerate(Area.values)}


def services_visible_to(by: Actor, permission: Permission) -> QuerySet[Service]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    return Service.objects.filter(project__in=projects).select_related("project", "provider")


def services_of(project: Project | UUID, *kinds: Kind) -> QuerySet[Service]:
    """A project's catalogue, of some kinds alone where they are named."""
    rows = Service.objects.filter(project=project)
    return rows.filter(kind__in=kinds) if kinds else rows


def by_area(services: Iterable[Service]) -> list[tuple[Area, list[Service]]]:
    """The five areas in their order, each with its services; empty ones too."""
    rows = list(services)
    return [(area, [row for row in rows if row.area == area]) for area in Area]


def participations_with(service: Service) -> set[UUID]:
    """Who was given something of it in any way: a benefit, a session, an internship, a course."""
    found = set(
        Attendance.objects.filter(session__service=service).values_list("participation", flat=True)
    )
    for model in (SupportGiven, Placement, CourseResult):
        found |= set(model.objects.filter(service=service).values_list("participation", flat=True))
    return found
