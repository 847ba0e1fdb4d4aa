"""Reports somebody ordered and a worker made, so that the lists of them have something to open."""

from datetime import date

from config.demo.staff import who_may
from config.demo.watched import coordinator
from core import tenancy
from core.permissions import Permission
from dashboards.metropolis.models import Release
from dashboards.project_reports import making
from dashboards.project_reports import operations as of_projects
from dashboards.reports import metropolitan, operations
from dashboards.reports.models import Kind
from projects.agreements.models import Project
from tenants.models import Tenant

PROJECT = "Klub Integracji Społecznej II"


def report(kartuzy: Tenant, *, today: date) -> int:
    """One report of the metropolis, and two of a project that is over; returns how many were made."""
    with tenancy.acting_as(tenancy.Role.METROPOLIS):
        release = Release.objects.order_by("-pk").first()
    with tenancy.acting_as(tenancy.Role.WEB):
        _account, by = coordinator()
        ordered = operations.order_metropolitan_report(
            as_of=today, release=release, oldest=today, on=today, by=by
        )
    metropolitan.make(str(ordered.pk))
    made = _of_a_project(kartuzy, today=today)
    return 1 + made


def _of_a_project(kartuzy: Tenant, *, today: date) -> int:
    with tenancy.inside(kartuzy):
        project = Project.objects.filter(title=PROJECT).first()
        if project is None:
            return 0
        by = who_may(Permission.EDIT_PROJECTS)
        day = min(project.ends_on, today)
        orders = [
            of_projects.order_project_report(project=project, kind=kind, as_of=day, on=today, by=by)
            for kind in (Kind.PROJECT, Kind.EFFECTS)
        ]
    for each in orders:
        making.make(kartuzy.schema_name, str(each.pk))
    return len(orders)
