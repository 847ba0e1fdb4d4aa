"""What the day's release tells beside its cells: support, results that have not come, recruitment.

Each is protected as one whole of its own, because no sum joins it to the others, and none of it
against the difference of two successive releases.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.disclosure import Line
from dashboards.metropolis import recruiting, statements, supporting
from dashboards.metropolis.codes import UNPLACED
from dashboards.metropolis.models import Release, ReleasedOpen

SMALLEST_SPECIAL = 10
PENDING, CLOSING, LATER, LOST = "pending", "closing", "later", "lost"


class OpenKey(NamedTuple):
    unit_code: str
    definition_code: str
    state: str


def tell(release: Release) -> None:
    """Write all of it for a release; nobody publishes meanwhile, as the release has seen to."""
    supporting.tell(release)
    _tell_open(release, on=warsaw_day(release.released_at))
    recruiting.tell(release)


def _tell_open(release: Release, *, on: date) -> None:
    counts: dict[OpenKey, int] = {}
    special = set()
    for unit_code, code, is_special, pending, closing, lost in _rows(statements.OPEN, {"on": on}):
        states = {PENDING: pending, CLOSING: closing, LATER: pending - closing, LOST: lost}
        counts |= {OpenKey(unit_code, code, state): count for state, count in states.items()}
        special |= {code} if is_special else set()
    hidden = hidden_open(counts, special=special)
    shown = {key: None if key in hidden else count for key, count in counts.items()}
    places = dict.fromkeys((key.unit_code, key.definition_code) for key in counts)
    ReleasedOpen.objects.bulk_create(
        ReleasedOpen(
            release=release,
            unit_code=unit_code,
            definition_code=code,
            pending_count=shown[OpenKey(unit_code, code, PENDING)],
            closing_count=shown[OpenKey(unit_code, code, CLOSING)],
            lost_count=shown[OpenKey(unit_code, code, LOST)],
        )
        for unit_code, code in places
        if unit_code != UNPLACED
    )


def hidden_open(counts: Mapping[OpenKey, int], *, special: Iterable[str] = ()) -> frozenset[Any]:
    """Few results, and whatever gives them away: units to all, and this week within pending."""
    guarded = set(special)
    few = {
        key
        for key, count in counts.items()
        if key.definition_code in guarded and 0 < count < SMALLEST_SPECIAL
    }
    parts: dict[tuple[OpenKey, str], list[OpenKey]] = {}
    for key in counts:
        if key.unit_code:
            parts.setdefault((key._replace(unit_code=""), "unit"), []).append(key)
        if key.state in (CLOSING, LATER):
            parts.setdefault((key._replace(state=PENDING), "time"), []).append(key)
    joined = [Line(total, tuple(group)) for (total, _way), group in parts.items()]
    whole = {key: 1 for key in counts if not key.unit_code}
    return disclosure.protect(counts, joined, never_hide=whole, sensitive=few)


def _rows(statement: str, params: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
