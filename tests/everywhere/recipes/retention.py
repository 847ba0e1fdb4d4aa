"""Recipes of retention."""

from typing import Any

from projects.retention import queries
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import retention

OPERATIONS = "projects.retention.operations"


def _project() -> Any:
    """Of one who counts, and with nothing left to publish: only then may anybody be removed."""
    project = retention.old_project(by=coordinator())
    retention.participant(project, by=coordinator())
    retention.publish("alfa")
    return project


@recipe(f"{OPERATIONS}.ask_to_remove", inside_a_tenant=True)
def ask_to_remove() -> dict[str, Any]:
    return {"project": _project(), "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.remove_people", inside_a_tenant=True)
def remove_people() -> dict[str, Any]:
    project = _project()
    return {
        "removal": retention.asked(project, by=coordinator()),
        "seen": queries.preview(project).fingerprint,
        "on": make.TODAY,
        "at": retention.NOW,
        "by": retention.another("alfa"),
    }


@recipe(f"{OPERATIONS}.drop_removal", inside_a_tenant=True)
def drop_removal() -> dict[str, Any]:
    removal = retention.asked(_project(), by=coordinator())
    return {"removal": removal, "on": make.TODAY, "at": retention.NOW, "by": coordinator()}
