"""Recipes of leaving."""

from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import recipe

OPERATIONS = "projects.leaving.operations"


@recipe(f"{OPERATIONS}.note_export", inside_a_tenant=True)
def note_export() -> dict[str, Any]:
    return {"reason": "Gmina odchodzi", "count": 12, "by": make.BY}
