"""`headline`: the programme's figures, read from where the dashboard reads them."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import tenancy
from dashboards.metropolis import queries


class Command(BaseCommand):
    """Under the metropolis's own role, which can read nothing else."""

    help = "Print people, people_with_disabilities, participations, employed, tenants, projects."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="as one JSON object")

    def handle(self, **options: Any) -> None:
        with tenancy.acting_as(tenancy.Role.METROPOLIS):
            figures = queries.headline()
        if options["json"]:
            self.stdout.write(json.dumps(figures, indent=2))
        else:
            self.stdout.write("\n".join(f"{name}: {value}" for name, value in figures.items()))
