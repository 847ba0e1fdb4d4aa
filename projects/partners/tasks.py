"""What the clock asks of tokens: letters about those that end or lie idle, answers to be forgotten."""

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.tenancy.tasks import PlatformTask
from projects.partners import answers, letters


@shared_task(base=PlatformTask)
def look_after_tokens() -> None:
    """Every morning, also on days off: an end waits for no working day."""
    at = timezone.now()
    tenancy.for_each_tenant(lambda tenant: letters.look_after(tenant, at=at))


@shared_task(base=PlatformTask)
def forget_answers() -> None:
    tenancy.for_each_tenant(lambda tenant: answers.forget(at=timezone.now()))
