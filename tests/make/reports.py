"""Factories of reports."""

from datetime import datetime, timedelta
from typing import Any

from core.days import WARSAW
from dashboards.metropolis.models import Release
from dashboards.reports import operations
from dashboards.reports.models import MetropolitanReport
from tests import make

RELEASED_AT = datetime.combine(make.TODAY, datetime.min.time(), tzinfo=WARSAW) + timedelta(hours=4)


def released() -> dict[str, Any]:
    """A release as its reader hands it over; whoever orders need not be able to read it."""
    return {"release": Release(pk=1, released_at=RELEASED_AT), "oldest": make.TODAY}


def metropolitan(**facts: Any) -> MetropolitanReport:
    usual = {**released(), "as_of": make.TODAY, "on": make.TODAY, "by": make.BY}
    return operations.order_metropolitan_report(**{**usual, **facts})
