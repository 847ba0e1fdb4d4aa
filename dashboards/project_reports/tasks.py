"""What the queue and the clock ask of the worker about reports of projects."""

from celery import shared_task

from core import jobs
from core.tenancy.tasks import PlatformTask
from dashboards.project_reports import making
from tenants.models import Tenant

MAKE_LEFT = "dashboards.project_reports.tasks.make_left_reports_of"


@shared_task(base=PlatformTask)
def make_report(schema_name: str, report_id: str) -> None:
    making.make(schema_name, report_id)


@shared_task(base=PlatformTask)
def make_left_reports() -> None:
    """A job for each unit, so that one does not hold up another."""
    for schema_name in Tenant.objects.open().values_list("schema_name", flat=True):
        jobs.send_after_commit(MAKE_LEFT, schema_name)


@shared_task(base=PlatformTask)
def make_left_reports_of(schema_name: str) -> None:
    making.make_left(schema_name)
