"""What the clock asks of the watch."""

from celery import shared_task

from core.days import is_working_day, today
from core.tenancy.tasks import PlatformTask
from dashboards.watching import carrying, letter, noting


@shared_task(base=PlatformTask)
def renew_warnings() -> None:
    """Asked often, so that no restart of the clock and no late release can miss a day."""
    noting.renew(on=today())


@shared_task(base=PlatformTask)
def carry_requests() -> None:
    """Sent when somebody asks; the clock asks too, so that no lost message leaves a unit untold."""
    carrying.carry(on=today())


@shared_task(base=PlatformTask)
def send_letters() -> None:
    """Each morning; a letter is written on the first working day of a month, or as soon after as can be."""
    on = today()
    if is_working_day(on) and letter.is_due(on):
        letter.write_letters(on=on)
