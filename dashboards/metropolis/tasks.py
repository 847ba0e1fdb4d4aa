"""What the clock asks of the publishing worker for the metropolis."""

from celery import shared_task

from core import tenancy
from core.days import today
from core.tenancy.tasks import PlatformTask
from dashboards.metropolis import releasing


@shared_task(base=PlatformTask)
def renew_stale_totals() -> None:
    """Count again what a crash between publication and totals left behind."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        if releasing.totals_are_stale():
            releasing.renew_totals()


@shared_task(base=PlatformTask)
def release_breakdowns() -> None:
    """Make the day's release once; asked often, so that no restart of the clock can miss a day."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        if releasing.is_due(on=today()):
            releasing.release_day(today())
