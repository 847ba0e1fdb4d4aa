"""Every promise of a project with its outlook: targets and plans against cells, month by month."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from dashboards.tenant.outlook import Cell, Outlook, Series, month_number, outlook
from indicators.cells.models import CellBySex
from indicators.cells.queries import WHOLE_TIME
from indicators.targets import queries as promised
from indicators.targets.models import TargetInForce
from indicators.targets.rules import NAMES, PART_OF
from projects.agreements.models import Project
from projects.participants.vocabulary import Disability

SEXES = {"women": ("F",), "men": ("M",), "total": ("F", "M")}
# Months know no subsets; whoever counts to one of these indicators is such a subset of the other.
TWINS = {(code, subset): twin for twin, (code, subset) in PART_OF.items()}
NOTHING = Series(0, ())


@dataclass(frozen=True)
class Promise:
    """One cell of the agreement, or of the plan of a period, which then has a name."""

    project: UUID
    cell: Cell
    target: int
    starts_on: date
    ends_on: date
    plan: str = ""
    is_invented: bool = False


@dataclass(frozen=True)
class Kept:
    """A promise with what is counted and foreseen of it."""

    promise: Promise
    outlook: Outlook
    series: Series


@dataclass(frozen=True)
class Counts:
    """Monthly counts by project, indicator and sex; subsets from the start alone."""

    months: Mapping[tuple[UUID, str, str], Mapping[int, int]]
    subsets: Mapping[tuple[UUID, str, str], int]

    def series(self, project: Project, cell: Cell) -> Series:
        """From the project's first month, or from an earlier one in which somebody counts."""
        code = TWINS.get((cell.code, cell.subset), cell.code)
        if cell.subset and code == cell.code:
            return NOTHING
        parts = [self.months.get((project.pk, code, sex), {}) for sex in SEXES[cell.name]]
        found = sorted({month for part in parts for month in part})
        if not found:
            return NOTHING
        first = min(found[0], month_number(project.starts_on))
        months = range(first, found[-1] + 1)
        return Series(first, tuple(sum(part.get(n, 0) for part in parts) for n in months))

    def achieved(self, project: Project, cell: Cell, series: Series) -> int:
        if not cell.subset:
            return series.total
        keys = [(project.pk, cell.code, sex) for sex in SEXES[cell.name]]
        return sum(self.subsets.get(key, 0) for key in keys)


def kept(
    projects: Iterable[Project], *, on: date, rows: Iterable[TargetInForce] | None = None
) -> list[Kept]:
    """What the agreements promise, in two queries; the plans of periods that began are among it.

    A page that has read the targets gives their `rows`.
    """
    known = {project.pk: project for project in projects}
    found = rows_of(known) if rows is None else [row for row in rows if row.project_id in known]
    promises = [one for one in promises_of(known, found) if one.starts_on <= on]
    counts = counts_of(known, {one.cell.code for one in promises})
    return [_kept(one, known[one.project], counts, on=on) for one in promises]


def rows_of(projects: Iterable[UUID]) -> list[TargetInForce]:
    return list(promised.in_force().filter(project__in=list(projects)))


def promises_of(
    projects: Mapping[UUID, Project], rows: Iterable[TargetInForce]
) -> Iterator[Promise]:
    """Every cell that is set, all people before a subset; plans after the agreement."""
    for row in sorted(rows, key=lambda row: (row.starts_on or date.min, row.subset)):
        if row.project_id:
            yield from _promises(row, projects[row.project_id])


def _promises(row: TargetInForce, project: Project) -> Iterator[Promise]:
    cells = row.as_entry().cells
    starts_on, ends_on = row.starts_on or project.starts_on, row.ends_on or project.ends_on
    for name in reversed(NAMES):
        target = cells.count(name)
        if target:
            yield Promise(
                project.pk,
                Cell(row.definition_code, name, row.subset),
                target,
                starts_on,
                ends_on,
                row.period_name or "",
                name in row.invented,
            )


def counts_of(projects: Iterable[UUID], codes: Iterable[str]) -> Counts:
    """One query over the cells that the publisher keeps."""
    months: dict[tuple[UUID, str, str], dict[int, int]] = defaultdict(dict)
    subsets: dict[tuple[UUID, str, str], int] = {}
    wanted = {*codes, *(TWINS[key] for key in TWINS if key[0] in codes)}
    for project, code, sex, period, count in _rows(list(projects), wanted):
        if period == WHOLE_TIME:
            subsets[project, code, sex] = count
        else:
            months[project, code, sex][int(period[:4]) * 12 + int(period[5:]) - 1] = count
    return Counts(months, subsets)


def _rows(projects: list[UUID], codes: Iterable[str]) -> QuerySet:
    by_month = Q(period__contains="-", disability="")
    of_subset = Q(period=WHOLE_TIME, disability=Disability.YES)
    rows = CellBySex.objects.filter(
        by_month | of_subset,
        project_id__in=projects,
        definition_code__in=list(codes),
        age_band="",
        labour_status="",
        education="",
    )
    names = ("project_id", "definition_code", "sex", "period", "participations_count")
    return rows.values_list(*names)


def _kept(one: Promise, project: Project, counts: Counts, *, on: date) -> Kept:
    series = counts.series(project, one.cell)
    achieved = counts.achieved(project, one.cell, series)
    if one.plan:
        achieved = series.within(month_number(one.starts_on), month_number(one.ends_on))
    facts = {"target": one.target, "ends_on": one.ends_on, "on": on, "achieved": achieved}
    return Kept(one, outlook(one.cell, series, **facts), series)


def of_agreement(rows: Iterable[Kept]) -> list[Kept]:
    return [row for row in rows if not row.promise.plan]


def in_trouble(rows: Iterable[Kept]) -> list[Kept]:
    """What will hardly be kept, or was not; the greatest missing share of a target first.

    A total is left out where its women or men say the same, and what an agreement promises twice of
    the same people is told once: as an indicator of its own it says nothing more.
    """
    every = [row for row in rows if row.outlook.is_trouble]
    told = {_same_people(row) for row in every if row.promise.cell.subset}
    found = [row for row in every if row.promise.cell.subset or _same_people(row) not in told]
    apart = {_whole(row) for row in found if row.promise.cell.name != "total"}
    shown = [row for row in found if row.promise.cell.name != "total" or _whole(row) not in apart]
    return sorted(shown, key=lambda row: -row.outlook.shortfall)


def _same_people(row: Kept) -> tuple[object, ...]:
    """Alike for a subset of an indicator and for the indicator that counts just that subset."""
    cell, one = row.promise.cell, row.outlook
    code = TWINS.get((cell.code, cell.subset), cell.code)
    return row.promise.project, row.promise.plan, code, cell.name, one.target, one.achieved


def _whole(row: Kept) -> tuple[UUID, str, str, str]:
    cell = row.promise.cell
    return row.promise.project, cell.code, cell.subset, row.promise.plan
