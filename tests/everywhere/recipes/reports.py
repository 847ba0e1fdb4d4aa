"""Recipes of reports."""

from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import reports

METROPOLIS = "dashboards.reports.operations"


@recipe(f"{METROPOLIS}.order_metropolitan_report")
def order_metropolitan_report() -> dict[str, Any]:
    return {**reports.released(), "as_of": make.TODAY, "on": make.TODAY, "by": make.BY}
