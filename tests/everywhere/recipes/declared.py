"""Recipes of declared values."""

from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import agreements
from tests.make import declared as made

OPERATIONS = "indicators.declared.operations"


@recipe(f"{OPERATIONS}.declare_value", inside_a_tenant=True)
def declare_value() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "entry": made.entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.correct_value", inside_a_tenant=True)
def correct_value() -> dict[str, Any]:
    by = coordinator()
    return {
        "declared": made.declared(of=make.project(by=by), by=by),
        "entry": made.entry(8),
        "reason": "policzono o jeden za mało",
        "on": make.TODAY,
        "at": agreements.NOW,
        "by": by,
    }


@recipe(f"{OPERATIONS}.withdraw_value", inside_a_tenant=True)
def withdraw_value() -> dict[str, Any]:
    by = coordinator()
    return {
        "declared": made.declared(of=make.project(by=by), by=by),
        "reason": "to obiekt innego projektu",
        "at": agreements.NOW,
        "by": by,
    }
