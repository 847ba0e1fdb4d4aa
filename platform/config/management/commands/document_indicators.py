"""`document_indicators`: writes the tables of docs/indicators.md from the shipped definitions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from indicators.definitions import documenting


class Command(BaseCommand):
    """The text above the tables is a person's, and stays."""

    help = "Write the tables of docs/indicators.md; --check changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if the page is out of date")

    def handle(self, *, check: bool, **_: Any) -> None:
        page = documenting.PAGE.read_text(encoding="utf-8")
        renewed = documenting.renewed(page)
        if check and renewed != page:
            raise CommandError(
                "docs/indicators.md is not what the definitions say; run: document_indicators"
            )
        if not check:
            documenting.PAGE.write_text(renewed, encoding="utf-8")
