"""`recount`: counts one definition anew for everybody; may be killed and repeated."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import tenancy
from core.days import today
from core.platform_ledger.leases import ENDED
from core.platform_ledger.models import Job
from indicators.definitions.models import Definition
from indicators.facts import recounting


class Command(BaseCommand):
    """Goes on with a recount of the definition that was left; needs no keys."""

    help = "Judge every participation anew by one definition, and make its cells from nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", metavar="CODE")

    def handle(self, **options: Any) -> None:
        code = options["code"]
        if not Definition.objects.filter(pk=code).exists():
            raise CommandError(f"No definition is called “{code}”.")
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            job = _left(code) or recounting.ask(code, since=today())
        recounting.carry_out(str(job.pk))
        job.refresh_from_db()
        if job.state != Job.State.DONE:
            raise CommandError(f"{code}: {job.get_state_display()}; another worker may have it.")
        self.stdout.write(f"{code}: counted anew, {max(job.steps_count - 1, 0)} tenants")


def _left(code: str) -> Job | None:
    """Not one that waits for its day."""
    jobs = Job.objects.filter(kind=recounting.KIND, arguments__code=code).exclude(state__in=ENDED)
    due = jobs.filter(arguments__since__lte=today().isoformat())
    return due.order_by("created_at").first()
