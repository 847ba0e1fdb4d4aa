"""Which release a day had, and which number comes next."""

from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import Max

from core.days import WARSAW, warsaw_day
from dashboards.metropolis.models import Release
from dashboards.reports.models import Kind, Report

# Two at once wait for each other; the number is given back where the order fails.
_LOCK = "select pg_advisory_xact_lock(hashtext('report numbers'), hashtext(%s))"


def release_of(day: date) -> Release | None:
    """The last release made by the end of the day in Warsaw."""
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=WARSAW)
    return Release.objects.filter(released_at__lt=end).order_by("-released_at").first()


def oldest_release_day() -> date | None:
    first = Release.objects.order_by("released_at").first()
    return warsaw_day(first.released_at) if first else None


def next_number(model: type[Report], *, kind: Kind, year: int) -> int:
    """The number after the last; nobody else takes one until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [kind])
    last = model.objects.filter(kind=kind, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
