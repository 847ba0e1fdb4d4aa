"""Makes an ordered report in steps that may be repeated; whoever dies on the way leaves it to the clock."""

import hashlib
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone, translation

from dashboards.reports import printing
from dashboards.reports.contents import Contents
from dashboards.reports.models import Report, State
from projects.documents import drafting, press
from projects.documents.models import LogoStrip

logger = logging.getLogger(__name__)
# Making one takes seconds: whoever has held it for so long is dead.
LEASE = timedelta(minutes=5)
MOST_ATTEMPTS = 3
GAVE_UP = "GaveUp"

Place = Callable[[], AbstractContextManager]
# The contents and the row of signs, read wherever they stand.
Reading = Callable[[Any], tuple[Contents, LogoStrip | None]]


class TakenOver(Exception):
    """It took longer than the lease, and another worker makes the report by now."""


def make(model: type[Report], report_id: UUID | str, *, place: Place, read: Reading) -> None:
    """Make it once, in Polish as every paper; `place` is where its row stands."""
    with place():
        report = _taken(model, report_id)
    if report is None:
        return
    try:
        with translation.override(drafting.LANGUAGE):
            made = _made(report, place=place, read=read)
        with place():
            _mark(report, **made, state=State.DONE, made_at=timezone.now(), problem=report.problem)
    except TakenOver:
        logger.warning("report %s was taken over by another worker", report.pk)
    except Exception as error:
        with place(), suppress(TakenOver):
            _mark(report, state=State.FAILED, problem=type(error).__name__[:60])
        raise


def make_left(model: type[Report], *, place: Place, read: Reading) -> None:
    """Make what a lost message or a killed worker left; one report's trouble does not stop the next."""
    with place():
        _give_up(model)
        waiting = left(model)
    for report_id in waiting:
        try:
            make(model, report_id, place=place, read=read)
        except Exception:
            logger.exception("report %s failed", report_id)


def left(model: type[Report]) -> list[str]:
    """The reports that wait for somebody to make them, oldest first."""
    return [str(pk) for pk in _free(model).order_by("ordered_at").values_list("pk", flat=True)]


def _made(report: Report, *, place: Place, read: Reading) -> dict[str, Any]:
    contents, strip = read(report)
    _go_on(report, place, 1)
    printed = _printed(report, contents, strip)
    _go_on(report, place, 2)
    workbook = printing.as_workbook(report, contents)
    return {
        "steps_done_count": Report.STEPS_COUNT,
        "workbook": workbook,
        "workbook_sha256": hashlib.sha256(workbook).hexdigest(),
        **({} if printed is None else _kept(printed)),
    }


def _printed(report: Report, contents: Contents, strip: LogoStrip | None) -> press.Printed | None:
    try:
        return printing.as_pdf(report, contents, strip=strip)
    except press.PangoMissing:
        # The workbook holds the same figures, and the page says what the paper wants.
        report.problem = press.PangoMissing.__name__
        return None


def _kept(printed: press.Printed) -> dict[str, Any]:
    return {
        "pdf": printed.content,
        "pdf_sha256": printed.sha256,
        "pages_count": printed.pages_count,
    }


def _free(model: type[Report]) -> QuerySet:
    waiting = model.objects.filter(state=State.WAITING)
    return (waiting | _abandoned(model)).filter(attempts_count__lt=MOST_ATTEMPTS)


def _abandoned(model: type[Report]) -> QuerySet:
    return model.objects.filter(state=State.RUNNING, taken_at__lt=timezone.now() - LEASE)


def _give_up(model: type[Report]) -> None:
    """Whoever waits for a report that no worker survives is told so."""
    lost = _abandoned(model).filter(attempts_count__gte=MOST_ATTEMPTS)
    lost.update(state=State.FAILED, problem=GAVE_UP)


def _taken(model: type[Report], report_id: UUID | str) -> Report | None:
    """The report, if it is ours to make: of two workers one gets it."""
    taken = {"state": State.RUNNING, "taken_at": timezone.now()}
    if (
        not _free(model)
        .filter(pk=report_id)
        .update(attempts_count=F("attempts_count") + 1, **taken)
    ):
        return None
    return model.objects.get(pk=report_id)


def _go_on(report: Report, place: Place, step: int) -> None:
    with place():
        _mark(report, steps_done_count=step)


def _mark(report: Report, **facts: Any) -> None:
    """Write on the report as long as it is ours: what another worker made may be handed out."""
    ours = type(report).objects.filter(pk=report.pk, taken_at=report.taken_at, state=State.RUNNING)
    if not ours.update(**facts):
        raise TakenOver
