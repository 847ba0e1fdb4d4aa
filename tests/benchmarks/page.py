"""Times the dashboard as the page asks it: every statement belongs to exactly one part."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.http import QueryDict

from core import tenancy
from core.days import today
from core.tenancy import Role
from dashboards.metropolis import drawings, pages, queries
from indicators.definitions import queries as definitions
from territory import queries as territory

HEADLINE, TREND, BREAKDOWNS, UNITS = "headline", "trend", "breakdowns", "table by unit"
REST = "filters"
FLAT = (HEADLINE, TREND, BREAKDOWNS)


@dataclass
class Stopwatch:
    """Counts the time between a statement's going out and its answer's being here."""

    milliseconds: float = 0.0
    asked: Counter[tuple[str, str]] = field(default_factory=Counter)

    def __call__(self, execute: Callable, statement: Any, params: Any, many: bool, context: Any):  # noqa: ANN204 - a cursor's answer
        started = time.perf_counter()
        try:
            return execute(statement, params, many, context)
        finally:
            self.milliseconds += 1000 * (time.perf_counter() - started)
            self.asked[str(statement), repr(params)] += 1


@dataclass
class Sample:
    """One view of the dashboard: milliseconds in the database by part, and of the whole."""

    parts: dict[str, float]
    page: float
    wall: float
    statements: int


class PartsAreNotThePage(AssertionError):
    """The page asks what no part does, or a part what the page does not: correct PARTS."""


def _headline(_view: pages.View) -> None:
    queries.live_totals()
    queries.repeats()
    queries.freshness()
    definitions.definitions()
    # The tiles' European funds and promises are sums over the cards.
    list(queries.projects())


def _units(view: pages.View) -> None:
    queries.by_unit(view.release, view.scope.period)
    queries.published_by_unit()


def _rest(view: pages.View) -> None:
    queries.latest_release()
    queries.years(view.release)
    list(territory.nine_units())


PARTS: dict[str, Callable[[pages.View], object]] = {
    HEADLINE: _headline,
    TREND: lambda view: drawings.intake(view.release, view.scope, today=view.today),
    BREAKDOWNS: lambda view: drawings.who(view.release, view.scope),
    UNITS: _units,
    REST: _rest,
}


def sample() -> Sample:
    """Look at the whole dashboard once, and then at each part alone."""
    with tenancy.acting_as(Role.METROPOLIS):
        with connection.cursor() as cursor:
            # The role is taken with the first statement of a request, whatever it asks.
            cursor.execute("SELECT 1")
        watch, started = Stopwatch(), time.perf_counter()
        with connection.execute_wrapper(watch):
            view, _complaints = pages.look(QueryDict(), today=today())
            pages.dashboard(view)
        wall = 1000 * (time.perf_counter() - started)
        parts = {name: _timed(part, view) for name, part in PARTS.items()}
    _compare(watch, parts.values())
    return Sample(
        parts={name: part.milliseconds for name, part in parts.items()},
        page=watch.milliseconds,
        wall=wall,
        statements=watch.asked.total(),
    )


def _timed(part: Callable[[pages.View], object], view: pages.View) -> Stopwatch:
    watch = Stopwatch()
    with connection.execute_wrapper(watch):
        part(view)
    return watch


def _compare(page: Stopwatch, parts: Iterable[Stopwatch]) -> None:
    of_parts: Counter[tuple[str, str]] = Counter()
    for part in parts:
        of_parts += part.asked
    if of_parts != page.asked:
        raise PartsAreNotThePage(f"page only: {page.asked - of_parts}; parts only: {of_parts - page.asked}")
