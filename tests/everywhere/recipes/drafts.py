"""Recipes of drafts of definitions, which are the platform's."""

from typing import Any

from django.utils import timezone

from indicators.definitions.models import Definition
from indicators.drafts.fingerprints import fingerprint
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import drafts

DRAFTS = "indicators.drafts.operations"


@recipe(f"{DRAFTS}.start_draft")
def start_draft() -> dict[str, Any]:
    definition = Definition.objects.get(pk=drafts.CODE)
    return {"definition": definition, "effective_from": drafts.SINCE, "by": make.BY}


@recipe(f"{DRAFTS}.save_draft")
def save_draft() -> dict[str, Any]:
    version = drafts.draft(by=make.BY)
    return {
        "version": version,
        "rule": drafts.WOMEN,
        "effective_from": drafts.SINCE,
        "note": "uchwała",
        "seen": fingerprint(version),
        "by": make.BY,
    }


@recipe(f"{DRAFTS}.discard_draft")
def discard_draft() -> dict[str, Any]:
    version = drafts.draft(by=make.BY)
    drafts.previewed(version, by=make.BY)
    return {"version": version, "by": make.BY}


@recipe(f"{DRAFTS}.ask_for_preview")
def ask_for_preview() -> dict[str, Any]:
    return {"version": drafts.draft(by=make.BY), "at": timezone.now(), "by": make.BY}


@recipe(f"{DRAFTS}.ask_for_count")
def ask_for_count() -> dict[str, Any]:
    return {
        "version": drafts.draft(by=make.BY),
        "rule": drafts.WOMEN,
        "effective_from": drafts.SINCE,
        "at": timezone.now(),
        "by": make.BY,
    }


@recipe(f"{DRAFTS}.publish_draft")
def publish_draft() -> dict[str, Any]:
    version = drafts.draft(by=make.BY)
    drafts.previewed(version, by=make.BY)
    return {"version": version, "at": timezone.now(), "by": make.BY}
