"""A report of a project is ordered; a worker makes it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit, jobs, tenancy
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.project_reports.models import ProjectReport
from dashboards.reports import queries
from dashboards.reports.models import Kind
from dashboards.reports.operations import NotYet
from projects.agreements.models import Project
from ui import formats

MAKE = "dashboards.project_reports.tasks.make_report"


class BeforeItBegan(RuleBroken):
    message = _("The project begins on %(day)s: choose that day or a later one.")
    field = "as_of"


@operation()
def order_project_report(
    *, project: Project, kind: Kind, as_of: date, on: date, by: Actor
) -> ProjectReport:
    """Order the figures of the project up to a day; it gets the next number of its kind and year."""
    require(by, Permission.SEE_FIGURES, project=project.pk)
    if as_of > on:
        raise NotYet
    if as_of < project.starts_on:
        raise BeforeItBegan(day=formats.day(project.starts_on))
    report = ProjectReport.objects.create(
        project=project,
        kind=kind,
        year=on.year,
        number=queries.next_number(ProjectReport, kind=kind, year=on.year),
        as_of=as_of,
    )
    audit.record("ordered a project report", report, by=by)
    jobs.send_after_commit(MAKE, tenancy.current().schema_name, str(report.pk))
    return report
