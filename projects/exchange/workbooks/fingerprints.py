"""What a workbook of ours says of itself when it comes back. No model in this file.

It tells the kind of rows, the language of the headings, and digests of the row with the headings and
of the example, so that both are known wherever they stand by then.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

SIGN, CELL = "szansa-import:1", "\x1f"
DIGITS = 16
# Nothing else fits in: whatever a stranger wrote there is kept nowhere.
OURS = re.compile(
    rf"{SIGN}:([\w-]{{1,16}}):([a-z-]{{2,8}}):([0-9a-f]{{16}}):([0-9a-f]{{16}})?", re.A
)


@dataclass(frozen=True, kw_only=True)
class Fingerprint:
    """`titles` and `example` are digests; without an example the rows are those of people."""

    kind: str
    language: str
    titles: str
    example: str = ""

    def __str__(self) -> str:
        return ":".join((SIGN, self.kind, self.language, self.titles, self.example))


def read(text: str) -> Fingerprint | None:
    """None for whatever is not ours."""
    found = OURS.fullmatch(text)
    if found is None:
        return None
    kind, language, titles, example = found.groups(default="")
    return Fingerprint(kind=kind, language=language, titles=titles, example=example)


def of_cells(cells: Sequence[str]) -> str:
    """A digest of a row as `sheets.reading` tells it; empty cells at its end do not count."""
    told = CELL.join(cells).rstrip(CELL)
    return hashlib.sha256(told.encode()).hexdigest()[:DIGITS] if told else ""
