"""Recipes of tokens of released figures."""

from datetime import timedelta
from typing import Any

from dashboards.serving import operations
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import agreements, serving

SERVING = "dashboards.serving.operations"


@recipe(f"{SERVING}.make_token")
def make_token() -> dict[str, Any]:
    return {
        "entry": serving.entry(ends_at=agreements.NOW + timedelta(days=90)),
        "at": agreements.NOW,
        "by": make.BY,
    }


def _made() -> Any:
    return operations.make_token(**make_token())


@recipe(f"{SERVING}.ask_for_key")
def ask_for_key() -> dict[str, Any]:
    return {"token": _made(), "at": agreements.NOW, "by": make.BY}


@recipe(f"{SERVING}.suspend_token")
def suspend_token() -> dict[str, Any]:
    return ask_for_key()


@recipe(f"{SERVING}.resume_token")
def resume_token() -> dict[str, Any]:
    return {"token": operations.suspend_token(**ask_for_key()), "by": make.BY}


@recipe(f"{SERVING}.revoke_token")
def revoke_token() -> dict[str, Any]:
    return ask_for_key()


@recipe(f"{SERVING}.make_portal_link")
def make_portal_link() -> dict[str, Any]:
    return ask_for_key()


@recipe(f"{SERVING}.close_portal_link")
def close_portal_link() -> dict[str, Any]:
    token = _made()
    operations.make_portal_link(token=token, at=agreements.NOW, by=make.BY)
    return {"token": token, "by": make.BY}
