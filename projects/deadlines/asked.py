"""What the programme asks of this unit, as terms of its day: read in the query of the projects.

A request is met by doing what it asks for; nobody marks it as done. The platform writes it here and
closes it here, beside its own row: the metropolis reaches no unit's tables.
"""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from projects.agreements.models import Project
from projects.deadlines import rules
from projects.deadlines.items import Item
from projects.deadlines.models import ProgrammeRequest
from ui import formats

Matter = ProgrammeRequest.Matter
# Where each of them is met.
PAGES = {
    Matter.DATA: "start",
    Matter.PERIOD: "periods:list",
    Matter.TARGET: "targets",
}
_COLUMN = "asked_by_programme"


def annotated(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Each with the open requests about it and about the whole unit: no query of their own."""
    about = Q(project_id=OuterRef("pk")) | Q(project_id=None)
    rows = ProgrammeRequest.objects.filter(about, answered_on=None)
    fields = ("id", "matter", "project_id", "day", "asked_on", "asked_by", "wanted_by")
    told = JSONObject(**{name: F(name) for name in fields})
    return projects.annotate(**{_COLUMN: ArraySubquery(rows.values(told=told))})


def items_of(project: Project, *, on: date, seen: set[UUID]) -> Iterator[Item]:
    """The open requests; one about the whole unit stands with the first project only."""
    for told in getattr(project, _COLUMN):
        request_id = UUID(told["id"])
        if request_id not in seen:
            seen.add(request_id)
            yield _item(project, told, on=on)


def _item(project: Project, told: dict[str, str], *, on: date) -> Item:
    matter = Matter(told["matter"])
    asked_on, wanted_by = (date.fromisoformat(told[name]) for name in ("asked_on", "wanted_by"))
    is_of_project = told["project_id"] is not None
    return Item(
        due=rules.asked_by_programme(asked_on=asked_on, wanted_by=wanted_by),
        on=on,
        subject_id=UUID(told["id"]),
        project_id=project.pk if is_of_project else None,
        project=str(project) if is_of_project else "",
        page=PAGES[matter],
        page_arguments=(project.pk,) if matter != Matter.DATA else (),
        facts={
            "since": asked_on,
            "who": told["asked_by"],
            "matter": words(matter, date.fromisoformat(told["day"])),
        },
    )


def words(matter: str, day: date) -> str:
    """What is asked for: 'close the settlement period that ended on 30.09.2026'."""
    told: dict[str, Callable[[], str]] = {
        Matter.DATA: lambda: _("have the figures of the unit published, missing since %(day)s"),
        Matter.PERIOD: lambda: _("close the settlement period that ended on %(day)s"),
        Matter.TARGET: lambda: _("enter the targets of the project that began on %(day)s"),
    }
    return told[matter]() % {"day": formats.day(day)}
