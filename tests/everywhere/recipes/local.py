"""Recipes of a unit's own indicators."""

from typing import Any

from django.utils import timezone

from indicators.local import queries
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import local

OPERATIONS = "indicators.local.operations"


@recipe(f"{OPERATIONS}.define_indicator", inside_a_tenant=True)
def define_indicator() -> dict[str, Any]:
    return {
        "description": local.description(),
        "effective_from": local.SINCE,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.describe_indicator", inside_a_tenant=True)
def describe_indicator() -> dict[str, Any]:
    by = coordinator()
    return {
        "indicator": local.published(by=by),
        "description": local.description(name_pl="Kobiety w projektach gminy"),
        "by": by,
    }


@recipe(f"{OPERATIONS}.start_version", inside_a_tenant=True)
def start_version() -> dict[str, Any]:
    by = coordinator()
    return {"indicator": local.published(by=by), "effective_from": local.LATER, "by": by}


@recipe(f"{OPERATIONS}.save_version", inside_a_tenant=True)
def save_version() -> dict[str, Any]:
    by = coordinator()
    version = local.defined(by=by)
    return {
        "version": version,
        "rule": local.WOMEN,
        "effective_from": local.SINCE,
        "note": "uchwała",
        "seen": queries.fingerprint(version),
        "by": by,
    }


@recipe(f"{OPERATIONS}.discard_version", inside_a_tenant=True)
def discard_version() -> dict[str, Any]:
    by = coordinator()
    return {"version": local.defined(by=by), "by": by}


@recipe(f"{OPERATIONS}.publish_version", inside_a_tenant=True)
def publish_version() -> dict[str, Any]:
    by = coordinator()
    version = local.saved(local.defined(by=by), by=by)
    seen = queries.fingerprint(version)
    return {"version": version, "seen": seen, "at": timezone.now(), "by": by}


@recipe(f"{OPERATIONS}.withdraw_indicator", inside_a_tenant=True)
def withdraw_indicator() -> dict[str, Any]:
    by = coordinator()
    return {
        "indicator": local.published(by=by),
        "reason": "liczymy to inaczej",
        "at": timezone.now(),
        "by": by,
    }
