"""Recipes of targets."""

from typing import Any

from indicators.targets.operations import TargetEntry
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe


@recipe("indicators.targets.operations.set_targets", inside_a_tenant=True)
def set_targets() -> dict[str, Any]:
    entry = TargetEntry(definition_code="PEOPLE_AT_RISK", total=220, women=150, men=70)
    return {
        "project": make.project(by=coordinator()),
        "entries": [entry],
        "by": coordinator(),
    }
