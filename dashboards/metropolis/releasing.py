"""The work of the publishing worker for the metropolis: live totals, and the day's protected release."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.metropolis import beside, statements
from dashboards.metropolis.codes import BY_GMINA, DISABLED, RISK, Trait
from dashboards.metropolis.models import LiveTotal, Release, ReleasedBreakdown, ReleasedCell
from indicators.cells.queries import WHOLE_TIME
from indicators.definitions.models import Definition
from indicators.facts import statements as publishing
from indicators.facts.models import Publication
from territory import queries as territory
from territory import tiles

KEPT_RELEASES = 400
# Health, origin, homelessness: the metropolis is told no count below ten.
SMALLEST_SPECIAL = 10


class Key(NamedTuple):
    """Where a cell stands; see ReleasedCell, and ReleasedBreakdown where it has a trait."""

    unit_code: str
    project_id: UUID | None
    definition_code: str
    period: str
    sex: str
    disability: str
    trait: str = ""
    value: str = ""


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
        hidden = hidden_of(counts, special=special_codes(), perspectives=perspectives())
        release = _entered(counts, len(hidden))
        _tell(release, counts, hidden)
        beside.tell(release)
        kept = Release.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT_RELEASES]
        Release.objects.exclude(pk__in=list(kept)).delete()
    return release


def _tell(release: Release, counts: Mapping[Key, Counts], hidden: frozenset[Any]) -> None:
    shown = {key: None if key in hidden else found for key, found in counts.items()}
    ReleasedCell.objects.bulk_create(
        (_cell(release, key, found) for key, found in shown.items() if not key.trait),
        batch_size=2000,
    )
    ReleasedBreakdown.objects.bulk_create(
        (_breakdown(release, key, found) for key, found in shown.items() if key.trait),
        batch_size=2000,
    )


def counted() -> dict[Key, Counts]:
    """Every count that a release could tell, before any of them is hidden."""
    of_the_area = {
        "codes": list(BY_GMINA),
        "units": list(tiles.UNITS),
        "kinds": [str(kind) for kind in territory.GMINA_KINDS],
    }
    counts = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.MORE_MEMORY)
        for statement, asked in (
            (statements.OVER_TIME, None),
            (statements.BY_WHO, None),
            (statements.BY_GMINA, of_the_area),
        ):
            cursor.execute(statement, asked)
            for row in cursor.fetchall():
                counts[Key(*row[:-2])] = Counts(*row[-2:])
    return counts


def perspectives() -> dict[UUID, str]:
    """Of which period of the funds each project is that has figures."""
    with connection.cursor() as cursor:
        cursor.execute(statements.PERSPECTIVES)
        return dict(cursor.fetchall())


def special_codes() -> frozenset[str]:
    """The indicators that tell of health, origin or homelessness."""
    return frozenset(Definition.objects.filter(is_special=True).values_list("code", flat=True))


def hidden_of(
    counts: Mapping[Key, Counts],
    *,
    special: Collection[str] = (DISABLED,),
    perspectives: Mapping[UUID, str] | None = None,
) -> frozenset[Any]:
    """Small counts, of participations or of people, and whatever would give them away."""
    same = _same(counts)
    alone = {key: found for key, found in counts.items() if key not in same}
    few = {key for key, found in alone.items() if _is_small(key, found, special)}
    twins, joined = _twins(alone), _renamed(lines(counts, perspectives or {}), same)
    sensitive = set(few)
    while True:
        hidden = disclosure.protect(
            {key: found.participations for key, found in alone.items()},
            joined,
            sensitive=sensitive,
            never_hide={key: worth for key in alone if (worth := _worth(key))},
        )
        # What is said under two names is hidden under both, or under neither.
        torn = {b for a, b in twins if a in hidden} | {a for a, b in twins if b in hidden}
        live = {key for key in hidden - few if _is_live(key, special)}
        told = _told_elsewhere(alone, live) - hidden
        if not torn - hidden and not told:
            return hidden | {key for key, whole in same.items() if whole in hidden}
        sensitive |= torn | told


def _same(counts: Mapping[Key, Counts]) -> dict[Key, Key]:
    """Parts that are all of their whole: one figure under two names, which is hidden once."""
    wholes = ((key, key._replace(trait="", value="")) for key in counts if key.trait)
    return {key: whole for key, whole in wholes if counts.get(whole) == counts[key]}


def _renamed(found: Iterable[disclosure.Line], same: Mapping[Key, Key]) -> list[disclosure.Line]:
    """The sums under the names that are left; that a whole is its only part says nothing."""
    renamed = (
        disclosure.Line(
            same.get(line.total, line.total),  # type: ignore[call-overload]
            tuple(same.get(part, part) for part in line.parts),  # type: ignore[call-overload]
        )
        for line in found
    )
    return [line for line in renamed if line.total not in line.parts]


def _worth(key: Key) -> int:
    """How late a cell is hidden for the sake of others: traits first, totals of the programme last."""
    if key.trait:
        return 1 if key.period == WHOLE_TIME else 0
    if key.period != WHOLE_TIME or key.project_id:
        return 2
    if key.sex and key.disability:
        return 3
    if key.sex or key.disability:
        return 4
    return 5 if key.unit_code else 6


def _is_live(key: Key, special: Collection[str]) -> bool:
    """Whether the page shows this total at once; see the statement of live totals."""
    whole = Key("", None, key.definition_code, WHOLE_TIME, "", "")
    return key == whole and key.definition_code not in special


def _told_elsewhere(counts: Mapping[Key, Counts], live: set[Key]) -> set[Key]:
    """What must go because a total that the page shows live cannot be hidden for its sake."""
    codes = {key.definition_code for key in live}
    return {key for key in counts if key.definition_code in codes and key not in live}


def _is_small(key: Key, counted: Counts, special: Collection[str]) -> bool:
    is_guarded = key.disability == "YES" or key.definition_code in special
    limit = SMALLEST_SPECIAL if is_guarded else disclosure.SMALLEST_SHOWN
    return 0 < min(counted.participations, counted.people) < limit


def _twins(counts: Iterable[Key]) -> list[tuple[Key, Key]]:
    """Cells about the same people: those with disabilities, as a breakdown and as an indicator."""
    named = (
        (key, key._replace(definition_code=DISABLED, disability=""))
        for key in counts
        if key.disability == "YES" and key.definition_code == RISK
    )
    return [(key, twin) for key, twin in named if twin in counts]


def lines(
    keys: Collection[Key], perspectives: Mapping[UUID, str] | None = None
) -> list[disclosure.Line]:
    """Every sum a reader can do: units to programme, projects to unit, quarters to years, and so on."""
    parts: dict[tuple[Key, str], list[Key]] = {}
    for key in keys:
        for direction, total in _totals_of(key):
            parts.setdefault((total, direction), []).append(key)
        whole = _part_of_the_unit(key, perspectives or {})
        if whole in keys:
            parts.setdefault((whole, "project"), []).append(key)
    return [disclosure.Line(total, tuple(group)) for (total, _way), group in parts.items()]


def _part_of_the_unit(key: Key, perspectives: Mapping[UUID, str]) -> Key:
    """What whoever adds up the projects of one period of the funds in a unit has."""
    of = perspectives.get(key.project_id, "") if key.project_id else ""
    return key._replace(project_id=None, trait=str(Trait.PERSPECTIVE), value=of)


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
    if key.trait:
        yield key.trait, key._replace(trait="", value="")


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


def _cell(release: Release, key: Key, shown: Counts | None) -> ReleasedCell:
    where = {name: value for name, value in key._asdict().items() if name not in ("trait", "value")}
    return ReleasedCell(release=release, **where, **_numbers(shown))


def _breakdown(release: Release, key: Key, shown: Counts | None) -> ReleasedBreakdown:
    return ReleasedBreakdown(
        release=release,
        definition_code=key.definition_code,
        trait=key.trait,
        unit_code=key.unit_code,
        period=key.period,
        value=key.value,
        sex=key.sex,
        **_numbers(shown),
    )


def _numbers(shown: Counts | None) -> dict[str, Any]:
    participations, people = shown or (None, None)
    return {
        "is_hidden": shown is None,
        "participations_count": participations,
        "people_count": people,
    }
