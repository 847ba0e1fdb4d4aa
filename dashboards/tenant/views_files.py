"""The table behind a chart of a project, as CSV and as a workbook."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.days import today
from dashboards import downloads
from dashboards.tenant import (
    awaited,
    delivered,
    pace,
    parts,
    parts_progress,
    parts_support,
    queries,
)
from dashboards.tenant.views_progress import visible
from indicators.definitions.queries import definitions
from projects.agreements.models import Project
from ui.parts import Chart

Made = Chart | None


@require_safe
def table_file(request: HttpRequest, project_id: UUID, table: str, ending: str) -> HttpResponse:
    project = visible(request, project_id)
    chart = CHARTS[table](request, project) if table in CHARTS else None
    if chart is None:
        raise Http404
    notes = downloads.of_chart(request, chart, on=today())
    facts = {"ending": ending, "name": table, "title": str(project)}
    return downloads.answer(chart.table, notes=notes, **facts)


def _pace(request: HttpRequest, project: Project) -> Made:
    known, on = definitions(), today()
    rows = parts_progress.in_order(pace.of_agreement(pace.kept([project], on=on)), known)
    typed = request.GET.get("co", "")
    asked = parts_progress.chosen(rows, typed)
    if parts_progress.complaint(rows, typed, asked, known):
        # A file cannot say that it tells of another promise than the one it was asked for.
        raise Http404
    return asked and parts_progress.pace_chart(asked, known, project, on=on)


def _windows(_request: HttpRequest, project: Project) -> Made:
    return awaited.chart(project, parts.own(definitions()), on=today())


def _attendance(_request: HttpRequest, project: Project) -> Made:
    return parts_support.attendance_chart(delivered.attended(project.pk), project, on=today())


def _basket(_request: HttpRequest, project: Project) -> Made:
    areas = delivered.basket(project.pk, delivered.attended(project.pk).given_hours)
    return parts_support.basket_chart(areas, project, on=today())


def _progress(_request: HttpRequest, project: Project) -> Made:
    figures = queries.figures_of([project.pk], known=definitions())
    return parts.progress_chart(project, figures[project.pk], on=today())


CHARTS: dict[str, Callable[[HttpRequest, Project], Made]] = {
    "tempo": _pace,
    "okna": _windows,
    "obecnosc": _attendance,
    "koszyk": _basket,
    "cele": _progress,
}
