"""Many records in one request: each has its own result, and the sender chooses all or what can be."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers

from core.api.faults import code_of
from core.api.problems import Fault, Problem
from core.api.serializers import MOST_ITEMS, In, Out
from core.errors import RuleBroken

DONE = "done"
# What the log of requests says of a batch that was answered, and not all of it done.
NOTHING_DONE, DONE_IN_PART = "nothing-done", "done-in-part"


@dataclass(frozen=True)
class Result:
    """What became of one item: "done", or the code of what stood against it."""

    status: str
    detail: str = ""
    code: str = ""
    version: int | None = None
    id: str | None = None


@dataclass(frozen=True)
class LeftOut:
    """What of an answered batch was not done, as the log of requests keeps it."""

    code: str
    noted: list[Fault]


class BatchIn(In):
    """The base of a batch; the one that comes has its `items`."""

    atomic = serializers.BooleanField(
        default=True,
        help_text=gettext_lazy("All of them or none; otherwise whatever can be done is done."),
    )


class ResultOut(Out):
    index = serializers.IntegerField(help_text=gettext_lazy("The item's place, from 0."))
    status = serializers.CharField()
    detail = serializers.CharField(required=False)
    code = serializers.CharField(required=False, help_text=gettext_lazy("Which rule refused it."))
    version = serializers.IntegerField(required=False)
    id = serializers.UUIDField(required=False)


class BatchOut(Out):
    done_count = serializers.IntegerField()
    items = ResultOut(many=True)


def refuse_twice(keys: Sequence[Hashable], rows: Sequence[int] | None = None) -> None:
    """Two items about one thing: which of them is meant, nobody could say.

    `rows` are the rows of the sheet that the items came from, where they came from one.
    """
    first = {key: place for place, key in reversed(list(enumerate(keys)))}
    faults = {
        str(place): [_already(first[key], rows)]
        for place, key in enumerate(keys)
        if first[key] != place
    }
    if faults:
        raise serializers.ValidationError(faults, code="twice")


def _already(place: int, rows: Sequence[int] | None) -> str:
    if rows is None:
        return _("This is in item %(first)s already.") % {"first": place}
    return _("This is in row %(first)s already.") % {"first": rows[place]}


def refused(reason: RuleBroken) -> Result:
    return Result("refused", detail=reason.without_names(), code=code_of(type(reason)))


def told(results: Sequence[Result], *, is_atomic: bool) -> tuple[int, dict[str, Any]]:
    """The answer; for whoever wants all or nothing, one that cannot be is the end of all of them."""
    kept_out = [(place, one) for place, one in enumerate(results) if one.status != DONE]
    if is_atomic and kept_out:
        raise _none(kept_out)
    items = [{"index": place, **_shown(one)} for place, one in enumerate(results)]
    return 200, {"done_count": len(results) - len(kept_out), "items": items}


def left_out(told: Any) -> LeftOut | None:
    """Of the answer to a batch, what was not done; None for every other answer."""
    if not isinstance(told, dict) or "done_count" not in told:
        return None
    noted = [
        Fault(detail="", code=one.get("code", one["status"]), pointer=f"/items/{one['index']}")
        for one in told["items"]
        if one["status"] != DONE
    ]
    if not noted:
        return None
    return LeftOut(DONE_IN_PART if told["done_count"] else NOTHING_DONE, noted)


def _none(kept_out: Sequence[tuple[int, Result]]) -> Problem:
    found = [
        Fault(detail=one.detail, code=one.code or one.status, pointer=f"/items/{place}")
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
