"""What the queue and the clock ask of the publishing worker."""

import logging

from celery import shared_task

from core import jobs, tenancy
from core.days import today
from core.tenancy.tasks import PlatformTask
from indicators.facts import events, letters, publishing, recounting, rounds
from tenants.models import Tenant

logger = logging.getLogger(__name__)

TELL_OPERATORS = "indicators.facts.tasks.tell_operators"


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


@shared_task(base=PlatformTask)
def recount(job_id: str) -> None:
    """Count one definition anew for everybody: a step, and a message for the next one.

    Whatever waits to be published meanwhile comes in between.
    """
    if recounting.take_step(job_id):
        jobs.send_after_commit(recounting.RECOUNT, job_id)


@shared_task(base=PlatformTask)
def carry_on_recounts() -> None:
    """Take what a lost message or a dead worker left behind, and versions whose day has come."""
    for job_id in recounting.due(on=today()):
        try:
            recount.run(job_id)
        except Exception:
            logger.exception("recount %s failed", job_id)


@shared_task(base=PlatformTask)
def reconcile() -> None:
    """Each night: compare everything with a recount from nothing, and raise the alarm if it differs."""
    found = rounds.look(Tenant.objects.open(), on=today())
    with tenancy.acting_as(tenancy.Role.PUBLISHING):
        rounds.remember(found)
    if not found.is_well:
        logger.error("facts differ: %s; troubles: %s", found.differences, found.troubles)
        jobs.send_after_commit(TELL_OPERATORS)


@shared_task(base=PlatformTask)
def tell_operators() -> None:
    """Write the letters about rounds that found something; asked often, as a message may be lost."""
    letters.tell_operators()


def publish_tenant(tenant: Tenant) -> None:
    """Publish one tenant until nothing waits, and tell those above what has changed."""
    published: list[publishing.Touched] = []
    try:
        with tenancy.inside(tenant, role=tenancy.Role.PUBLISHING):
            while touched := publishing.publish(tenant, on=today()):
                published.append(touched)
    except Exception as error:
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            publishing.say_trouble(tenant, error)
            _tell(tenant, published)
        tenancy.forget_plans()
        raise
    if published:
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            _tell(tenant, published)


def _tell(tenant: Tenant, published: list[publishing.Touched]) -> None:
    has_cards = any(touched.has_cards for touched in published)
    events.published.send(sender=None, tenant_id=tenant.pk, has_cards=has_cards)
