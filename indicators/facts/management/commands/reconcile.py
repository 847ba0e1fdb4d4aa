"""`reconcile`: compares facts, hits and cells with a recount from nothing, and repairs on request."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.days import today
from indicators.facts import rounds
from tenants.models import Tenant


class Command(BaseCommand):
    """Needs the keys of publishing; ends with 1 when anything differs, or could not be compared."""

    help = "Compare what is published with the tenants' tables; --repair puts right what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as one JSON object")
        parser.add_argument("--repair", action="store_true", help="put right, and compare again")
        parser.add_argument("--tenant", metavar="SLUG", help="this tenant and what all share")

    def handle(self, **options: Any) -> None:
        tenants, on = _tenants(options["tenant"]), today()
        found = left = rounds.look(tenants, on=on)
        if options["repair"] and not found.is_well:
            rounds.repair(tenants, found, on=on)
            left = rounds.look(tenants, on=on)
        say = _as_json if options["json"] else _as_text
        self.stdout.write(say(found, left))
        if not left.is_well:
            sys.exit(1)


def _tenants(slug: str | None) -> list[Tenant]:
    tenants = Tenant.objects.open().order_by("schema_name")
    if slug is None:
        return list(tenants)
    chosen = list(tenants.filter(schema_name=slug.replace("-", "_")))
    if not chosen:
        raise CommandError(f"No open tenant is called “{slug}”.")
    return chosen


def _as_json(found: rounds.Found, left: rounds.Found) -> str:
    """`differences` is what stands at the end; what was repaired on the way is told beside it."""
    return json.dumps(
        {
            "differences": left.rows_count,
            "by_place": left.differences,
            "troubles": left.troubles,
            "repaired": {} if left is found else found.differences,
            "seconds": found.seconds,
        },
        indent=2,
    )


def _as_text(found: rounds.Found, left: rounds.Found) -> str:
    lines = [*_lines(found)]
    if left is not found:
        lines += ["after the repair:", *_lines(left)]
    return "\n".join([*lines, f"differences: {left.rows_count}"])


def _lines(found: rounds.Found) -> list[str]:
    differing = [
        f"{place}: {kind} {count}"
        for place, kinds in found.differences.items()
        for kind, count in kinds.items()
    ]
    return differing + [
        f"{place}: could not be compared, {why}" for place, why in found.troubles.items()
    ]
