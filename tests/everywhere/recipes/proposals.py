"""Recipes of indicators that are proposed."""

from typing import Any

from django.utils import timezone

from core import tenancy
from indicators.drafts import proposals as known
from indicators.drafts.models import Preview
from tests import make
from tests.everywhere.recipes.recipe import recipe
from tests.make import proposals

PROPOSING = "indicators.drafts.proposing"


@recipe(f"{PROPOSING}.propose")
def propose() -> dict[str, Any]:
    return {"said": proposals.said(), "effective_from": proposals.SINCE, "by": make.BY}


@recipe(f"{PROPOSING}.save_proposal")
def save_proposal() -> dict[str, Any]:
    proposal = proposals.proposed(by=make.BY)
    return {
        "proposal": proposal,
        "rule": proposals.WOMEN,
        "effective_from": proposals.SINCE,
        "note": "uchwała",
        "seen": known.state_of(proposal),
        "by": make.BY,
    }


@recipe(f"{PROPOSING}.discard_proposal")
def discard_proposal() -> dict[str, Any]:
    return {"proposal": proposals.proposed(by=make.BY), "by": make.BY}


@recipe(f"{PROPOSING}.count_proposal")
def count_proposal() -> dict[str, Any]:
    return {
        "proposal": proposals.proposed(by=make.BY),
        "rule": proposals.WOMEN,
        "effective_from": proposals.SINCE,
        "at": timezone.now(),
        "by": make.BY,
    }


@recipe(f"{PROPOSING}.publish_proposal")
def publish_proposal() -> dict[str, Any]:
    proposal = proposals.saved(proposals.proposed(by=make.BY), by=make.BY)
    found = proposals.counted(proposal, by=make.BY)
    # As if there were people: what counts nobody is not told, nor published.
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        Preview.objects.filter(pk=found.pk).update(result={**found.result, "change": [20, 20]})
    return {"proposal": proposal, "at": timezone.now(), "by": make.BY}
