"""What the queue and the clock ask of the publishing worker."""

import logging

from celery import shared_task

from core import tenancy
from core.days import today
from core.tenancy.tasks import PlatformTask
from indicators.facts import events, publishing
from tenants.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def publish(schema_name: str) -> None:
    """Publish until the tenant's outbox is empty."""
    publish_tenant(Tenant.objects.get(schema_name=schema_name))


@shared_task(base=PlatformTask)
def sweep() -> None:
    """Publish what a lost message left behind; one tenant's trouble does not stop the next."""
    for tenant in Tenant.objects.open():
        try:
            publish_tenant(tenant)
        except Exception:
            logger.exception("publishing %s failed", tenant.schema_name)


def publish_tenant(tenant: Tenant) -> int:
    """Publish one tenant and tell those above; return how many outbox rows were taken."""
    taken = 0
    try:
        with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
            while done := publishing.publish(tenant, on=today()):
                taken += done
    except Exception as error:
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            publishing.say_trouble(tenant, error)
            events.published.send(sender=None, tenant_id=tenant.pk)
        raise
    if taken:
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            events.published.send(sender=None, tenant_id=tenant.pk)
    return taken
