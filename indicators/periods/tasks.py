"""What the clock asks each morning: one job for each unit, so that one does not hold up another."""

from datetime import date

from celery import shared_task

from core import jobs
from core.days import today
from core.tenancy.tasks import PlatformTask
from indicators.periods import closing_day
from tenants.models import Tenant

CLOSE_IN = "indicators.periods.tasks.close_due_in"


@shared_task(base=PlatformTask)
def close_due() -> None:
    """At 3:00 in Warsaw: whatever the programme's calendar closes today or should have closed."""
    for schema_name in Tenant.objects.open().values_list("schema_name", flat=True):
        jobs.send_after_commit(CLOSE_IN, schema_name, today().isoformat())


@shared_task(base=PlatformTask)
def close_due_in(schema_name: str, day: str) -> None:
    """A message that comes after its day is late news: the next morning has one of its own."""
    on = date.fromisoformat(day)
    if on == today():
        closing_day.close_due(Tenant.objects.get(schema_name=schema_name), on=on)
