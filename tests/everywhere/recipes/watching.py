"""Recipes of the watch."""

from typing import Any

from dashboards.watching import operations
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import watching

OPERATIONS = "dashboards.watching.operations"


@recipe(f"{OPERATIONS}.ask_unit")
def ask_unit() -> dict[str, Any]:
    return {"warned": watching.warned(), "on": make.TODAY, "by": make.BY}


def _asked() -> Any:
    return operations.ask_unit(**ask_unit())


@recipe(f"{OPERATIONS}.withdraw_request")
def withdraw_request() -> dict[str, Any]:
    return {"request": _asked(), "on": make.TODAY, "by": make.BY}


@recipe(f"{OPERATIONS}.note_answer")
def note_answer() -> dict[str, Any]:
    return {"request": _asked(), "on": make.TODAY, "by": make.BY}
