"""What can be asked about projects. Nothing here changes anything; see operations."""

from datetime import date

from django.db.models import QuerySet

from core.permissions import Actor, Permission, projects_held
from projects.agreements.models import Project


def projects_visible_to(by: Actor, permission: Permission) -> QuerySet[Project]:
    """The projects in which the actor holds the permission: all, or those of their roles."""
    held = projects_held(by, permission)
    return Project.objects.all() if held is None else Project.objects.filter(pk__in=held)


def running_on(day: date) -> QuerySet[Project]:
    return Project.objects.filter(starts_on__lte=day, ends_on__gte=day)
