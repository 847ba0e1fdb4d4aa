"""What the queue and the clock ask of imports."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.days import today
from core.tenancy.tasks import PlatformTask
from projects.exchange import forgetting, queries, steps
from projects.exchange.earlier import steps as earlier_steps
from tenants.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def advance(schema_name: str, import_id: str) -> None:
    """One import goes on until nothing is left to do."""
    with tenancy.inside(Tenant.objects.get(schema_name=schema_name)):
        steps.advance(UUID(import_id), on=today())


@shared_task(base=PlatformTask)
def advance_earlier(schema_name: str, earlier_id: str) -> None:
    """The sheets of an earlier project are looked at; its first part begins by itself."""
    with tenancy.inside(Tenant.objects.get(schema_name=schema_name)):
        earlier_steps.advance(UUID(earlier_id), on=today())


@shared_task(base=PlatformTask)
def carry_on() -> None:
    """Take up what a lost message or a dead worker left behind; one's trouble stops no other."""
    for tenant in Tenant.objects.open():
        with tenancy.inside(tenant):
            left = [(advance_earlier, pk) for pk in queries.moving_earlier()]
            left += [(advance, pk) for pk in queries.moving()]
        for task, pk in left:
            try:
                task.run(tenant.schema_name, str(pk))
            except Exception:
                logger.exception("import %s of %s did not go on", pk, tenant.schema_name)


@shared_task(base=PlatformTask)
def forget_old_files() -> None:
    tenancy.for_each_tenant(lambda _tenant: forgetting.forget(at=timezone.now()))
