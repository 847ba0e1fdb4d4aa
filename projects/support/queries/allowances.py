"""Rules of allowances and who is entitled to them, as the actor may see them."""

from django.db.models import QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.participants import queries as participants
from projects.support.models import AllowanceGrant, AllowanceRule


def rules_visible_to(by: Actor, permission: Permission) -> QuerySet[AllowanceRule]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    return AllowanceRule.objects.filter(project__in=projects).select_related("project")


def grants_visible_to(by: Actor, permission: Permission) -> QuerySet[AllowanceGrant]:
    seen = participants.participations_visible_to(by, permission).values("pk")
    rows = AllowanceGrant.objects.filter(participation__in=seen)
    return rows.select_related("participation__person", "participation__project", "rule")


def grants_with_rules() -> QuerySet[AllowanceGrant]:
    """What a person's `allowances` are prefetched with, where one page asks for them often."""
    return AllowanceGrant.objects.select_related("rule").order_by("-starts_on", "rule__name")
