"""What the day's release tells of support: hours by area, and how many people they were planned and given to.

Told are months that are over. All of a row carries one mark, and its hours move once five people have
support in the months that came since they were told; people move in steps of five. A row that waits for
another's sake is hidden once ten people moved it. Hours are not protected against one of several people
having most of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.disclosure import AtMost, Line
from dashboards.metropolis import statements
from dashboards.metropolis.codes import UNPLACED
from dashboards.metropolis.models import Release, ReleasedHours
from indicators.cells.queries import WHOLE_TIME

HOURS = ("planned", "given")
PEOPLE = ("planned_people", "given_people")
# How far from what they showed hours that wait may be, beyond what they have moved, in hundredths.
BLUR = 1000
# A row that waits for another's sake is repeated until so many people moved it, and then hidden.
FARTHEST = disclosure.STEPS_OFF * disclosure.SMALLEST_SHOWN


class Key(NamedTuple):
    """Of a unit, or of all; of an area, or of all; of a quarter, a year, or from the start."""

    unit_code: str
    area: str
    period: str


class Support(NamedTuple):
    planned: Decimal
    given: Decimal
    planned_people: int
    given_people: int
    # Whoever has anything planned or given; and who of them in months that were not told yet.
    people: int
    moved_by: int


class Told(NamedTuple):
    """What a release shows of a row; its hours are of the months before `until`."""

    planned: Decimal
    given: Decimal
    planned_people: int
    given_people: int
    until: date


Before = Mapping[Key, Told | None]


def tell(release: Release) -> None:
    """Write it for a release; nobody publishes meanwhile, as the release has seen to."""
    until = warsaw_day(release.released_at).replace(day=1)
    last = Release.objects.filter(pk__lt=release.pk).order_by("-pk").first()
    shown = told(counted(last, until=until), _told_before(last) if last else None, until=until)
    ReleasedHours.objects.bulk_create(
        _row(release, key, row) for key, row in shown.items() if key.unit_code != UNPLACED
    )


def counted(last: Release | None, *, until: date) -> dict[Key, Support]:
    asked = {"until": until, "before": last.pk if last else None}
    with connection.cursor() as cursor:
        cursor.execute(statements.HOURS, asked)
        return {Key(*row[:3]): Support(*row[3:]) for row in cursor.fetchall()}


def _told_before(last: Release) -> dict[Key, Told | None]:
    return {
        Key(row.unit_code, row.area, row.period): None
        if row.planned_hours is None or row.planned_people_count is None
        else Told(
            row.planned_hours,
            row.given_hours,
            row.planned_people_count,
            row.given_people_count,
            row.told_until or date.min,
        )
        for row in last.hours.all()
    }


def _row(release: Release, key: Key, told: Told | None) -> ReleasedHours:
    return ReleasedHours(
        release=release,
        **key._asdict(),
        planned_hours=told and told.planned,
        given_hours=told and told.given,
        planned_people_count=told and told.planned_people,
        given_people_count=told and told.given_people,
        told_until=told and told.until,
    )


def told(
    counts: Mapping[Key, Support], before: Before | None, *, until: date
) -> dict[Key, Told | None]:
    """What each row shows: its own numbers, those it showed before, or nothing."""
    untold, hidden = protected(counts, before)
    return {
        key: None if key in hidden else _shown(key, found, (before or {}).get(key), untold, until)
        for key, found in counts.items()
    }


def _shown(
    key: Key,
    found: Support,
    before: Told | None,
    untold: Mapping[str, frozenset[Any]],
    until: date,
) -> Told:
    waits = {kind: before for kind in (*HOURS, *PEOPLE) if key in untold[kind]}
    numbers = {kind: getattr(waits.get(kind) or found, kind) for kind in (*HOURS, *PEOPLE)}
    return Told(**numbers, until=before.until if before and waits.get("given") else until)


def protected(
    counts: Mapping[Key, Support], before: Before | None = None
) -> tuple[dict[str, frozenset[Any]], frozenset[Any]]:
    """Which numbers are not told anew, by kind, and the rows that show nothing at all."""
    small = frozenset(key for key, found in counts.items() if _is_of_few(found))
    untold: dict[str, frozenset[Any]] = dict.fromkeys((*HOURS, *PEOPLE), frozenset())
    hidden = frozenset(key for key in small if not (before or {}).get(key))
    while True:
        done = hidden, dict(untold)
        hours = untold["planned"]
        for kind in HOURS:
            hours |= _of_hours(counts, kind, small | hidden | hours, before)
        untold |= dict.fromkeys(HOURS, hours)
        for kind in PEOPLE:
            untold[kind] |= _of_people(counts, kind, small | hidden, before)
        hidden |= {
            key
            for kind, keys in untold.items()
            for key in keys
            if not _repeats(counts[key], (before or {}).get(key), kind)
        }
        if (hidden, untold) == done:
            return untold, hidden


def _repeats(found: Support, before: Told | None, kind: str) -> bool:
    """Whether a number has something to go on showing: nothing too far off, no zero over somebody."""
    if before is None or not (getattr(before, kind) or not getattr(found, kind)):
        return False
    return not _is_far(found, before, kind)


def _is_far(found: Support, before: Told, kind: str) -> bool:
    """Whether a number is too far off to be repeated: hours once that many people moved them."""
    off = abs(getattr(found, kind) - getattr(before, kind))
    return bool(off) and (off if kind in PEOPLE else found.moved_by) >= FARTHEST


def _is_of_few(told: Support) -> bool:
    people = told.planned_people, told.given_people, told.people
    return any(0 < count < disclosure.SMALLEST_SHOWN for count in people)


def _of_hours(
    counts: Mapping[Key, Support], kind: str, untold: frozenset[Any], before: Before | None
) -> frozenset[Any]:
    values = {key: int(getattr(found, kind) * 100) for key, found in counts.items()}
    shown = _in_hundredths(before, kind)
    return disclosure.protect(
        values,
        lines(counts),
        never_hide=_kept(counts),
        # That nothing was planned tells of nobody; and not how many hours give somebody away, only
        # of how few people they are.
        sensitive={key for key in untold if values[key]},
        threshold=1,
        before=shown,
        steps={key: _step(counts[key], values[key], (shown or {}).get(key, 0)) for key in counts},
        farthest={key: 1 for key, found in counts.items() if found.moved_by >= FARTHEST},
    )


def _in_hundredths(before: Before | None, kind: str) -> dict[Any, int | None] | None:
    if before is None:
        return None
    return {key: row and int(getattr(row, kind) * 100) for key, row in before.items()}


def _step(found: Support, value: int, shown: int | None) -> int:
    """Hours are free to move once five people moved them; hidden ones once they are of nine."""
    enough = disclosure.SMALLEST_SHOWN
    is_free = found.people >= 2 * enough - 1 if shown is None else found.moved_by >= enough
    return 1 if is_free else abs(value - (shown or 0)) + BLUR


def _of_people(
    counts: Mapping[Key, Support], kind: str, untold: frozenset[Any], before: Before | None
) -> frozenset[Any]:
    """People add up to nothing: somebody is helped in two areas, in two years, by two units."""
    values = {key: getattr(found, kind) for key, found in counts.items()}
    shown = {key: row and getattr(row, kind) for key, row in (before or {}).items()}
    return disclosure.protect(
        values,
        [],
        at_most=limits(counts),
        never_hide=_kept(counts),
        sensitive={key for key in untold if values[key]},
        before=None if before is None else shown,
        farthest=dict.fromkeys(counts, FARTHEST),
    )


def _kept(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: worth for key in keys if (worth := _worth(key))}


def _worth(key: Key) -> int:
    if key.area or key.period != WHOLE_TIME:
        return 0
    return 1 if key.unit_code else 2


def lines(keys: Iterable[Key]) -> list[Line]:
    """Every sum a reader can do: units to all, areas to all, quarters to years, years to the whole."""
    parts: dict[tuple[Key, str], list[Key]] = {}
    for key in keys:
        if key.unit_code and len(key.period) != 6:
            parts.setdefault((key._replace(unit_code=""), "unit"), []).append(key)
        if key.area:
            parts.setdefault((key._replace(area=""), "area"), []).append(key)
        if key.period != WHOLE_TIME:
            wider = key.period[:4] if len(key.period) == 6 else WHOLE_TIME
            parts.setdefault((key._replace(period=wider), "time"), []).append(key)
    return [Line(total, tuple(group)) for (total, _way), group in parts.items()]


def limits(keys: Iterable[Key]) -> Iterator[AtMost]:
    """What every reader knows of people: those of a part are among the whole's, and nobody else is."""
    for line in lines(keys):
        yield AtMost(line.total, line.parts)
        yield from (AtMost(part, (line.total,)) for part in line.parts)
