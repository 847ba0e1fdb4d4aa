"""`openapi`: writes the API's own description to docs/api, or checks that it is as it was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import openapi


class Command(BaseCommand):
    help = "Write the API's description; --check fails where it has changed."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *, check: bool, **_: Any) -> None:
        found = openapi.written()
        if not check:
            openapi.KEPT.parent.mkdir(parents=True, exist_ok=True)
            openapi.KEPT.write_text(found)
        elif not openapi.KEPT.exists() or openapi.KEPT.read_text() != found:
            raise CommandError(
                "The API is not as docs/api/openapi.json tells. Where that is meant, run"
                " `make openapi`, look at what changed, and tell it in docs/api/changes.md."
            )
        self.stdout.write(f"{len(openapi.described()['paths'])} addresses of the API")
