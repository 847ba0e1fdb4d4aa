"""Recipes of the watch."""

from typing import Any

from accounts.models import Account
from core.permissions import MetropolitanRole
from dashboards.watching import operations
from tenants import queries as tenants
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import watching

ASKING = "dashboards.watching.operations.asking"
OWN = "dashboards.watching.operations.own"
VIEWS = "dashboards.watching.operations.views"


@recipe(f"{ASKING}.ask_unit")
def ask_unit() -> dict[str, Any]:
    return {"warned": watching.warned(), "on": make.TODAY, "by": make.BY}


def _asked() -> Any:
    return operations.ask_unit(**ask_unit())


@recipe(f"{ASKING}.withdraw_request")
def withdraw_request() -> dict[str, Any]:
    return {"request": _asked(), "on": make.TODAY, "by": make.BY}


@recipe(f"{ASKING}.note_answer")
def note_answer() -> dict[str, Any]:
    return {"request": _asked(), "on": make.TODAY, "by": make.BY}


def person_of_the_metropolis() -> tuple[Account, Any]:
    """Ola's account, and Ola as she acts."""
    place = tenants.metropolis()
    role = MetropolitanRole.METROPOLITAN_COORDINATOR
    account = make.account("ola@example.org", "Ola Miotk", place, role)
    return account, tenants.steward(account, place)


@recipe(f"{OWN}.make_feed")
def make_feed() -> dict[str, Any]:
    account, ola = person_of_the_metropolis()
    return {"account": account, "language": "pl", "at": watching.NOW, "by": ola}


@recipe(f"{OWN}.revoke_feed")
def revoke_feed() -> dict[str, Any]:
    facts = make_feed()
    operations.make_feed(**facts)
    return {"account": facts["account"], "by": facts["by"]}


@recipe(f"{OWN}.want_letter")
def want_letter() -> dict[str, Any]:
    account, ola = person_of_the_metropolis()
    return {"account": account, "wanted": True, "on": make.TODAY, "by": ola}


@recipe(f"{VIEWS}.save_view")
def save_view() -> dict[str, Any]:
    account, ola = person_of_the_metropolis()
    address = "/powiaty-i-miasta/?okres=2025"
    return {"account": account, "name": "2025", "address": address, "is_shared": True, "by": ola}


def _saved() -> tuple[Any, Any]:
    facts = save_view()
    return operations.save_view(**facts), facts["by"]


@recipe(f"{VIEWS}.change_view")
def change_view() -> dict[str, Any]:
    view, ola = _saved()
    return {"view": view, "name": "Rok 2025", "is_shared": False, "by": ola}


@recipe(f"{VIEWS}.delete_view")
def delete_view() -> dict[str, Any]:
    view, ola = _saved()
    return {"view": view, "at": watching.NOW, "by": ola}


@recipe(f"{VIEWS}.restore_view")
def restore_view() -> dict[str, Any]:
    facts = delete_view()
    return {"view": operations.delete_view(**facts), "by": facts["by"]}


@recipe(f"{VIEWS}.begin_with")
def begin_with() -> dict[str, Any]:
    view, ola = _saved()
    return {"account": view.account, "view": view, "by": ola}
