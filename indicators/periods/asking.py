"""Tells deadlines which reopenings of a project's periods wait for somebody to agree."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from core.days import warsaw_day
from indicators.periods import parts, queries
from projects.agreements.models import Project
from projects.deadlines.requests import Request
from projects.deadlines.rules import Kind

COLUMN = "reopenings_told"
TOLD = {
    "id": "pk",
    "asked_by_id": "asked_by",
    "asked_by": "asked_by__display_name",
    "asked_at": "asked_at",
    "expires_on": "expires_on",
    "period": "closing__period",
    "number": "closing__period__number",
}


def annotated(projects: QuerySet[Project], *, on: date) -> QuerySet[Project]:
    """Each with what is asked for, in the same query: a day's list of deadlines costs none more."""
    told = JSONObject(**{name: F(path) for name, path in TOLD.items()})
    rows = queries.waiting_reopenings(on=on).filter(closing__period__project=OuterRef("pk"))
    return projects.annotate(**{COLUMN: ArraySubquery(rows.values(told=told))})


def requests_of(project: Any) -> Iterator[Request]:
    for told in getattr(project, COLUMN):
        yield Request(
            id=UUID(told["id"]),
            kind=Kind.REOPENING,
            asked_by_id=UUID(told["asked_by_id"]),
            asked_by=told["asked_by"],
            asked_on=warsaw_day(datetime.fromisoformat(told["asked_at"])),
            expires_on=date.fromisoformat(told["expires_on"]),
            label=parts.numbered(told["number"]),
            page="periods:period",
            page_arguments=(told["period"],),
        )
