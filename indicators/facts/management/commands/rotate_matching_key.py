"""`rotate_matching_key`: moves every pseudonym to the current programme key; may be killed and repeated."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import keys
from indicators.facts import rotating


class Command(BaseCommand):
    """Runs where the publishing worker runs: needs both keys, the older and the current one."""

    help = "Renew pseudonyms under the current programme key; --finish gives up the older one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--finish", action="store_true", help="give up the older key")

    def handle(self, **options: Any) -> None:
        try:
            self.stdout.write(_finished() if options["finish"] else self._moved())
        except rotating.NotFinished as refusal:
            raise CommandError(str(refusal)) from refusal

    def _moved(self) -> str:
        moved: Counter[str] = Counter()
        for place, count in rotating.move_everybody():
            moved[place] += count
            if count:
                self.stdout.write(f"{place}: {moved[place]} participations")
        left, current = rotating.left_behind(), keys.matching_keys().current
        return f"under {current}: everybody but {left}" if left else f"everybody is under {current}"


def _finished() -> str:
    names = ", ".join(rotating.give_up_older_keys()) or "no key"
    return f"given up: {names}. Take it out of the file: make_keys --drop-older-programme-keys"
