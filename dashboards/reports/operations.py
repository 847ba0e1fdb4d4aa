"""A report of the metropolis is ordered; a worker makes it."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit, jobs
from core.errors import RuleBroken
from core.ids import new_id
from core.operation import operation
from core.permissions import Actor, Permission, require
from dashboards.metropolis.models import Release
from dashboards.reports import queries
from dashboards.reports.models import Kind, MetropolitanReport
from ui import formats

MAKE = "dashboards.reports.tasks.make_report"


class NoReleaseThen(RuleBroken):
    message = _(
        "Of %(day)s no release is kept: the oldest is of %(oldest)s. Choose that day or a later one."
    )
    field = "as_of"


class NothingReleased(RuleBroken):
    message = _(
        "No breakdowns are released yet. They come once a day; order the report after that."
    )


class NotYet(RuleBroken):
    message = _("A report tells what was: choose today or an earlier day.")
    field = "as_of"


@operation()
def order_metropolitan_report(
    *,
    as_of: date,
    release: Release | None,
    oldest: date | None,
    on: date,
    by: Actor,
    report_id: UUID | None = None,
) -> MetropolitanReport:
    """Order what the release in force on a day told; it gets the next number of the year.

    The same order again under the id of the first is a second click: it gives the first report.
    """
    require(by, Permission.SEE_METROPOLIS)
    if as_of > on:
        raise NotYet
    if oldest is None:
        raise NothingReleased
    if release is None:
        raise NoReleaseThen(day=formats.day(as_of), oldest=formats.day(oldest))
    # Two clicks at once wait for each other here, so that the second finds what the first made.
    number = queries.next_number(MetropolitanReport, kind=Kind.METROPOLIS, year=on.year)
    ordered = MetropolitanReport.objects.filter(pk=report_id).first() if report_id else None
    if ordered is not None and ordered.as_of == as_of:
        return ordered
    report = MetropolitanReport.objects.create(
        pk=report_id if report_id and ordered is None else new_id(),
        kind=Kind.METROPOLIS,
        year=on.year,
        number=number,
        as_of=as_of,
        release_no=release.pk,
        released_at=release.released_at,
    )
    audit.record("ordered a metropolitan report", report, by=by)
    jobs.send_after_commit(MAKE, str(report.pk))
    return report
