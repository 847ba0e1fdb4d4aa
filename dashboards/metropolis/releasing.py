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
from dashboards.metropolis import beside, statements
from dashboards.metropolis.codes import DISABLED
from dashboards.metropolis.models import LiveTotal, Release, ReleasedCell
from indicators.cells.queries import WHOLE_TIME
from indicators.facts import statements as publishing
from indicators.facts.models import Publication

KEPT_RELEASES = 400
# Health, origin, homelessness: the metropolis is told no count below ten.
SMALLEST_SPECIAL = 10


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


TOTALS = (statements.TOTALS, statements.FRESHNESS, statements.REPEATS, statements.DECLARED)
CARDS = (
    statements.FORGET_PROJECTS,
    statements.PROJECTS,
    statements.FORGET_UNITS,
    statements.UNITS,
)


def renew_totals(*, has_cards: bool = True, **_news: Any) -> None:
    """Tell the metropolis the totals of the programme and, if they changed, the project cards."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        for statement in TOTALS + (CARDS if has_cards else ()):
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
        # Nobody publishes meanwhile: whoever joins is in all of the counts or in none.
        with connection.cursor() as cursor:
            cursor.execute(publishing.ONE_AT_A_TIME)
            cursor.execute(statements.ONE_AT_A_TIME)
        counts = counted()
        hidden = hidden_of(counts)
        release = _entered(counts, len(hidden))
        ReleasedCell.objects.bulk_create(
            (_cell(release, key, found, key in hidden) for key, found in counts.items()),
            batch_size=2000,
        )
        beside.tell(release)
        kept = Release.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT_RELEASES]
        Release.objects.exclude(pk__in=list(kept)).delete()
    return release


def counted() -> dict[Key, Counts]:
    """Every count that a release could tell, before any of them is hidden."""
    counts = {}
    with connection.cursor() as cursor:
        for statement in (statements.OVER_TIME, statements.BY_WHO):
            cursor.execute(statement)
            for row in cursor.fetchall():
                counts[Key(*row[:6])] = Counts(*row[6:])
    return counts


def hidden_of(counts: dict[Key, Counts]) -> frozenset:
    """Small counts, of participations or of people, and whatever would give them away."""
    sensitive = {key for key, counted in counts.items() if _is_small(key, counted)}
    twins = _twins(counts)
    while True:
        hidden = disclosure.protect(
            {key: counted.participations for key, counted in counts.items()},
            lines(counts),
            sensitive=sensitive,
            never_hide={key: _worth(key) for key in counts if _worth(key)},
        )
        # What is said under two names is hidden under both, or under neither.
        torn = {b for a, b in twins if a in hidden} | {a for a, b in twins if b in hidden}
        told = _told_elsewhere(counts, hidden)
        if not torn - hidden and not told:
            return hidden
        sensitive |= torn | told


def _worth(key: Key) -> int:
    """How late a cell is hidden for the sake of others: unit totals late, programme totals last."""
    if key.period != WHOLE_TIME or key.project_id or key.sex or key.disability:
        return 0
    return 1 if key.unit_code else 2


def _told_elsewhere(counts: dict[Key, Counts], hidden: frozenset) -> set[Key]:
    """What must go because a total that the page shows live cannot be hidden for its sake."""
    live = {
        key
        for key in hidden
        if _worth(key) == 2 and not _is_small(key, counts[key]) and key.definition_code != DISABLED
    }
    codes = {key.definition_code for key in live}
    return {key for key in counts if key.definition_code in codes and key not in live} - hidden


def _is_small(key: Key, counted: Counts) -> bool:
    special = key.disability == "YES" or key.definition_code == DISABLED
    limit = SMALLEST_SPECIAL if special else disclosure.SMALLEST_SHOWN
    return 0 < min(counted.participations, counted.people) < limit


def _twins(counts: dict[Key, Counts]) -> list[tuple[Key, Key]]:
    """Cells about the same people: those with disabilities, as a breakdown and as an indicator."""
    named = (
        (key, key._replace(definition_code=DISABLED, disability=""))
        for key in counts
        if key.disability == "YES"
    )
    return [(key, twin) for key, twin in named if twin in counts]


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
