"""What the queue asks of the operations worker."""

import logging

from celery import shared_task

from core.tenancy.tasks import PlatformTask
from tenants import provisioning

logger = logging.getLogger(__name__)


@shared_task(base=PlatformTask)
def open_tenant(job_id: str) -> None:
    provisioning.open_tenant(job_id)


@shared_task(base=PlatformTask)
def send_left_jobs_again() -> None:
    """Carry out what a lost message left behind; one tenant's trouble does not stop the next."""
    for job_id in provisioning.left_jobs():
        try:
            provisioning.open_tenant(job_id)
        except Exception:
            logger.exception("job %s failed", job_id)
