"""Factories of reports."""

from datetime import datetime, timedelta
from typing import Any

from core.days import WARSAW
from dashboards.metropolis.models import Release
from dashboards.project_reports import operations as of_projects
from dashboards.project_reports.models import ProjectReport
from dashboards.reports import operations
from dashboards.reports.models import Kind, MetropolitanReport
from projects.agreements.models import Project
from tests import make

RELEASED_AT = datetime.combine(make.TODAY, datetime.min.time(), tzinfo=WARSAW) + timedelta(hours=4)


def released() -> dict[str, Any]:
    """A release as its reader hands it over; whoever orders need not be able to read it."""
    return {"release": Release(pk=1, released_at=RELEASED_AT), "oldest": make.TODAY}


def metropolitan(**facts: Any) -> MetropolitanReport:
    usual = {**released(), "as_of": make.TODAY, "on": make.TODAY, "by": make.BY}
    return operations.order_metropolitan_report(**{**usual, **facts})


def of_project(project: Project, *, by: Any, **facts: Any) -> ProjectReport:
    usual = {"kind": Kind.PROJECT, "as_of": make.TODAY, "on": make.TODAY}
    return of_projects.order_project_report(project=project, by=by, **{**usual, **facts})
