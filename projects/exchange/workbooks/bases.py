"""The hidden key of a row that was taken out to be corrected: whom it is about, and what it said then.

A digest for each answer is enough to tell whether the file or somebody here changed it. Digests are
made with a key of the unit, so that the file cannot say that it was made from something else.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from core import sealed

ROW_KEY = "row_key"
DIGITS = 12
SIGN = "1"
ANSWER = re.compile(rf"([a-z_]{{1,40}}):([0-9a-f]{{{DIGITS}}})", re.ASCII)


@dataclass(frozen=True)
class Base:
    """A participation, and a digest of each answer as it was when the file was made."""

    target: UUID
    digests: Mapping[str, str]


def written(target: UUID, answers: Mapping[str, str]) -> str:
    """As it stands in the cell; the last part says that nobody changed the others."""
    told = " ".join([f"{SIGN} {target}", *(f"{n}:{d}" for n, d in sorted(answers.items()))])
    return f"{told} {_digest(told)}"


def read(text: str) -> Base | None:
    """None where it is not as we wrote it."""
    told, _blank, seal = text.strip().rpartition(" ")
    parts = told.split(" ")
    if len(parts) < 2 or parts[0] != SIGN or _digest(told) != seal:
        return None
    answers = [ANSWER.fullmatch(part) for part in parts[2:]]
    return Base(UUID(parts[1]), {found[1]: found[2] for found in answers if found})


def digest(target: UUID, name: str, values: Collection[tuple[str, Any]]) -> str:
    """Of what a question's columns say, to the last accent: a file is taken out to correct those, too."""
    told = json.dumps([_exactly(value) for _column, value in values], default=_plain)
    return _digest(f"{target}|{name}|{told}")


def _exactly(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        # Of several answers none comes first.
        return sorted(map(str, value))
    return unicodedata.normalize("NFC", value.strip()) if isinstance(value, str) else value


def _digest(text: str) -> str:
    return sealed.search_index(text, kind="cell of a file").hex()[:DIGITS]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else list(value)
