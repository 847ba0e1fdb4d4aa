"""What one person asked for and another one must agree to, read in the query of the projects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from core.days import warsaw_day
from core.permissions import Actor, Permission, can
from projects.agreements.models import Project
from projects.deadlines.rules import Kind, Who


@dataclass(frozen=True, kw_only=True)
class Request:
    """It waits for anybody who may agree, except whoever asked; `page` is where it is answered."""

    id: UUID
    kind: Kind
    asked_by_id: UUID
    asked_by: str
    asked_on: date
    expires_on: date
    page: str
    page_arguments: tuple[object, ...]
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Requests:
    """The requests of one kind: rows with who asked (`asked_by`), when, and until when they wait.

    `project`, `page_of` and `number` are paths from such a row: to its project, to what the page is
    of, and to what `label` makes a name of. Without `project` the request is about the whole unit, and
    whoever agrees to it does so for the whole unit.
    """

    kind: Kind
    waiting: Callable[..., QuerySet[Any]]
    page: str
    page_of: str = ""
    project: str = ""
    number: str = ""
    label: Callable[[int], str] = str
    permission: Permission = Permission.EDIT_PROJECTS
    who: Who = Who.COORDINATOR

    @property
    def _column(self) -> str:
        return f"{self.kind.lower()}_requests"

    def may_be_answered(self, by: Actor, project: Project) -> bool:
        return can(by, self.permission, project=project.pk if self.project else None)

    def annotated(self, projects: QuerySet[Project], *, on: date) -> QuerySet[Project]:
        """Each with what is asked for, in the same query: a day's list of deadlines costs none more."""
        paths = {
            "id": "pk",
            "asked_by_id": "asked_by",
            "asked_by": "asked_by__display_name",
            "asked_at": "asked_at",
            "expires_on": "expires_on",
            "page_of": self.page_of,
            "number": self.number,
        }
        told = JSONObject(**{name: F(path) for name, path in paths.items() if path})
        rows = self.waiting(on=on)
        if self.project:
            rows = rows.filter(**{self.project: OuterRef("pk")})
        return projects.annotate(**{self._column: ArraySubquery(rows.values(told=told))})

    def of(self, project: Project) -> Iterator[Request]:
        for told in getattr(project, self._column):
            yield Request(
                id=UUID(told["id"]),
                kind=self.kind,
                asked_by_id=UUID(told["asked_by_id"]),
                asked_by=told["asked_by"],
                asked_on=warsaw_day(datetime.fromisoformat(told["asked_at"])),
                expires_on=date.fromisoformat(told["expires_on"]),
                page=self.page,
                page_arguments=(told["page_of"],) if self.page_of else (),
                label=self.label(told["number"]) if self.number else "",
            )
