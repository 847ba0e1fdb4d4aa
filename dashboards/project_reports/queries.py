"""What a project had reached by a day: as it was frozen on that day, or judged from what is known now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from core.permissions import Actor, Permission
from dashboards.project_reports.models import ProjectReport
from indicators.periods import queries as periods
from indicators.periods.models import Closing
from indicators.periods.queries.hits import asked_of, counted_by, hits, rates_of
from indicators.periods.rules import counting, rates
from indicators.periods.rules.counting import Cell
from indicators.periods.rules.rates import Rate
from indicators.targets import queries as promised
from indicators.targets.entries import TargetEntry
from indicators.targets.rules import WHOLE
from projects.agreements import queries as agreements
from projects.agreements.models import Project


@dataclass(frozen=True)
class Reached:
    """Every person once in the project. With `frozen` nothing that is entered later can change it."""

    codes: tuple[str, ...]
    cells: Mapping[Cell, int]
    targets: Mapping[str, TargetEntry]
    rates: tuple[Rate, ...] = ()
    frozen: Closing | None = None

    def count(self, code: str, sex: str = "", disability: str = "") -> int:
        return self.cells.get(Cell(code, sex, disability), 0)


def reached(project: Project, *, by_day: date) -> Reached:
    """The report of the settlement period that ended then, or else what counts up to that day."""
    frozen = frozen_on(project, by_day)
    known_at = frozen.closed_at if frozen else None
    targets = _targets(project, on=by_day, known_at=known_at)
    if frozen is not None:
        told = periods.told(frozen)
        return Reached(tuple(told.definitions), told.cells, targets, tuple(told.rates), frozen)
    indicators = asked_of(project, until=by_day)
    definitions = counted_by(indicators)
    allowed = {code: one.breakdowns for code, one in definitions.items()}
    cells = counting.counts(hits(project, indicators, until=by_day), allowed)
    told_rates = rates.rates(rates_of(project, until=by_day), cells, allowed)
    return Reached(tuple(definitions), cells, targets, tuple(told_rates))


def _targets(project: Project, *, on: date, known_at: datetime | None) -> dict[str, TargetEntry]:
    """What was promised for all of its people by a day, as a frozen report knew it, if it is one."""
    held = promised.entries_on(project, on=on, known_at=known_at)
    return {code: entry for (code, subset), entry in held.items() if subset == WHOLE}


def frozen_on(project: Project, day: date) -> Closing | None:
    """The report in force of a settlement period that ended on this very day."""
    closings = periods.live_closings(project.pk)
    return next((one for one in closings if one.period.ends_on == day), None)


def reports_visible_to(by: Actor) -> QuerySet[ProjectReport]:
    projects = agreements.projects_visible_to(by, Permission.SEE_FIGURES)
    return ProjectReport.objects.filter(project__in=projects).select_related("project")
