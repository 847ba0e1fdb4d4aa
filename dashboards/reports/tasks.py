"""What the queue and the clock ask of the worker about reports of the metropolis."""

from celery import shared_task

from core.tenancy.tasks import PlatformTask
from dashboards.reports import metropolitan


@shared_task(base=PlatformTask)
def make_report(report_id: str) -> None:
    metropolitan.make(report_id)


@shared_task(base=PlatformTask)
def make_left_reports() -> None:
    metropolitan.make_left()
