"""What the clock asks of the publishing worker for the public."""

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.tenancy.tasks import PlatformTask
from dashboards.public import making


@shared_task(base=PlatformTask)
def make_candidate() -> None:
    """Keep a candidate ready where something would change; nothing appears before it is approved."""
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        making.make_candidate(at=timezone.now())
