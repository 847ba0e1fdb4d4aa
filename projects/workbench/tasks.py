"""What the queue and the clock ask of the workbench: to make files, and to forget what is old."""

import logging

from celery import shared_task
from django.utils import timezone

from core import tenancy
from core.tenancy.tasks import PlatformTask
from projects.workbench import forgetting, preparing
from tenants.models import Tenant

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def forget_what_is_old() -> None:
    tenancy.for_each_tenant(lambda tenant: forgetting.forget(at=timezone.now()))


@shared_task(base=PlatformTask)
def make_file(schema_name: str, file_id: str) -> None:
    with tenancy.inside(Tenant.objects.get(schema_name=schema_name)):
        preparing.make(file_id)


@shared_task(base=PlatformTask)
def make_left_files() -> None:
    """Take up what a lost message or a dead worker left behind; one's trouble stops no other."""
    for tenant in Tenant.objects.open():
        try:
            with tenancy.inside(tenant):
                waiting = preparing.left()
        except Exception:
            logger.exception("files of %s were not looked for", tenant.schema_name)
            continue
        for file_id in waiting:
            try:
                make_file.run(tenant.schema_name, str(file_id))
            except Exception:
                logger.exception("file %s of %s was not made", file_id, tenant.schema_name)
