"""What the clock asks of recruitment: to delete drafts that nobody finished."""

from celery import shared_task

from core import tenancy
from core.days import today
from core.permissions import System
from core.tenancy.tasks import PlatformTask
from projects.recruitment import operations


@shared_task(base=PlatformTask)
def forget_visits() -> None:
    tenancy.for_each_tenant(lambda tenant: operations.forget_visits(on=today(), by=System("clock")))
