"""What the queue and the clock ask of imports."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.days import today
from core.tenancy.tasks import PlatformTask
from projects.exchange import forgetting, queries, steps
from tenants.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def advance(schema_name: str, import_id: str) -> None:
    """One import goes on until nothing is left to do."""
    with tenancy.inside(Tenant.objects.get(schema_name=schema_name)):
        steps.advance(UUID(import_id), on=today())


@shared_task(base=PlatformTask)
def carry_on() -> None:
    """Take up what a lost message or a dead worker left behind; one's trouble stops no other."""
    for tenant in Tenant.objects.open():
        with tenancy.inside(tenant):
            moving = queries.moving()
        for import_id in moving:
            try:
                advance.run(tenant.schema_name, str(import_id))
            except Exception:
                logger.exception("import %s of %s did not go on", import_id, tenant.schema_name)


@shared_task(base=PlatformTask)
def forget_old_files() -> None:
    tenancy.for_each_tenant(lambda _tenant: forgetting.forget(at=timezone.now()))
