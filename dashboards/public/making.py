"""Makes the candidate of a public edition: counts, protects all of it together, writes the rest away.

Runs under the publishing role. What the day's release shows is all that is told, rounded or hidden, so
that the public never knows more than the metropolis: a figure that waits there, so that nobody sees who
came, waits here too. Of what the release hides, today's counts say whether it is little, and no more.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Count, Q

from core.days import warsaw_day
from dashboards import disclosure
from dashboards.metropolis.models import Release, ReleasedProject
from dashboards.public import contents, differences, queries
from dashboards.public.contents import (
    AREAS,
    DISABLED,
    HIDDEN,
    NO_DATA,
    TOLD,
    WHOLE_TIME,
    Content,
    Official,
    Place,
    ProjectEntry,
    Shown,
    Told,
    UnitEntry,
)
from dashboards.public.models import Candidate, OpenPage, PublishedFigure
from indicators.definitions.models import Definition
from territory import queries as territory

# Health, origin, homelessness: as for the metropolis, no count below ten.
SMALLEST_SPECIAL = 10
AREAS_NAMED = ("obszary wsparcia", "areas of support")
PARTICIPATIONS, PEOPLE = BOTH = (0, 1)
# The programme from the start and by year, by sex from the start; units from the start, by sex too;
# projects from the start only, and nothing about disability so finely.
IS_TOLD = (
    Q(project_id=None, period=WHOLE_TIME)
    | Q(project_id=None, unit_code="", sex="", period__regex=r"^\d{4}$")
    | Q(project_id__isnull=False, period=WHOLE_TIME, sex="") & ~Q(definition_code=DISABLED)
)
COUNTED = """
select c.unit_code, coalesce(c.project_id::text, ''), c.definition_code, c.period, c.sex,
  c.participations_count, c.people_count
