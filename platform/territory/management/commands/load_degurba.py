"""`load_degurba`: loads the official list of degrees of urbanisation of gminy."""

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import RuleBroken
from core.permissions import System
from territory import degurba_file, operations
from territory.models import Unit


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a day; write it like 2026-01-01") from error


class Command(BaseCommand):
    """Run by the owner of the database; until it has run, every degree is unknown and says so."""

    help = (
        "Load a CSV list of degrees of urbanisation (DEGURBA) by TERYT code, whole or not at all."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="who published the list, and when")
        parser.add_argument("--valid-from", required=True, type=_day, help="YYYY-MM-DD")
        parser.add_argument("--dry-run", action="store_true", help="only check and tell")

    def handle(self, *, file: Path, source: str, valid_from: date, dry_run: bool, **_: Any) -> None:
        try:
            rows = degurba_file.read(file)
            if dry_run:
                listed = operations.check_degurba(rows)
                self._tell(len(listed.degrees), listed.missing, listed.elsewhere_count)
                self.stdout.write("Nothing was loaded: this was a dry run.")
                return
            loaded = operations.load_degurba(
                rows=rows, source=source, valid_from=valid_from, by=System("load_degurba")
            )
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {file}.") from error
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(loaded.count, loaded.missing, loaded.elsewhere_count)

    def _tell(self, count: int, missing: list[str], elsewhere_count: int) -> None:
        self.stdout.write(f"{count} gminas of the area, {elsewhere_count} lines of other areas.")
        if missing:
            names = Unit.objects.in_bulk(missing)
            listed = ", ".join(f"{code} {names[code].name}" for code in missing)
            self.stdout.write(f"Not on the list, so unknown: {listed}")
