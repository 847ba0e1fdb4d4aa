"""Recipes of projects."""

from datetime import date
from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe


@recipe("projects.agreements.operations.enter_project", inside_a_tenant=True)
def enter_project() -> dict[str, Any]:
    return {
        "title": "Nowy projekt",
        "fund": "FEP",
        "rule_set": "P2021",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
        "leader_name": "Gmina Alfa",
        "by": coordinator(),
    }


@recipe("projects.agreements.operations.correct_project", inside_a_tenant=True)
def correct_project() -> dict[str, Any]:
    project = make.project(by=coordinator())
    return {"project": project, "version": 1, "title": "Inny tytuł", "by": coordinator()}
