"""The work of the publishing worker for the metropolis: live totals, and the day's protected release."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.metropolis import statements
from dashboards.metropolis.models import LiveTotal, Release, ReleasedCell
from indicators.facts.models import Publication

WHOLE_TIME = "ALL"
KEPT_RELEASES = 400
# Health, origin, homelessness: the metropolis is told no count below ten.
SMALLEST_SPECIAL = 10
WITH_DISABILITIES = "PEOPLE_WITH_DISABILITIES"


class Key(NamedTuple):
    """Where a cell stands; see ReleasedCell."""

    unit_code: str
    project_id: UUID | None
    definition_code: str
    period: str
    sex: str
    disability: str


class Counts(NamedTuple):
    participations: int
    people: int


def renew_totals(**_news: Any) -> None:
    """Count the whole programme anew, and copy the project cards."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (
            statements.ONE_AT_A_TIME,
            statements.TOTALS,
            statements.REPEATS,
            statements.FORGET_PROJECTS,
            statements.PROJECTS,
            statements.FORGET_UNITS,
            statements.UNITS,
        ):
            cursor.execute(statement)


def totals_are_stale() -> bool:
    """Tell whether a tenant was published after the totals were counted."""
    published = Publication.objects.aggregate(last=Max("published_at"))["last"]
    counted = LiveTotal.objects.aggregate(first=Min("as_of"))["first"]
    return published is not None and (counted is None or counted < published)


def is_due(*, on: date) -> bool:
    """Tell whether the day still lacks its release."""
    latest = Release.objects.order_by("-pk").first()
    return latest is None or warsaw_day(latest.released_at) < on


def release_breakdowns() -> Release:
    """Make the day's release: count, protect all of it together, and only then write it."""
    with transaction.atomic():
        # One snapshot for all counts: a person who joins meanwhile is in all of them or in none.
        with connection.cursor() as cursor:
            cursor.execute(statements.ONE_AT_A_TIME)
        counts = _counted()
        hidden = _hidden(counts)
        release = _entered(counts, len(hidden))
        ReleasedCell.objects.bulk_create(
            (_cell(release, key, counted, key in hidden) for key, counted in counts.items()),
            batch_size=2000,
        )
        kept = Release.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT_RELEASES]
        Release.objects.exclude(pk__in=list(kept)).delete()
    return release


def _counted() -> dict[Key, Counts]:
    counts = {}
    with connection.cursor() as cursor:
        for statement in (statements.OVER_TIME, statements.BY_WHO):
            cursor.execute(statement)
            for row in cursor.fetchall():
                counts[Key(*row[:6])] = Counts(*row[6:])
    return counts


def _hidden(counts: dict[Key, Counts]) -> frozenset:
    """Small counts, of participations or of people, and whatever would give them away."""
    # Totals that are live anyway, and each unit's own: what stands around them is hidden first.
    kept = {key for key in counts if key.period == WHOLE_TIME and not (key.sex or key.disability)}
    return disclosure.protect(
        {key: counted.participations for key, counted in counts.items()},
        [*lines(counts), *_twins(counts)],
        sensitive={key for key, counted in counts.items() if _is_small(key, counted)},
        never_hide={key for key in kept if not key.project_id},
    )


def _is_small(key: Key, counted: Counts) -> bool:
    special = key.disability == "YES" or key.definition_code == WITH_DISABILITIES
    limit = SMALLEST_SPECIAL if special else disclosure.SMALLEST_SHOWN
    return 0 < min(counted.participations, counted.people) < limit


def _twins(counts: dict[Key, Counts]) -> list[disclosure.Line]:
    """Cells that say the same under two names: people with disabilities, as an indicator and as a breakdown."""
    twins = {
        key: key._replace(definition_code=WITH_DISABILITIES, disability="")
        for key in counts
        if key.disability == "YES"
    }
    return [
        disclosure.Line(total=twin, parts=(key,))
        for key, twin in twins.items()
        if twin in counts and counts[twin].participations == counts[key].participations
    ]


def lines(keys: Iterable[Key]) -> list[disclosure.Line]:
    """Every sum a reader can do: units to programme, projects to unit, quarters to years, and so on."""
    parts: dict[Key, dict[str, list[Key]]] = {}
    for key in keys:
        for direction, total in _totals_of(key):
            parts.setdefault(total, {}).setdefault(direction, []).append(key)
    return [
        disclosure.Line(total=total, parts=tuple(group))
        for total, groups in parts.items()
        for group in groups.values()
    ]


def _totals_of(key: Key) -> Iterable[tuple[str, Key]]:
    if key.project_id:
        yield "project", key._replace(project_id=None)
    elif key.unit_code:
        yield "unit", key._replace(unit_code="")
    if len(key.period) == 6:
        yield "quarter", key._replace(period=key.period[:4])
    elif key.period != WHOLE_TIME:
        yield "year", key._replace(period=WHOLE_TIME)
    if key.sex:
        yield "sex", key._replace(sex="")
    if key.disability:
        yield "disability", key._replace(disability="")


def _entered(counts: dict[Key, Counts], hidden: int) -> Release:
    publications = list(Publication.objects.all())
    fresh = [p.published_at for p in publications if p.published_at]
    return Release.objects.create(
        released_at=timezone.now(),
        facts_as_of=max(fresh, default=None),
        tenants_count=len(fresh),
        missing=[p.tenant_name for p in publications if not p.published_at or p.problem],
        years=sorted({key.period for key in counts if len(key.period) == 4}, reverse=True),
        cells_count=len(counts),
        hidden_count=hidden,
    )


def _cell(release: Release, key: Key, counted: Counts, is_hidden: bool) -> ReleasedCell:
    shown = (None, None) if is_hidden else counted
    return ReleasedCell(
        release=release,
        is_hidden=is_hidden,
        participations_count=shown[0],
        people_count=shown[1],
        **key._asdict(),
    )
