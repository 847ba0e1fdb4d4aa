"""`unique_people`: counts people of any tenants between any days, each once; exact and unprotected."""

import json
from argparse import ArgumentTypeError
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import tenancy
from core.days import today
from indicators.definitions.models import Definition
from indicators.facts import unique
from tenants.models import Tenant


class Command(BaseCommand):
    """For whoever answers for the numbers: small counts are told as they are."""

    help = "Print participations and unique people of tenants between two days, by indicator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="+", metavar="CODE")
        parser.add_argument("--since", type=_day, required=True, metavar="DAY")
        parser.add_argument("--until", type=_day, required=True, metavar="DAY", help="included")
        parser.add_argument("--tenants", nargs="+", metavar="SLUG", help="all without this")
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, **options: Any) -> None:
        if unknown := set(options["codes"]) - set(Definition.objects.values_list("pk", flat=True)):
            raise CommandError(f"No definition is called {', '.join(sorted(unknown))}.")
        tenant_ids = _tenants(options["tenants"])
        with tenancy.acting_as(tenancy.Role.PUBLISHING):
            found = unique.counts(
                options["codes"],
                tenant_ids=tenant_ids,
                since=options["since"],
                until=options["until"],
                on=today(),
            )
        if options["json"]:
            told = {code: asdict(counts) for code, counts in found.items()}
            self.stdout.write(json.dumps(told, indent=2))
            return
        for code, counts in found.items():
            self.stdout.write(
                f"{code}: {counts.participations} participations, {counts.people} people"
            )


def _tenants(slugs: list[str] | None) -> list[int]:
    known = {tenant.schema_name.replace("_", "-"): tenant.pk for tenant in Tenant.objects.open()}
    if slugs is None:
        return list(known.values())
    if unknown := set(slugs) - set(known):
        raise CommandError(f"No open tenant is called {', '.join(sorted(unknown))}.")
    return [known[slug] for slug in slugs]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day: write 2024-05-31") from None
