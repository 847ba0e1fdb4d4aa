"""What the clock asks of the watch."""

from celery import shared_task

from core.days import today
from core.tenancy.tasks import PlatformTask
from dashboards.watching import carrying, noting


@shared_task(base=PlatformTask)
def renew_warnings() -> None:
    """Asked often, so that no restart of the clock and no late release can miss a day."""
    noting.renew(on=today())


@shared_task(base=PlatformTask)
def carry_requests() -> None:
    """Sent when somebody asks; the clock asks too, so that no lost message leaves a unit untold."""
    carrying.carry(on=today())
