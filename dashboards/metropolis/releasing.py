"""The work of the publishing worker for the metropolis: live totals, and the day's protected release."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils import timezone

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.metropolis import beside, kept, statements
from dashboards.metropolis.codes import BY_BEGINNING, BY_GMINA, DISABLED, RISK, Trait
from dashboards.metropolis.kept import Counts, Key
from dashboards.metropolis.models import LiveTotal, Release
from indicators.cells.queries import WHOLE_TIME
from indicators.definitions.models import Definition
from indicators.facts import statements as publishing
from indicators.facts.models import Publication
from territory import queries as territory
from territory import tiles

KEPT_RELEASES = 400
# Health, origin, homelessness: the metropolis is told no count below ten.
SMALLEST_SPECIAL = 10


TOTALS = (statements.TOTALS, statements.FRESHNESS, statements.REPEATS, statements.DECLARED)
CARDS = (
    statements.FORGET_PROJECTS,
    statements.PROJECTS,
    statements.FORGET_UNITS,
    statements.UNITS,
)


def renew_totals(*, has_cards: bool = True, **_news: Any) -> None:
    """Tell the metropolis the totals of the programme and, if they changed, the project cards.

    Also those of an earlier publication of which a crash kept the news.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statements.ONE_AT_A_TIME)
        untold = Publication.objects.filter(has_untold_cards=True)
        has_untold = bool(untold.update(has_untold_cards=False))
        for statement in TOTALS + (CARDS if has_cards or has_untold else ()):
            cursor.execute(statement)


def totals_are_stale() -> bool:
    """Tell whether a tenant was published after the totals were counted, or its cards not told."""
    if Publication.objects.filter(has_untold_cards=True).exists():
        return True
    published = Publication.objects.aggregate(last=Max("published_at"))["last"]
    counted = LiveTotal.objects.aggregate(first=Min("as_of"))["first"]
    return published is not None and (counted is None or counted < published)


def is_due(*, on: date) -> bool:
    """Tell whether the day still lacks its release."""
    latest = Release.objects.order_by("-pk").first()
    return latest is None or warsaw_day(latest.released_at) < on


def release_day(day: date) -> Release | None:
    """Make the day's release, or none where another worker made it while this one waited its turn."""
    with transaction.atomic():
        _wait_for_a_turn()
        return release_breakdowns() if is_due(on=day) else None


def _wait_for_a_turn() -> None:
    """Nobody publishes meanwhile: whoever joins is in all of the counts or in none."""
    with connection.cursor() as cursor:
        cursor.execute(publishing.ONE_AT_A_TIME)
        cursor.execute(statements.ONE_AT_A_TIME)


def release_breakdowns() -> Release:
    """Make a release: count, protect all of it together, and only then write it."""
    with transaction.atomic():
        _wait_for_a_turn()
        counts, before, special = counted(), kept.told_before(), special_codes()
        hidden = hidden_of(counts, special=special, perspectives=perspectives(), before=before)
        shown = shown_of(counts, hidden, special=special, before=before)
        release = _entered(counts, sum(found is None for found in shown.values()))
        kept.tell(release, shown)
        beside.tell(release, untold=_untold_people(hidden))
        newest = Release.objects.order_by("-pk").values_list("pk", flat=True)[:KEPT_RELEASES]
        Release.objects.exclude(pk__in=list(newest)).delete()
    return release


def _untold_people(hidden: Iterable[Key]) -> set[tuple[str, UUID | None]]:
    """Of which projects and units the people supported are hidden, or wait."""
    return {
        (key.unit_code, key.project_id)
        for key in hidden
        if key == Key(key.unit_code, key.project_id, RISK, WHOLE_TIME, "", "")
    }


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
            (statements.OVER_TIME_OF_NO_UNIT, None),
            (statements.BY_WHO, None),
            (statements.BY_GMINA, of_the_area),
            (statements.BY_BEGINNING, {"codes": list(BY_BEGINNING)}),
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
    before: Mapping[Key, Counts | None] | None = None,
) -> frozenset[Any]:
    """Small counts, of participations or of people, and whatever would give them away.

    With `before`, what the last release showed, also those that have not moved by enough people.
    """
    same = _same(counts, before or {})
    alone = {key: found for key, found in counts.items() if key not in same}
    joined = _renamed(lines(counts, perspectives or {}), same)
    hidden = disclosure.protect_pairs(
        alone,
        joined,
        of_people=[line for line in joined if _is_of_people(line, alone)],
        people_within=[line for line in joined if _is_of_places(line)],
        smallest=_smallest(alone, special),
        never_hide={key: worth for key in alone if (worth := _worth(key))},
        # The page shows these at once: what they give away cannot be hidden by hiding them.
        told=[key for key in alone if _is_live(key, special)],
        # What is said under two names is hidden under both, or under neither.
        together=_twins(alone),
        before=before,
        coarsen=_Tables(alone).of,
    )
    return hidden | {key for key, whole in same.items() if whole in hidden}


def shown_of(
    counts: Mapping[Key, Counts],
    hidden: Collection[Key],
    *,
    special: Collection[str] = (DISABLED,),
    before: Mapping[Key, Counts | None] | None = None,
) -> dict[Key, Counts | None]:
    """What each cell shows: its counts, those it showed before, or nothing."""
    shown = disclosure.shown_pairs(
        counts, hidden, before, smallest=_smallest(counts, special), together=_twins(counts)
    )
    return {key: pair and Counts(*pair) for key, pair in shown.items()}  # type: ignore[misc]


def _smallest(keys: Iterable[Key], special: Collection[str]) -> dict[Key, int]:
    return {key: SMALLEST_SPECIAL for key in keys if _is_special(key, special)}


def _is_of_people(line: disclosure.Line, counts: Mapping[Key, Counts]) -> bool:
    """Whether a line adds up people too: in one place everybody stands under one trait."""
    total, parts = line.total, line.parts
    return not _is_of_places(line, has_traits=True) and counts[total].people == sum(  # type: ignore[index]
        counts[part].people
        for part in parts  # type: ignore[index]
    )


def _is_of_places(line: disclosure.Line, *, has_traits: bool = False) -> bool:
    """Whether a line adds up units, projects or periods; somebody's traits may differ among those."""
    total: Any = line.total
    part: Any = line.parts[0]
    is_one_place = (total.unit_code, total.project_id, total.period) == (
        part.unit_code,
        part.project_id,
        part.period,
    )
    return not is_one_place and (has_traits or not (total.sex or total.disability or total.trait))


class _Tables:
    """Cells that make one table of a page: of one place and indicator, by the same traits."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self.tables: dict[tuple[Any, ...], list[Key]] = {}
        for key in keys:
            self.tables.setdefault(self._table(key), []).append(key)

    def of(self, key: Any) -> list[Key]:
        return self.tables[self._table(key)]

    def _table(self, key: Key) -> tuple[Any, ...]:
        place = key.unit_code, bool(key.project_id), key.definition_code, len(key.period)
        return *place, bool(key.sex), bool(key.disability), key.trait


def _same(counts: Mapping[Key, Counts], before: Mapping[Key, Counts | None]) -> dict[Key, Key]:
    """Parts that are all of their whole, and were: one figure under two names, hidden once."""
    wholes = ((key, key._replace(trait="", value="")) for key in counts if key.trait)
    return {
        key: whole
        for key, whole in wholes
        if counts.get(whole) == counts[key] and before.get(whole) == before.get(key)
    }


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


def _is_special(key: Key, special: Collection[str]) -> bool:
    return key.disability == "YES" or key.definition_code in special


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
