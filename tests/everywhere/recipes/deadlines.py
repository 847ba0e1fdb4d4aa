"""Recipes of deadlines."""

from datetime import UTC, date, datetime
from typing import Any

from projects.deadlines import operations
from projects.deadlines.operations import Term
from projects.deadlines.rules import Kind
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe

OPERATIONS = "projects.deadlines.operations"


@recipe(f"{OPERATIONS}.settle", inside_a_tenant=True)
def settle() -> dict[str, Any]:
    participation = make.participation(by=coordinator())
    started_on = date(2026, 3, 3)
    term = Term(Kind.ENTRY, participation.pk, participation.project_id, started_on)
    return {"terms": [term], "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.reopen", inside_a_tenant=True)
def reopen() -> dict[str, Any]:
    [settled] = operations.settle(**settle())
    return {"settled": settled, "by": coordinator()}


@recipe(f"{OPERATIONS}.want_digest", inside_a_tenant=True)
def want_digest() -> dict[str, Any]:
    return {"wanted": True, "by": coordinator()}


@recipe(f"{OPERATIONS}.make_feed", inside_a_tenant=True)
def make_feed() -> dict[str, Any]:
    return {"language": "pl", "at": datetime(2026, 11, 21, 9, tzinfo=UTC), "by": coordinator()}


@recipe(f"{OPERATIONS}.revoke_feed", inside_a_tenant=True)
def revoke_feed() -> dict[str, Any]:
    operations.make_feed(**make_feed())
    return {"by": coordinator()}
