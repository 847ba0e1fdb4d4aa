"""What the queue and the clock ask for partners' events."""

import logging

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.tenancy.tasks import PlatformTask
from projects.hooks import forgetting, letters, making, sending
from tenants.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def send_events(schema_name: str) -> None:
    """One unit's events are made and sent."""
    _send(Tenant.objects.get(schema_name=schema_name))


@shared_task(base=PlatformTask)
def sweep() -> None:
    """Every unit's; one unit's trouble does not stop the next."""
    for tenant in Tenant.objects.open():
        try:
            _send(tenant)
        except Exception:
            logger.exception("events of %s were not sent", tenant.schema_name)


@shared_task(base=PlatformTask)
def forget_old_events() -> None:
    tenancy.for_each_tenant(lambda _tenant: forgetting.forget(at=timezone.now()))


def _send(tenant: Tenant) -> None:
    with tenancy.inside(tenant):
        while making.make_events(at=timezone.now()):
            pass
        sending.send_due()
    letters.tell_of_stopped(tenant, at=timezone.now())
