"""What the clock asks of the log of requests: to forget what was kept long enough."""

from celery import shared_task
from django.utils import timezone

from core.tenancy.tasks import PlatformTask
from tenants.credentials import log


@shared_task(base=PlatformTask)
def forget_requests() -> None:
    log.forget(at=timezone.now())
