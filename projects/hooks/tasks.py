"""What the queue and the clock ask for partners' events."""

import logging
from collections.abc import Collection

from celery import shared_task
from django.utils import timezone

from core import due, tenancy
from core.tenancy.tasks import PlatformTask
from projects.hooks import forgetting, letters, making, sending
from projects.hooks.vocabulary import EVENTS
from tenants.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def send_events(schema_name: str) -> None:
    """One unit's events are made and sent."""
    _send(Tenant.objects.get(schema_name=schema_name))


@shared_task(base=PlatformTask)
def sweep() -> None:
    """The units that have something to tell now, and no others."""
    _send_each(due.units(EVENTS))


@shared_task(base=PlatformTask)
def sweep_all() -> None:
    """Every unit: a word that was lost costs some minutes and no event."""
    _send_each(None)


@shared_task(base=PlatformTask)
def forget_old_events() -> None:
    tenancy.for_each_tenant(lambda _tenant: forgetting.forget(at=timezone.now()))


def _send_each(schema_names: Collection[str] | None) -> None:
    """One unit's trouble does not stop the next."""
    tenants = Tenant.objects.open()
    for tenant in tenants if schema_names is None else tenants.filter(schema_name__in=schema_names):
        try:
            _send(tenant)
        except Exception:
            logger.exception("events of %s were not sent", tenant.schema_name)


def _send(tenant: Tenant) -> None:
    heard = due.words(EVENTS, tenant.schema_name)
    with tenancy.inside(tenant):
        while making.make_events(at=timezone.now()):
            pass
        sending.send_due()
        next_at = sending.next_due()
    letters.tell_of_stopped(tenant, at=timezone.now())
    due.settle(EVENTS, tenant.schema_name, heard=heard, next_at=next_at)
