"""`make_keys`: writes the key ring and the matching keys of a new deployment, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import keys

FILES = ("KEY_RING_FILE", "MATCHING_KEYS_FILE")


class Command(BaseCommand):
    """Never overwrites: what was sealed under the keys of a lost file stays sealed for good."""

    help = "Write new keys into KEY_RING_FILE and MATCHING_KEYS_FILE, where there are none."
    requires_system_checks = []

    def handle(self, **_: Any) -> None:
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
