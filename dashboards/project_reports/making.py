"""Makes the reports of one unit, inside it; its row of signs goes on top, as on every paper."""

from functools import partial

from core import tenancy
from dashboards.project_reports import contents, effects, queries
from dashboards.project_reports.models import ProjectReport
from dashboards.public import queries as public
from dashboards.reports import making
from dashboards.reports.contents import Contents
from dashboards.reports.models import Kind
from projects.documents import queries as documents
from projects.documents.models import LogoStrip
from tenants.models import Tenant


def make(schema_name: str, report_id: str) -> None:
    inside = _place(schema_name)
    making.make(ProjectReport, report_id, place=inside, read=partial(_read, inside))


def make_left(schema_name: str) -> None:
    inside = _place(schema_name)
    making.make_left(ProjectReport, place=inside, read=partial(_read, inside))


def _place(schema_name: str) -> making.Place:
    return partial(tenancy.inside, Tenant.objects.get(schema_name=schema_name))


def _read(inside: making.Place, report: ProjectReport) -> tuple[Contents, LogoStrip | None]:
    with inside():
        project_id = report.project.pk
    # Where the metropolis keeps them, outside of every unit.
    with tenancy.acting_as(tenancy.Role.WEB):
        published = tuple(public.published_figures().filter(project_id=project_id))
    with inside():
        found = queries.reached(report.project, by_day=report.as_of)
        strip = documents.strip_in_force(report.project.fund)
        if Kind(report.kind) == Kind.EFFECTS:
            return effects.contents_of(report, found, published), strip
        return contents.contents_of(report, found), strip
