"""What a tenant can ask about its own figures."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from indicators.cells.models import Cell, OpenCell, Repeat, SharedPeople

WHOLE_TIME = "ALL"
# Today and the six days after it.
WEEK = timedelta(days=6)


@dataclass(frozen=True)
class Count:
    """Participations add up; people are counted once within the scope of the cell."""

    participations: int
    people: int


NOBODY = Count(0, 0)


def by_project(project_ids: Iterable[UUID]) -> dict[tuple[UUID, str, str], Count]:
    """Counts from the start, keyed by project, indicator and sex ('' for everybody)."""
    rows = _by_sex().filter(project_id__in=list(project_ids))
    return {
        (row.project_id, row.definition_code, row.sex): Count(
            row.participations_count, row.people_count
        )
        for row in rows
        if row.project_id
    }


def _by_sex() -> QuerySet[Cell]:
    """Cells from the start of everybody, of women and of men."""
    return Cell.objects.filter(
        period=WHOLE_TIME, disability="", age_band="", labour_status="", education=""
    )


def count_of(
    code: str, *, project_id: UUID | None, period: str, sex: str = "", disability: str = ""
) -> Count:
    """One published figure; nobody has no cell."""
    rows = Cell.objects.filter(
        definition_code=code,
        project_id=project_id,
        period=period,
        sex=sex,
        disability=disability,
        age_band="",
        labour_status="",
        education="",
    )
    row = rows.first()
    return Count(row.participations_count, row.people_count) if row else NOBODY


def whole_tenant() -> dict[str, Count]:
    """Counts of the whole tenant from the start, by indicator."""
    rows = _by_sex().filter(project_id=None, sex="")
    return {row.definition_code: Count(row.participations_count, row.people_count) for row in rows}


@dataclass(frozen=True)
class Open:
    """Results that have not come: in progress before leaving, pending in their window, lost after."""

    in_progress: int = 0
    pending: int = 0
    closing_this_week: int = 0
    lost: int = 0


def open_results(project_ids: Iterable[UUID] | None = None, *, on: date) -> dict[str, Open]:
    """By indicator, what has not come of the projects, or of the whole tenant; zero has no row."""
    found = _open(project_ids, "definition_code", on=on)
    return {code: Open(*numbers) for code, *numbers in found}


def open_by_project(project_ids: Iterable[UUID], *, on: date) -> dict[tuple[UUID, str], Open]:
    """The same of each project by itself, keyed by project and indicator."""
    found = _open(project_ids, "project_id", "definition_code", on=on)
    return {(project, code): Open(*numbers) for project, code, *numbers in found}


def _open(project_ids: Iterable[UUID] | None, *by: str, on: date) -> QuerySet:
    rows = OpenCell.objects.all()
    if project_ids is not None:
        rows = rows.filter(project_id__in=list(project_ids))
    counted = rows.values(*by).annotate(
        in_progress=_sum(closes_on=None),
        pending=_sum(closes_on__gte=on),
        closing_this_week=_sum(closes_on__range=(on, on + WEEK)),
        lost=_sum(closes_on__lt=on),
    )
    return counted.values_list(*by, *(field.name for field in fields(Open)))


def _sum(**which: object) -> Coalesce:
    return Coalesce(Sum("participations_count", filter=Q(**which)), 0)


@dataclass(frozen=True)
class SharedBetween:
    """How many people two projects have in common."""

    project_id: UUID
    other_project_id: UUID
    people: int


@dataclass(frozen=True)
class Overlap:
    """From participations to people: who takes part more than once, and which projects share people."""

    by_times: dict[int, int]
    pairs: list[SharedBetween]

    @property
    def participations(self) -> int:
        return sum(times * people for times, people in self.by_times.items())

    @property
    def people(self) -> int:
        return sum(self.by_times.values())


def overlap() -> Overlap:
    """How the tenant's participations and people differ, exactly; the most shared projects first."""
    rows = SharedPeople.objects.order_by("-people_count", "project_id", "other_project_id")
    return Overlap(
        by_times=dict(Repeat.objects.order_by("times").values_list("times", "people_count")),
        pairs=[
            SharedBetween(row.project_id, row.other_project_id, row.people_count) for row in rows
        ],
    )
