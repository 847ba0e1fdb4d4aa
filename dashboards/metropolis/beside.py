"""What the day's release tells beside its cells: hours, results that have not come, recruitment.

Each is protected as one whole of its own, because no sum joins it to the others. Hours are not
protected against one of several people having most of them, nor any of it against the difference
of two successive releases.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.disclosure import Line
from dashboards.metropolis import recruiting, statements
from dashboards.metropolis.codes import UNPLACED
from dashboards.metropolis.models import Release, ReleasedHours, ReleasedOpen
from indicators.cells.queries import WHOLE_TIME

SMALLEST_SPECIAL = 10
PENDING, CLOSING, LATER, LOST = "pending", "closing", "later", "lost"


class HoursKey(NamedTuple):
    unit_code: str
    area: str
    period: str


class Hours(NamedTuple):
    planned: Decimal
    given: Decimal
    people: int


class OpenKey(NamedTuple):
    unit_code: str
    definition_code: str
    state: str


def tell(release: Release) -> None:
    """Write all of it for a release; nobody publishes meanwhile, as the release has seen to."""
    _tell_hours(release)
    _tell_open(release, on=warsaw_day(release.released_at))
    recruiting.tell(release)


def _tell_hours(release: Release) -> None:
    hours = {HoursKey(*row[:3]): Hours(*row[3:]) for row in _rows(statements.HOURS)}
    hidden = hidden_hours(hours)
    ReleasedHours.objects.bulk_create(
        ReleasedHours(
            release=release,
            **key._asdict(),
            planned_hours=None if key in hidden else told.planned,
            given_hours=None if key in hidden else told.given,
        )
        for key, told in hours.items()
        if key.unit_code != UNPLACED
    )


def hidden_hours(hours: Mapping[HoursKey, Hours]) -> frozenset[Any]:
    """Hours of fewer than five people, and whatever would give them away; both kinds together."""
    hidden = frozenset(
        key for key, told in hours.items() if told.people < disclosure.SMALLEST_SHOWN
    )
    joined = hours_lines(hours)
    kept = {key: _worth(key) for key in hours if _worth(key)}
    while True:
        before = hidden
        for kind in ("planned", "given"):
            values = {key: int(getattr(told, kind) * 100) for key, told in hours.items()}
            hidden |= disclosure.protect(
                values,
                joined,
                never_hide=kept,
                # That nothing was planned tells of nobody; and not how many hours give somebody
                # away, only of how few people they are.
                sensitive={key for key in hidden if values[key]},
                threshold=1,
            )
        if hidden == before:
            return hidden


def _worth(key: HoursKey) -> int:
    if key.area or key.period != WHOLE_TIME:
        return 0
    return 1 if key.unit_code else 2


def hours_lines(keys: Iterable[HoursKey]) -> list[Line]:
    """Every sum a reader can do: units to all, areas to all, quarters to years, years to the whole."""
    parts: dict[tuple[HoursKey, str], list[HoursKey]] = {}
    for key in keys:
        if key.unit_code and len(key.period) != 6:
            parts.setdefault((key._replace(unit_code=""), "unit"), []).append(key)
        if key.area:
            parts.setdefault((key._replace(area=""), "area"), []).append(key)
        if key.period != WHOLE_TIME:
            wider = key.period[:4] if len(key.period) == 6 else WHOLE_TIME
            parts.setdefault((key._replace(period=wider), "time"), []).append(key)
    return [Line(total, tuple(group)) for (total, _way), group in parts.items()]


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
