"""Recipes of reports."""

from typing import Any

from dashboards.reports.models import Kind
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import reports

METROPOLIS = "dashboards.reports.operations"
PROJECTS = "dashboards.project_reports.operations"


@recipe(f"{METROPOLIS}.order_metropolitan_report")
def order_metropolitan_report() -> dict[str, Any]:
    return {**reports.released(), "as_of": make.TODAY, "on": make.TODAY, "by": make.BY}


@recipe(f"{PROJECTS}.order_project_report", inside_a_tenant=True)
def order_project_report() -> dict[str, Any]:
    by = coordinator()
    return {
        "project": make.project(by=by),
        "kind": Kind.EFFECTS,
        "as_of": make.TODAY,
        "on": make.TODAY,
        "by": by,
    }
