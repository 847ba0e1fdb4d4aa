"""The notice of RODO art. 13 and 14, by budget period and version, with the day it holds from."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "notices"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One version: its paragraphs in both languages, the legal basis and who confirmed it."""

    version: str
    valid_from: date
    basis: str
    source: str
    checked_by: str
    pl: tuple[str, ...]
    en: tuple[str, ...]

    def paragraphs(self, *, polish: bool, controller: str) -> list[str]:
        """The text as given in a project whose beneficiary is `controller`."""
        return [text % {"controller": controller} for text in (self.pl if polish else self.en)]


@cache
def notices(rule_set: str) -> tuple[Notice, ...]:
    """Every version of a rule set's notice, the oldest first."""
    written = json.loads((FOLDER / f"{rule_set}.json").read_text(encoding="utf-8"))
    found = [
        Notice(
            version=one["version"],
            valid_from=date.fromisoformat(one["valid_from"]),
            basis=one["basis"],
            source=one["source"],
            checked_by=one["checked_by"],
            pl=tuple(one["pl"]),
            en=tuple(one["en"]),
        )
        for one in written["versions"]
    ]
    return tuple(sorted(found, key=lambda notice: notice.valid_from))


def in_force(rule_set: str, *, on: date) -> Notice:
    """The version that holds on a day; the oldest for a day before all of them."""
    known = notices(rule_set)
    return next((one for one in reversed(known) if one.valid_from <= on), known[0])
