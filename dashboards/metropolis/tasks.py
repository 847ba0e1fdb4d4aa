"""What the clock asks of the publishing worker for the metropolis."""

from celery import shared_task

from core import tenancy
from core.tenancy.tasks import PlatformTask
from dashboards.metropolis import releasing


@shared_task(base=PlatformTask)
def release_breakdowns() -> None:
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        releasing.release_breakdowns()
