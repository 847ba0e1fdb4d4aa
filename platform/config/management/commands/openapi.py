"""`openapi`: writes the APIs' own descriptions to docs/api, or checks that they are as they were."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import openapi


class Command(BaseCommand):
    help = "Write the APIs' descriptions; --check fails where one has changed."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *, check: bool, **_: Any) -> None:
        for name, host in openapi.KEPT.items():
            found, kept = openapi.written(host), openapi.FOLDER / name
            if not check:
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(found)
            elif not kept.exists() or kept.read_text() != found:
                raise CommandError(
                    f"The API is not as docs/api/{name} tells. Where that is meant, run"
                    " `make openapi`, look at what changed, and tell it in docs/api/changes.md."
                )
            self.stdout.write(f"{len(openapi.described(host)['paths'])} addresses in {name}")