from facts.cell c
where c.definition_code = any(%(told)s) and length(c.period) < 6"""


class Counted(NamedTuple):
    """Both honest counts of a place, before anything is hidden; it never leaves this module."""

    participations: int
    people: int


class Protected(NamedTuple):
    """What may be told, the places of which somebody would find what is hidden even so, and those left out."""

    cells: dict[Place, Told]
    exposed: tuple[Place, ...] = ()
    dropped: tuple[Place, ...] = ()


def make_candidate(*, at: datetime) -> Candidate | None:
    """Make what a metropolitan coordinator may approve; None where nothing would change."""
    release = Release.objects.order_by("-pk").first()
    if release is None:
        return None
    content = _content(release)
    waiting = queries.candidate()
    if waiting and differences.is_same(contents.from_json(waiting.content), content):
        return waiting
    with transaction.atomic():
        Candidate.objects.all().delete()
        if differences.is_same(_in_force(), content):
            return None
        return Candidate.objects.create(made_at=at, content=contents.to_json(content))


def _in_force() -> Content | None:
    edition = queries.in_force()
    return contents.from_json(edition.content) if edition else None


def _content(release: Release) -> Content:
    cards = list(ReleasedProject.objects.order_by("unit_code", "-starts_on", "title", "project_id"))
    open_pages = OpenPage.objects.in_bulk()
    open_cards = [card for card in cards if card.pk in open_pages]
    # What is made up for a demonstration was never published.
    amounts = [
        card.eu_amount for card in cards if card.eu_amount and "eu_amount" not in card.invented
    ]
    official = tuple(_official(one) for one in PublishedFigure.objects.filter(withdrawn_at=None))
    shown = _shown_by(release)
    unknown = {place for place, both in shown.items() if both is None}
    protected = told(_world(shown), unknown=unknown, officially=official)
    content = Content(
        as_of=warsaw_day(release.released_at),
        projects_count=len(cards),
        eu_projects_count=len(amounts),
        eu_amount=sum(amounts, Decimal(0)),
        units=tuple(_units()),
        projects=tuple(_project(card, open_pages[card.pk].partners) for card in open_cards),
        cells=protected.cells,
        exposed=protected.exposed,
        dropped=protected.dropped,
        official=official,
        names=_names(),
    )
    return content.only({str(card.pk) for card in open_cards})


def _shown_by(release: Release) -> dict[Place, Counted | None]:
    """What the release shows of every place that the public is told of, and None for what it hides."""
    names = ("unit_code", "project_id", "definition_code", "period", "sex")
    cells = release.cells.filter(IS_TOLD, disability="", definition_code__in=TOLD)
    return {
        Place(unit, str(project or ""), code, period, sex): _pair(*counts)
        for unit, project, code, period, sex, *counts in cells.values_list(
            *names, "participations_count", "people_count"
        )
    }


def _pair(participations: int | None, people: int | None) -> Counted | None:
    return None if participations is None or people is None else Counted(participations, people)


def _world(shown: Mapping[Place, Counted | None]) -> dict[Place, Counted]:
    """The shown counts, and at least one of those that are hidden."""
    hidden = [place for place, both in shown.items() if both is None]
    counted = _counted() if hidden else {}
    somebody = {
        place: Counted(*(max(1, count) for count in counted.get(place, (1, 1)))) for place in hidden
    }
    return {place: both or somebody[place] for place, both in shown.items()}


def _counted() -> dict[Place, Counted]:
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"told": list(TOLD)})
        return {Place(*row[:5]): Counted(*row[5:]) for row in cursor.fetchall()}


def told(
    counted: Mapping[Place, Counted],
    *,
    unknown: Collection[Place] = (),
    officially: Iterable[Official] = (),
) -> Protected:
    """What may be told of these counts; `unknown` are places that even the metropolis is not told.

    Both counts are one whole: where one is hidden the other is too. Readers know what was published
    `officially`, and nobody says whether that were people or participations.
    """
    counts: dict[Hashable, int] = {
        (place, way): both[way] for place, both in counted.items() for way in BOTH
    }
    special = {
        place
        for place, both in counted.items()
        if place.code == DISABLED and 0 < min(both) < SMALLEST_SPECIAL
    }
    joined, rests = lines(counted)
    made = disclosure.public(
        counts | rests,
        joined,
        sensitive={(place, way) for place in special | set(unknown) for way in BOTH} & set(counts),
        together=[[(place, way) for way in BOTH] for place in counted],
        at_most=[
            disclosure.AtMost((place, PEOPLE), ((place, PARTICIPATIONS),)) for place in counted
        ],
        officially=_known(officially, counted),
        aside={key: (min(rest, 0), max(rest, 0)) for key, rest in rests.items()},
        coarsen=lambda cell: _table_of(cell[0], counted),  # type: ignore[index]
    )
    exposed, dropped = (
        tuple(sorted({place for place in counted for way in BOTH if (place, way) in cells}))
        for cells in (made.exposed, made.dropped)
    )
    shown = {
        place: Told(*(_shown(made.figures[place, way]) for way in BOTH))
        for place in counted
        if place not in dropped
    }
    return Protected(shown | dict.fromkeys(dropped, Told(NO_DATA, NO_DATA)), exposed, dropped)


def _table_of(of: Place, counted: Iterable[Place]) -> list[Hashable]:
    """Both counts of all places of one table: the projects of a unit, its sexes, the years, the units."""
    alike = (
        place
        for place in counted
        if place.code == of.code
        and bool(place.project_id) == bool(of.project_id)
        and bool(place.sex) == bool(of.sex)
        and bool(place.unit_code) == bool(of.unit_code)
        and (place.period == WHOLE_TIME) == (of.period == WHOLE_TIME)
        # The programme's table of units is one; projects and sexes have one in each unit.
        and (place.unit_code == of.unit_code or not (of.project_id or of.sex))
    )
    return [(place, way) for place in alike for way in BOTH]


def _known(officially: Iterable[Official], counted: Iterable[Place]) -> dict[Hashable, int]:
    """What readers know by official figures of both counts; a project is named without its unit."""
    places = {
        (place.project_id or place.unit_code, place.code): place
        for place in counted
        if place.period == WHOLE_TIME and not place.sex
    }
    named = (
        (places.get((one.project_id or one.unit_code, one.subject)), one) for one in officially
    )
    return {(place, way): one.value for place, one in named if place for way in BOTH}


def _shown(figure: disclosure.Figure) -> Shown:
    return HIDDEN if figure.value is None else int(figure.value)


def lines(counted: Mapping[Place, Counted]) -> tuple[list[disclosure.Line], dict[Hashable, int]]:
    """Every sum that a reader can do, and what is left of a total when its parts are taken away.

    Participations add up in every direction, people only from women and men. What is left belongs to
    tenants of no unit, or to figures that wait since another day than their sum: it is counted in, so
    that sums hold, and never told. It may be less than nothing.
    """
    parts: dict[tuple[str, Place], list[Place]] = {}
    for place in sorted(counted):
        for named in _totals_of(place):
            if named[1] in counted:
                parts.setdefault(named, []).append(place)
    joined, rests = [], dict[Hashable, int]()
    for (way, total), group in parts.items():
        for kind in BOTH if way == "sex" else (PARTICIPATIONS,):
            rest = counted[total][kind] - sum(counted[part][kind] for part in group)
            members: list[Hashable] = [(part, kind) for part in group]
            if rest:
                rests[way, total, kind] = rest
                members.append((way, total, kind))
            joined.append(disclosure.Line((total, kind), tuple(members)))
    return joined, rests


def _totals_of(place: Place) -> Iterable[tuple[str, Place]]:
    if place.sex:
        yield "sex", place._replace(sex="")
    if place.project_id:
        yield "project", place._replace(project_id="")
    elif place.unit_code:
        yield "unit", place._replace(unit_code="")
    if place.period != WHOLE_TIME:
        yield "year", place._replace(period=WHOLE_TIME)


def _units() -> Iterable[UnitEntry]:
    counts = dict(ReleasedProject.objects.values_list("unit_code").annotate(Count("pk")).order_by())
    for unit in territory.nine_units():
        yield UnitEntry(
            code=unit.code,
            population=unit.population_count,
            population_on=unit.population_on,
            projects_count=counts.get(unit.code, 0),
        )


def _project(card: ReleasedProject, partners: list[dict[str, Any]]) -> ProjectEntry:
    return ProjectEntry(
        id=str(card.pk),
        unit_code=card.unit_code,
        title=card.title,
        edition_no=card.edition_no,
        leader=card.leader_name,
        fund=card.fund,
        starts_on=card.starts_on,
        ends_on=card.ends_on,
        total_amount=card.total_amount,
        eu_amount=card.eu_amount,
        partners=tuple((one["name"], one["kind"]) for one in partners),
        invented=tuple(sorted(card.invented)),
    )


def _names() -> dict[str, tuple[str, str]]:
    found = Definition.objects.filter(pk__in=TOLD).values_list("pk", "name_pl", "name_en")
    return {code: (polish, english) for code, polish, english in found} | {AREAS: AREAS_NAMED}


def _official(one: PublishedFigure) -> Official:
    return Official(
        subject=one.subject,
        unit_code=one.unit_code,
        project_id=str(one.project_id or ""),
        value=one.value,
        source=one.source,
        published_on=one.published_on,
        approved_by=one.approved_by,
    )
