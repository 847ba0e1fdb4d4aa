"""A unit whose only project ended long ago: its people are removed, and its figures are there."""

from datetime import date, datetime

from django.db.models import QuerySet

from accounts import operations as accounts
from config.demo.scenes.retention import SOURCE
from core import tenancy
from core.ledger.models import Member
from core.permissions import Actor, Permission, TenantRole, can_anywhere
from indicators.facts import tasks as publishing
from projects.agreements import operations as agreements
from projects.agreements.models import Project
from projects.retention import operations, queries
from tenants import operations as tenants
from tenants.models import Tenant

TENANT = "somonino"
KEPT_UNTIL = date(2023, 12, 31)
# It takes two, and a unit without running projects has one coordinator.
SECOND = ("Krystyna Szulc", "krystyna.szulc@somonino.example.org")


def remove_people(somonino: Tenant, *, today: date, at: datetime, by: Actor) -> None:
    """Once everything there is counted: one coordinator asks, the other one agrees."""
    _hire_the_second(somonino, by=by)
    with tenancy.inside(somonino):
        asking, agreeing = _coordinators()
        for project in _over():
            _enter_the_day(project, by=asking)
    # Only what is counted may be removed.
    publishing.publish_tenant(somonino)
    with tenancy.inside(somonino):
        for project in _over():
            removal = operations.ask_to_remove(project=project, on=today, by=asking)
            moment = {"seen": queries.preview(project).fingerprint, "on": today, "at": at}
            operations.remove_people(removal=removal, **moment, by=agreeing)
    publishing.publish_tenant(somonino)


def _over() -> QuerySet[Project]:
    return Project.objects.filter(ends_on__lt=KEPT_UNTIL)


def _hire_the_second(somonino: Tenant, *, by: Actor) -> None:
    name, email = SECOND
    with tenancy.acting_as(tenancy.Role.WEB):
        account = accounts.create_account(email=email, display_name=name, is_demo=True, by=by)
        tenants.grant(account=account, tenant=somonino, role=TenantRole.COORDINATOR, by=by)


def _coordinators() -> tuple[Member, Member]:
    everyone = Member.objects.order_by("display_name")
    first, second = (one for one in everyone if can_anywhere(one, Permission.EDIT_PROJECTS))
    return first, second


def _enter_the_day(project: Project, *, by: Member) -> None:
    agreements.correct_project(
        project=project,
        version=project.version,
        retain_until=KEPT_UNTIL,
        retention_source=SOURCE,
        by=by,
    )
