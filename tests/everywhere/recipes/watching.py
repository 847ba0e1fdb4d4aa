"""Recipes of the watch."""

from typing import Any

from accounts.models import Account
from core.permissions import MetropolitanRole
from dashboards.watching import operations
from tenants import queries as tenants
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


def person_of_the_metropolis() -> tuple[Account, Any]:
    """Ola's account, and Ola as she acts."""
    place = tenants.metropolis()
    role = MetropolitanRole.METROPOLITAN_COORDINATOR
    account = make.account("ola@example.org", "Ola Miotk", place, role)
    return account, tenants.steward(account, place)


@recipe(f"{OPERATIONS}.make_feed")
def make_feed() -> dict[str, Any]:
    account, ola = person_of_the_metropolis()
    return {"account": account, "language": "pl", "at": watching.NOW, "by": ola}


@recipe(f"{OPERATIONS}.revoke_feed")
def revoke_feed() -> dict[str, Any]:
    facts = make_feed()
    operations.make_feed(**facts)
    return {"account": facts["account"], "by": facts["by"]}
