"""What the queue asks of the operations worker."""

from celery import shared_task

from core.tenancy.tasks import PlatformTask
from tenants import provisioning


@shared_task(base=PlatformTask)
def open_tenant(job_id: str) -> None:
    provisioning.open_tenant(job_id)


@shared_task(base=PlatformTask)
def send_left_jobs_again() -> None:
    for job_id in provisioning.left_jobs():
        provisioning.open_tenant(job_id)
