"""`demo`: loads the programme's real projects with invented people, once."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from config.demo import load
from core.days import today


class Command(BaseCommand):
    """No-op when the demo is there."""

    help = "Load the programme's published projects with 5,000 invented people."
    requires_system_checks = []

    def handle(self, **_: Any) -> None:
        if load.is_loaded():
            self.stdout.write("demo: already loaded")
            return
        self.started = time.monotonic()
        load.load(today=today(), say=self._say)

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"demo: {sentence} ({time.monotonic() - self.started:.1f} s)")
        self.stdout.flush()
