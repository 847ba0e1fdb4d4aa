"""The areas of a diagnosis and the questions of social progress: versioned files with their source.

A record keeps the code of the file it was made with, so a new version never rewords an old answer.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent
AREAS_OF_LIFE = "areas_of_life_1"
SOCIAL_PROGRESS = "social_progress_1"


@dataclass(frozen=True)
class Wording:
    """One text in both languages of the interface; `str()` is the reader's."""

    pl: str
    en: str

    def __str__(self) -> str:
        return self.pl if (get_language() or "en").startswith("pl") else self.en


@dataclass(frozen=True, kw_only=True)
class Item:
    code: str
    text: Wording
    hint: Wording
    is_optional: bool


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    code: str
    name: Wording
    source: str
    checked_by: str
    items: tuple[Item, ...]
    scale: Mapping[int, Wording]
    # Progress: so many answers have risen by so many points, asked within so many months of leaving.
    rise_points: int
    rise_answers: int
    verified_within_months: int

    def choices(self) -> list[tuple[int, str]]:
        return [(value, f"{value} – {name}") for value, name in self.scale.items()]


def codes() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.json"))


@cache
def questionnaire(code: str) -> Questionnaire:
    """Read one file by its code; raises LookupError for another."""
    if code not in codes():
        raise LookupError(f"no questionnaire {code!r}; there are {', '.join(codes())}")
    return _built(json.loads((FOLDER / f"{code}.json").read_text(encoding="utf-8")))


def _built(written: dict[str, Any]) -> Questionnaire:
    return Questionnaire(
        code=written["code"],
        name=Wording(**written["name"]),
        source=written["source"],
        checked_by=written["checked_by"],
        items=tuple(_item(each) for each in written["items"]),
        scale={each["value"]: Wording(**each["name"]) for each in written["scale"]},
        rise_points=written.get("rise_points", 0),
        rise_answers=written.get("rise_answers", 0),
        verified_within_months=written.get("verified_within_months", 0),
    )


def _item(written: dict[str, Any]) -> Item:
    return Item(
        code=written["code"],
        text=Wording(**written["text"]),
        hint=Wording(**written.get("hint", {"pl": "", "en": ""})),
        is_optional=written.get("optional", False),
    )
