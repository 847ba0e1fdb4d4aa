"""Times the dashboard's statements, each filed under the part of the page that asks it."""

import inspect
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

from django.db import connection
from django.http import QueryDict

from core import tenancy
from core.days import today
from core.tenancy import Role
from dashboards.metropolis import pages, queries

HEADLINE, TREND, BREAKDOWNS = "headline", "trend", "breakdowns"
UNITS, FRAME = "table by unit", "frame"
PARTS = (HEADLINE, TREND, BREAKDOWNS, UNITS, FRAME)
# These may not grow with the tenants.
FLAT = (HEADLINE, TREND, BREAKDOWNS)
# By the question in dashboards.metropolis.queries; whatever is not named here is the headline's.
ASKED_FOR = {
    "over_time": TREND,
    "by_who": BREAKDOWNS,
    "by_unit": UNITS,
    "latest_release": FRAME,
}
NAMES_OF_UNITS = 'FROM "territory_unit"'


class PartNeverAsked(AssertionError):
    """A question was renamed: ASKED_FOR must name it as it is called now."""


class Stopwatch:
    """Milliseconds between a statement's going out and its answer's being here, by part."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = defaultdict(float)
        self.statements_count = 0

    def __call__(
        self, execute: Callable, statement: str, params: Any, many: bool, context: Any
    ) -> Any:
        part = _part(statement, inspect.currentframe())
        started = time.perf_counter()
        try:
            return execute(statement, params, many, context)
        finally:
            self.milliseconds[part] += 1000 * (time.perf_counter() - started)
            self.statements_count += 1

    @property
    def total(self) -> float:
        return sum(self.milliseconds.values())


def _part(statement: str, frame: FrameType | None) -> str:
    if NAMES_OF_UNITS in statement:
        return FRAME
    while frame is not None:
        if frame.f_globals.get("__name__") == queries.__name__:
            return ASKED_FOR.get(frame.f_code.co_name, HEADLINE)
        frame = frame.f_back
    return HEADLINE


@dataclass(frozen=True)
class Sample:
    """One making of the page: in the database by part, and all of it with Python's share."""

    parts: dict[str, float]
    wall: float
    statements_count: int

    @property
    def page(self) -> float:
        return sum(self.parts.values())

    @property
    def flat(self) -> float:
        return sum(self.parts[part] for part in FLAT)


def sample() -> Sample:
    """Make the context of the whole dashboard once, as the metropolis's role."""
    with tenancy.acting_as(Role.METROPOLIS):
        with connection.cursor() as cursor:
            # The role is taken with the first statement of a request, whatever it asks.
            cursor.execute("SELECT 1")
        watch, started = Stopwatch(), time.perf_counter()
        with connection.execute_wrapper(watch):
            view, _complaints = pages.look(QueryDict(), today=today())
            pages.dashboard(view)
        wall = 1000 * (time.perf_counter() - started)
    if missing := [part for part in PARTS if part not in watch.milliseconds]:
        raise PartNeverAsked(", ".join(missing))
    return Sample(dict(watch.milliseconds), wall, watch.statements_count)
