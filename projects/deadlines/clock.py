"""Reads the numbers of the clock from `clock.json`, each with its source and who checked it."""

import json
from functools import cache
from pathlib import Path

from projects.deadlines.rules import Clock

FILE = Path(__file__).parent / "clock.json"


@cache
def clock() -> Clock:
    """Raises TypeError when the file lacks a number or has one that no rule reads."""
    written = json.loads(FILE.read_text(encoding="utf-8"))
    return Clock(
        **{name: one["value"] for name, one in written.items()},
        sources={name: one["source"] for name, one in written.items()},
    )
