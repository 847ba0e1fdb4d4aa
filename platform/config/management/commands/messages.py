"""`messages`: brings the Polish catalogue up to date with the sources, or checks that it is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import catalogue


class Command(BaseCommand):
    """No GNU gettext is needed."""

    help = "Collect messages, list what lacks Polish, compile; --check changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if anything lacks Polish")

    def handle(self, *, check: bool, **_: Any) -> None:
        renewed = catalogue.renewed()
        missing = catalogue.untranslated(renewed)
        wrong = catalogue.mismatched(renewed)
        if not check:
            catalogue.save(renewed)
            catalogue.compile_catalogue()
        for message in missing:
            self.stdout.write(f"no Polish yet: {message}")
        for message in wrong:
            self.stdout.write(f"Polish names another value: {message}")
        if check and (missing or wrong):
            raise CommandError(
                f"{len(missing)} messages lack Polish, {len(wrong)} name other values;"
                " mend platform/config/locale and run: make messages"
            )
        self.stdout.write(f"{len(renewed)} messages, {len(missing)} without Polish")
