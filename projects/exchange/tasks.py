"""What the queue and the clock ask of imports."""

import logging
from uuid import UUID

from celery import shared_task
from django.utils import timezone

from core import jobs, tenancy
from core.days import today
from core.tenancy.tasks import PlatformTask
from projects.exchange import forgetting, queries, steps
from projects.exchange.earlier import steps as earlier_steps
from projects.exchange.earlier.operations import ADVANCE as ADVANCE_EARLIER
from projects.exchange.waking import ADVANCE
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
    """Take up what a lost message or a dead worker left behind: a message for each file, so that none waits
    for another; one unit's trouble stops no other.
    """
    for tenant in Tenant.objects.open():
        try:
            with tenancy.inside(tenant):
                left = [(ADVANCE_EARLIER, pk) for pk in queries.moving_earlier()]
                left += [(ADVANCE, pk) for pk in queries.moving()]
        except Exception:
            logger.exception("imports of %s were not looked for", tenant.schema_name)
            continue
        for task, pk in left:
            jobs.send_after_commit(task, tenant.schema_name, str(pk))


@shared_task(base=PlatformTask)
def forget_old_files() -> None:
    tenancy.for_each_tenant(lambda _tenant: forgetting.forget(at=timezone.now()))
