"""What the day's release tells beside its cells: support, results that have not come, recruitment.

Each is protected as one whole of its own, because no sum joins it to the others, and together with
what the release before it told: a number waits until it has moved by five people. Candidates who take
part are people of the cells too, and wait for those; see `recruiting`.
"""

from collections.abc import Collection, Iterable, Mapping
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


def tell(release: Release, *, untold: Collection[recruiting.Place] = ()) -> None:
    """Write all of it for a release; nobody publishes meanwhile, as the release has seen to.

    Of `untold` projects and units the release itself does not tell anew how many people they have.
    """
    supporting.tell(release)
    _tell_open(release, on=warsaw_day(release.released_at))
    recruiting.tell(release, untold=untold)


def _tell_open(release: Release, *, on: date) -> None:
    counts: dict[OpenKey, int] = {}
    special = set()
    for unit_code, code, is_special, pending, closing, lost in _rows(statements.OPEN, {"on": on}):
        states = {PENDING: pending, CLOSING: closing, LATER: pending - closing, LOST: lost}
        counts |= {OpenKey(unit_code, code, state): count for state, count in states.items()}
        special |= {code} if is_special else set()
    last = Release.objects.filter(pk__lt=release.pk).order_by("-pk").first()
    before = _open_before(last) if last else None
    hidden = hidden_open(counts, special=special, before=before)
    farthest = _farthest(_steps(counts, special))
    told = disclosure.released(counts, hidden, before, farthest=farthest)
    shown = {key: figure.value for key, figure in told.items()}
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


def _open_before(last: Release) -> dict[OpenKey, int | None]:
    """What the last release showed, and None for what it hid; what it shows of two it shows of the rest."""
    told: dict[OpenKey, int | None] = {}
    for row in last.open_results.all():
        pending, closing = row.pending_count, row.closing_count
        is_known = pending is not None and closing is not None and closing <= pending
        later = pending - closing if is_known else None
        states = {PENDING: pending, CLOSING: closing, LATER: later, LOST: row.lost_count}
        place = row.unit_code, row.definition_code
        told |= {OpenKey(*place, state): count for state, count in states.items()}
    return told


def hidden_open(
    counts: Mapping[OpenKey, int],
    *,
    special: Iterable[str] = (),
    before: Mapping[OpenKey, int | None] | None = None,
) -> frozenset[Any]:
    """Few results, and whatever gives them away: units to all, and this week within pending.

    With `before` also those that have not moved by enough.
    """
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
    steps = _steps(counts, guarded)
    return disclosure.protect(
        counts,
        joined,
        never_hide=whole,
        sensitive=few,
        before=before,
        steps=steps,
        farthest=_farthest(steps),
    )


def _steps(keys: Iterable[OpenKey], special: Collection[str]) -> dict[OpenKey, int]:
    return {
        key: SMALLEST_SPECIAL if key.definition_code in special else disclosure.SMALLEST_SHOWN
        for key in keys
    }


def _farthest(steps: Mapping[OpenKey, int]) -> dict[OpenKey, int]:
    return {key: disclosure.STEPS_OFF * step for key, step in steps.items()}


def _rows(statement: str, params: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()
