"""How courses ended."""

from django.db.models import QuerySet

from core.permissions import Actor, Permission
from projects.participants import queries as participants
from projects.support.models import CourseResult


def results_visible_to(by: Actor, permission: Permission) -> QuerySet[CourseResult]:
    seen = participants.participations_visible_to(by, permission).values("pk")
    rows = CourseResult.objects.filter(participation__in=seen)
    return rows.select_related("participation__person", "participation__project", "service")
