"""`make_keys`: writes the keys of a new deployment, once, and changes the programme's key on request."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import keys

FILES = ("KEY_RING_FILE", "MATCHING_KEYS_FILE")


class Command(BaseCommand):
    """Never overwrites: what was sealed under the keys of a lost file stays sealed for good."""

    help = "Write new keys into KEY_RING_FILE and MATCHING_KEYS_FILE, where there are none."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        chosen = parser.add_mutually_exclusive_group()
        chosen.add_argument(
            "--add-programme-key",
            action="store_true",
            help="begin to rotate: put a new programme key into MATCHING_KEYS_FILE",
        )
        chosen.add_argument(
            "--drop-older-programme-keys",
            action="store_true",
            help="end of the rotation, after rotate_matching_key --finish",
        )

    def handle(self, **options: Any) -> None:
        if options["add_programme_key"]:
            self.stdout.write(_add_programme_key())
        elif options["drop_older_programme_keys"]:
            names = keys.drop_older_programme_keys(keys.files()[1])
            self.stdout.write(f"taken out: {', '.join(names) or 'nothing'}")
        else:
            self._make()

    def _make(self) -> None:
        for name in FILES:
            if not getattr(settings, name):
                raise CommandError(f"{name} is not set: name the file that shall hold the keys.")
        ring, matching = keys.files()
        for name, path in zip(FILES, (ring, matching), strict=True):
            if path.exists():
                raise CommandError(
                    f"{name} is {path}, which is there already. Keys are never overwritten:"
                    " name another file, or move this one away if nothing was sealed with it."
                )
        try:
            keys.make(ring, matching, trial=False)
        except OSError as error:
            raise CommandError(
                f"The keys cannot be written to {ring} and {matching}: {error.strerror}."
                " Name files in a folder this user may write to."
            ) from error
        self.stdout.write(f"{ring}: for web and prepare_database")
        self.stdout.write(f"{matching}: for the publisher alone")
        self.stdout.write("Copy both to a safe place: without them nobody reads what is sealed.")


def _add_programme_key() -> str:
    matching = keys.files()[1]
    try:
        name = keys.add_programme_key(matching)
    except keys.RotationUnderWay as refusal:
        raise CommandError(str(refusal)) from refusal
    return f"{matching}: {name} is the current programme key. Copy the file to a safe place."
