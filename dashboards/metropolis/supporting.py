"""What the day's release tells of support: hours by area, and how many people they were planned and given to.

All of a row carries one mark. Hours are not protected against one of several people having most of
them.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from dashboards import disclosure
from dashboards.disclosure import AtMost, Line
from dashboards.metropolis import statements
from dashboards.metropolis.codes import UNPLACED
from dashboards.metropolis.models import Release, ReleasedHours
from indicators.cells.queries import WHOLE_TIME

HOURS = ("planned", "given")
PEOPLE = ("planned_people", "given_people")


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
    # Whoever has anything planned or given.
    people: int


def tell(release: Release) -> None:
    """Write it for a release; nobody publishes meanwhile, as the release has seen to."""
    counts = counted()
    hidden = hidden_of(counts)
    ReleasedHours.objects.bulk_create(
        _row(release, key, None if key in hidden else told)
        for key, told in counts.items()
        if key.unit_code != UNPLACED
    )


def counted() -> dict[Key, Support]:
    with connection.cursor() as cursor:
        cursor.execute(statements.HOURS)
        return {Key(*row[:3]): Support(*row[3:]) for row in cursor.fetchall()}


def _row(release: Release, key: Key, told: Support | None) -> ReleasedHours:
    return ReleasedHours(
        release=release,
        **key._asdict(),
        planned_hours=told and told.planned,
        given_hours=told and told.given,
        planned_people_count=told and told.planned_people,
        given_people_count=told and told.given_people,
    )


def hidden_of(counts: Mapping[Key, Support]) -> frozenset[Any]:
    """Support of fewer than five people, and whatever would give it away; all kinds together."""
    hidden = frozenset(key for key, told in counts.items() if _is_of_few(told))
    while True:
        before = hidden
        for kind in HOURS:
            hidden |= _of_hours(counts, kind, hidden)
        for kind in PEOPLE:
            hidden |= _of_people(counts, kind, hidden)
        if hidden == before:
            return hidden


def _is_of_few(told: Support) -> bool:
    people = told.planned_people, told.given_people, told.people
    return any(0 < count < disclosure.SMALLEST_SHOWN for count in people)


def _of_hours(counts: Mapping[Key, Support], kind: str, hidden: frozenset[Any]) -> frozenset[Any]:
    values = {key: int(getattr(told, kind) * 100) for key, told in counts.items()}
    return disclosure.protect(
        values,
        lines(counts),
        never_hide=_kept(counts),
        # That nothing was planned tells of nobody; and not how many hours give somebody away, only
        # of how few people they are.
        sensitive={key for key in hidden if values[key]},
        threshold=1,
    )


def _of_people(counts: Mapping[Key, Support], kind: str, hidden: frozenset[Any]) -> frozenset[Any]:
    """People add up to nothing: somebody is helped in two areas, in two years, by two units."""
    values = {key: getattr(told, kind) for key, told in counts.items()}
    return disclosure.protect(
        values,
        [],
        at_most=limits(counts),
        never_hide=_kept(counts),
        sensitive={key for key in hidden if values[key]},
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
