"""The workbook by the product's own way: sent, read, checked, entered; and a row of it mended."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from core import tenancy
from core.ledger.models import Member
from projects.agreements.models import Project
from projects.exchange import operations, queries, rows, typing_in
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing, Standing, Step
from tests import make
from tests.benchmarks.importing.another import Another
from tests.make import exchange

Stages = dict[str, float]


def enter(
    project: Project, content: bytes, by: Member, *, other: Another | None = None
) -> tuple[int, Stages]:
    """How many were entered, and the seconds of each stage by the clock; with another worker or alone."""
    stages: Stages = {}
    found = _timed(
        stages, "read", lambda: exchange.sent(content, project=project, by=by, name="lista.xlsx")
    )
    found = _timed(stages, "check", lambda: _checked(found, by, other))
    assert found.step == Step.READY, found.step
    found = _timed(stages, "enter", lambda: _entered(found, by, other))
    return queries.counts(found)[Standing.DONE], stages


def _timed(stages: Stages, name: str, stage: Callable[[], Import]) -> Import:
    since = time.perf_counter()
    found = stage()
    stages[name] = time.perf_counter() - since
    return found


def _checked(found: Import, by: Member, other: Another | None) -> Import:
    exchange.named(found, by=by)
    return _moved(found, other)


def _entered(found: Import, by: Member, other: Another | None) -> Import:
    facts: dict[str, Any] = {"differing": Differing.OURS, "is_meant": False}
    operations.enter(of=found, seen=rows.seen(found), at=timezone.now(), by=by, **facts)
    return _moved(found, other)


def _moved(found: Import, other: Another | None) -> Import:
    if other is None:
        return exchange.moved(found)
    other.begin(tenancy.current().schema_name, found.pk)
    exchange.moved(found)
    other.wait()
    # Whoever found nothing but rows of the other left the end of the step to it.
    return exchange.moved(found)


def mend(project: Project, content: bytes, by: Member, *, times: int) -> float:
    """Milliseconds from what was typed into one row to the row as it stands then; the median."""
    found = exchange.sent(content, project=project, by=by, name="lista.xlsx")
    found = exchange.checked(found, by=by)
    taken = []
    for row in list(queries.bad_rows(found).select_related("of__project")[:times]):
        posted = QueryDict(mutable=True)
        posted.update({f"{row.pk.hex}-{name}": RIGHT[name] for name in row.fields})
        since = time.perf_counter()
        shown = typing_in.answered(row, posted, on=make.TODAY, by=by)
        taken.append(1000 * (time.perf_counter() - since))
        assert shown.standing == Standing.ADD, (row.fields, shown)
    return median(taken)


RIGHT = {"started_on": "01.03.2026", "gmina": "2205023", "isced": "3"}
