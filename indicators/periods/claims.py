"""Tells deadlines which reports of a project are still to be sent: those of its open periods."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from indicators.periods.models import SettlementPeriod
from indicators.periods.queries.periods import CLOSED
from projects.agreements.models import Project
from projects.deadlines.claims import Claimed, Claims

COLUMN = "periods_told"
NAMES = ("pk", "ends_on", "due_on", "is_final")


def annotated(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with its periods, in the same query: a day's list of deadlines costs none more."""
    told = JSONObject(closed=Exists(CLOSED), **{name: F(name) for name in NAMES})
    rows = SettlementPeriod.objects.filter(project=OuterRef("pk")).order_by("number")
    return projects.annotate(**{COLUMN: ArraySubquery(rows.values(told=told))})


def claims_of(project: Any) -> Claims | None:
    """None where the project has no periods yet."""
    told = getattr(project, COLUMN)
    if not told:
        return None
    return Claims(
        open=[_claimed(one) for one in told if not one["closed"]],
        has_final=any(one["is_final"] for one in told),
    )


def _claimed(told: dict[str, Any]) -> Claimed:
    ends_on, due_on = (date.fromisoformat(told[name]) for name in ("ends_on", "due_on"))
    return Claimed(
        period=UUID(told["pk"]), ends_on=ends_on, due_on=due_on, is_final=told["is_final"]
    )
