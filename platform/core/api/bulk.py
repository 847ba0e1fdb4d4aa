"""Many records in one request: each has its own result, and the sender chooses all or what can be."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from core.api.problems import Fault, Problem
from core.api.serializers import MOST_ITEMS, In, Out, Truth
from core.errors import RuleBroken

DONE = "done"


@dataclass(frozen=True)
class Result:
    """What became of one item: "done", or the code of what stood against it."""

    status: str
    detail: str = ""
    version: int | None = None
    id: str | None = None


class BatchIn(In):
    """The base of a batch; the one that comes has its `items`."""

    atomic = Truth(
        default=True,
        help_text=gettext_lazy("All of them or none; otherwise whatever can be done is done."),
    )


class ResultOut(Out):
    index = serializers.IntegerField(help_text=gettext_lazy("The item's place, from 0."))
    status = serializers.CharField()
    detail = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False)
    id = serializers.UUIDField(required=False)


class BatchOut(Out):
    done_count = serializers.IntegerField()
    items = ResultOut(many=True)


def refuse_twice(keys: Sequence[Hashable]) -> None:
    """Two items about one thing: which of them is meant, nobody could say."""
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    faults = {
        str(place): [_("This is in item %(first)s already.") % {"first": first[key]}]
        for place, key in enumerate(keys)
        if first[key] != place
    }
    if faults:
        raise serializers.ValidationError(faults, code="twice")


def refused(reason: RuleBroken) -> Result:
    return Result("refused", detail=reason.without_names())


def told(results: Sequence[Result], *, is_atomic: bool) -> tuple[int, dict[str, Any]]:
    """The answer; for whoever wants all or nothing, one that cannot be is the end of all of them."""
    kept_out = [(place, one) for place, one in enumerate(results) if one.status != DONE]
    if is_atomic and kept_out:
        raise _none(kept_out)
    items = [{"index": place, **_shown(one)} for place, one in enumerate(results)]
    return 200, {"done_count": len(results) - len(kept_out), "items": items}


def _none(kept_out: Sequence[tuple[int, Result]]) -> Problem:
    found = [
        Fault(detail=one.detail, code=one.status, pointer=f"/items/{place}")
        for place, one in kept_out
    ]
    return Problem(
        "refused",
        _("Nothing was saved. Mend the items named below, or send atomic: false."),
        faults=found,
    )


def _shown(result: Result) -> dict[str, Any]:
    return {name: value for name, value in vars(result).items() if value not in (None, "")}


__all__ = ["DONE", "MOST_ITEMS", "BatchIn", "BatchOut", "Result", "refuse_twice", "refused", "told"]
