"""`load_boundaries`: loads the real borders of powiats, cities and gminas from an official file."""

import re
from argparse import ArgumentTypeError
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from core.errors import RuleBroken
from core.permissions import System
from territory import queries, tiles
from territory.boundaries import operations
from territory.boundaries.operations import Source
from territory.boundaries.preparing import Prepared, prepare

LICENCE = "Państwowy Rejestr Granic (PRG), GUGiK: dane udostępniane nieodpłatnie"
WIDEST = 2_000  # metres; wider steps leave nothing of a town's form


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is not a day; write it like 2026-01-01") from error


def _metres(text: str) -> int:
    found = re.fullmatch(r"(\d{1,4}) ?m?", text)
    if not found or int(found[1]) > WIDEST:
        raise ArgumentTypeError(f"“{text}” is not a length of up to {WIDEST} m; write it like 100m")
    return int(found[1])


def _codes(text: str) -> list[str]:
    found = [code.strip() for code in text.split(",") if code.strip()]
    if not found or not all(re.fullmatch(r"\d{4}(\d{2}\d?)?", code) for code in found):
        raise ArgumentTypeError(f"“{text}” is not a list of TERYT codes; write it like 2204,2205")
    return found


class Command(BaseCommand):
    """Run by the owner of the database; without it the maps have tiles only."""

    help = "Load the borders of powiaty or gminy from GeoJSON or a zipped shapefile, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--level", required=True, choices=list(tiles.PLACES))
        parser.add_argument(
            "--valid", required=True, type=_day, help="the day from which they hold"
        )
        parser.add_argument(
            "--codes", type=_codes, help="the areas to take, by their codes, if there are fewer"
        )
        parser.add_argument(
            "--tolerance", type=_metres, default=100, help="100m: how far a point moves"
        )
        parser.add_argument(
            "--changed",
            type=_codes,
            default=[],
            help="powiats, cities or gminas whose area did change",
        )
        parser.add_argument("--source", default="PRG, GUGiK")
        parser.add_argument("--published", type=_day, help="the day of the file")
        parser.add_argument("--licence", default=LICENCE)
        parser.add_argument("--dry-run", action="store_true", help="only check and tell")

    def handle(self, *, file: Path, level: str, valid: date, **typed: Any) -> None:
        source = Source(typed["source"], typed["licence"], typed["published"])
        wanted = _wanted(level, typed["codes"])
        try:
            prepared = prepare(file, level, wanted, tolerance=typed["tolerance"])
            operations.check_against_before(prepared, valid_from=valid, changed=typed["changed"])
            self._tell(prepared, valid)
            if operations.is_loaded(prepared, source=source, valid_from=valid):
                self.stdout.write("Nothing was loaded: exactly these borders are there already.")
            elif typed["dry_run"]:
                self.stdout.write("Nothing was loaded: this was a dry run.")
            else:
                self._load(prepared, source, valid, typed["changed"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal

    def _load(
        self, prepared: Prepared, source: Source, valid: date, changed: Sequence[str]
    ) -> None:
        operations.load_boundaries(
            prepared=prepared,
            source=source,
            valid_from=valid,
            changed=changed,
            at=timezone.now(),
            by=System("load_boundaries"),
        )
        self.stdout.write(f"Loaded: borders of level {prepared.level}, valid from {valid}.")

    def _tell(self, prepared: Prepared, valid: date) -> None:
        for sentence in prepared.mended:
            self.stdout.write(sentence)
        letters = sum(len(one.path) for one in prepared.outlines)
        self.stdout.write(
            f"{len(prepared.outlines)} areas, {letters / 1000:.1f} kB of outlines; "
            f"{prepared.elsewhere_count} features of other areas."
        )
        for code, name, percent in operations.differences(prepared, valid_from=valid):
            change = "new" if percent is None else f"other border, area {percent:+.2f}%"
            self.stdout.write(f"  {code} {name}: {change}")


def _wanted(level: str, codes: Sequence[str] | None) -> dict[str, str]:
    """The units that the file has to have, with their names."""
    known = queries.names_of(level)
    if codes is None:
        return known
    digits = len(next(iter(tiles.PLACES[level])))
    chosen = {code[:digits]: known.get(code[:digits], "") for code in codes}
    if unknown := sorted(code for code, name in chosen.items() if not name):
        raise CommandError(
            f"The tile map has no powiat, city or gmina {', '.join(unknown)} of level {level}."
        )
    return chosen
