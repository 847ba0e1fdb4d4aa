"""What the clock asks of the workbench: to forget what has been kept long enough."""

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.tenancy.tasks import PlatformTask
from projects.workbench import forgetting


@shared_task(base=PlatformTask)
def forget_what_is_old() -> None:
    tenancy.for_each_tenant(lambda tenant: forgetting.forget(at=timezone.now()))
