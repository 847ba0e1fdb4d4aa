"""Recipes of leaving."""

from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import leaving

OPERATIONS = "projects.leaving.operations"


@recipe(f"{OPERATIONS}.ask_to_export", inside_a_tenant=True)
def ask_to_export() -> dict[str, Any]:
    by = leaving.administrator("alfa")
    return {"reason": leaving.REASON, "on": make.TODAY, "at": leaving.NOW, "by": by}


@recipe(f"{OPERATIONS}.agree_to_export", inside_a_tenant=True)
def agree_to_export() -> dict[str, Any]:
    asked = leaving.asked(by=leaving.administrator("alfa"))
    by = leaving.administrator("alfa", "Ida Druga")
    return {"export": asked, "on": make.TODAY, "at": leaving.NOW, "by": by}


@recipe(f"{OPERATIONS}.drop_export", inside_a_tenant=True)
def drop_export() -> dict[str, Any]:
    by = leaving.administrator("alfa")
    return {"export": leaving.asked(by=by), "on": make.TODAY, "at": leaving.NOW, "by": by}


@recipe(f"{OPERATIONS}.note_export", inside_a_tenant=True)
def note_export() -> dict[str, Any]:
    return {"reason": leaving.REASON, "count": 12, "by": make.BY}
