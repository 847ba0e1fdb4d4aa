"""Recipes of public editions, and of the units' consents to pages."""

from typing import Any

from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import public

CONSENT = "dashboards.consent.operations"
EDITIONS = "dashboards.public.operations"


@recipe(f"{CONSENT}.agree_to_page", inside_a_tenant=True)
def agree_to_page() -> dict[str, Any]:
    by = coordinator()
    return {"project": make.project(by=by), "at": public.AT, "by": by}


@recipe(f"{CONSENT}.take_page_back", inside_a_tenant=True)
def take_page_back() -> dict[str, Any]:
    arguments = agree_to_page()
    public.agreed(of=arguments["project"], by=arguments["by"])
    return arguments


@recipe(f"{EDITIONS}.approve_edition")
def approve_edition() -> dict[str, Any]:
    return {"candidate": public.candidate(), "at": public.AT, "by": make.BY}


@recipe(f"{EDITIONS}.withdraw_edition")
def withdraw_edition() -> dict[str, Any]:
    facts = {"reason": "pomyłka w źródle", "at": public.AT}
    return {"edition": public.edition(), **facts, "by": make.BY}


@recipe(f"{EDITIONS}.enter_published_figure")
def enter_published_figure() -> dict[str, Any]:
    return {"entry": public.entry(), "on": make.TODAY, "at": public.AT, "by": make.BY}


@recipe(f"{EDITIONS}.withdraw_published_figure")
def withdraw_published_figure() -> dict[str, Any]:
    return {"figure": public.published_figure(), "at": public.AT, "by": make.BY}
