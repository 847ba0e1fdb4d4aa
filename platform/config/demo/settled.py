"""Periods that two units have not closed in time; one of them does when the metropolis asks."""

from datetime import date, timedelta

from config.demo.staff import who_may
from core import tenancy
from core.permissions import Permission
from indicators.facts import tasks as publishing
from indicators.periods import operations
from indicators.periods.models import SettlementPeriod
from projects.agreements.models import Project
from tenants.models import Tenant

# The one that answers comes first.
ANSWERING, SILENT = TENANTS = ("gdynia", "powiat-kartuski")
ENDED_AGO = timedelta(days=70)


def leave_open(opened: dict[str, Tenant], *, today: date) -> None:
    """Each enters the first period of its running project, and nobody closes it."""
    for slug in TENANTS:
        with tenancy.inside(opened[slug]):
            for project in _running(today):
                operations.enter_period(
                    project=project,
                    starts_on=project.starts_on,
                    ends_on=today - ENDED_AGO,
                    due_on=None,
                    is_final=False,
                    by=who_may(Permission.EDIT_PROJECTS),
                )


def answer(opened: dict[str, Tenant], *, today: date) -> None:
    """The unit closes what it was asked to close, and its figures say so."""
    with tenancy.inside(opened[ANSWERING]):
        for period in SettlementPeriod.objects.filter(ends_on=today - ENDED_AGO):
            operations.close_period(
                period=period, seen="", on=today, by=who_may(Permission.EDIT_PROJECTS)
            )
    publishing.publish_tenant(opened[ANSWERING])


def _running(today: date) -> list[Project]:
    """Under way long enough to have a period that is over."""
    rows = Project.objects.filter(starts_on__lt=today - ENDED_AGO, ends_on__gte=today)
    return list(rows.order_by("pk"))
