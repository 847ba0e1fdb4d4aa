"""What the clock asks each working morning: one job for each unit, so that one does not hold up another."""

from datetime import date

from celery import shared_task

from core import jobs
from core.days import is_working_day, today
from core.tenancy.tasks import PlatformTask
from projects.deadlines import digest
from tenants.models import Tenant

WRITE_LETTERS = "projects.deadlines.tasks.write_letters"


@shared_task(base=PlatformTask)
def send_digests() -> None:
    """At 7:00 in Warsaw, on working days."""
    on = today()
    if is_working_day(on):
        for schema_name in Tenant.objects.open().values_list("schema_name", flat=True):
            jobs.send_after_commit(WRITE_LETTERS, schema_name, on.isoformat())


@shared_task(base=PlatformTask)
def write_letters(schema_name: str, day: str) -> None:
    """A message that comes after its day is late news: the next morning has a letter of its own."""
    on = date.fromisoformat(day)
    if on == today():
        digest.write_letters(Tenant.objects.get(schema_name=schema_name), on=on)
