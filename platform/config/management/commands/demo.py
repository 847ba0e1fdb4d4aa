"""`demo`: loads the programme's real projects with invented people, once."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.demo import load
from core.days import today


class Command(BaseCommand):
    """No-op when the demo is there."""

    help = "Load the programme's published projects with 5,000 invented people."
    requires_system_checks = []

    def handle(self, **_: Any) -> None:
        if load.is_loaded() and not load.is_whole():
            raise CommandError(
                "an earlier load of the demonstration did not come to its end. Stop Szansa, delete"
                f" {settings.DATA_DIR} and begin anew."
            )
        if load.is_loaded():
            self.stdout.write("demo: already loaded")
            return
        self.started = time.monotonic()
        load.load(today=today(), say=self._say)

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"demo: {sentence} ({time.monotonic() - self.started:.1f} s)")
        self.stdout.flush()
