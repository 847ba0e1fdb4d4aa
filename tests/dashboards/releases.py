"""Invented releases to attack: people in projects of units, told by who they are and when they came."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from dashboards.disclosure import SMALLEST_SHOWN, STEPS_OFF, AtMost, Line

PARTICIPATIONS, PEOPLE = "participations", "people"
KINDS = (PARTICIPATIONS, PEOPLE)
SMALLEST_SPECIAL = 10
QUARTERS = ("2025Q2", "2026Q1", "2026Q2")
WHOLE_TIME = "ALL"


class Place(NamedTuple):
    """Where a cell stands; empty is everything. A project only from the start, a unit by year."""

    unit: str
    project: str
    period: str
    sex: str
    disability: str
    education: str


class Hit(NamedTuple):
    """One participation that counts."""

    person: int
    unit: str
    project: str
    quarter: str
    sex: str
    disability: str
    education: str


@dataclass
class World:
    """People as they are; a reader sees only what is released of them."""

    draw: Random
    hits: list[Hit] = field(default_factory=list)
    projects: list[tuple[str, str]] = field(default_factory=list)
    # Of projects that are over nobody new is told of, and every reader knows it.
    over: set[str] = field(default_factory=set)
    # Whether it is told by education and by quarter, too.
    is_deep: bool = False

    def join(self, count: int, *, quarters: tuple[str, ...] = QUARTERS) -> None:
        """So many participations more, each fifth of somebody who is known already."""
        running = [place for place in self.projects if place[0] not in self.over]
        for _ in range(count):
            unit, project = self.draw.choice(running)
            quarter = self.draw.choice(quarters)
            if self.hits and self.draw.random() < 0.2:
                known = self.draw.choice(self.hits)
                self.hits.append(known._replace(unit=unit, project=project, quarter=quarter))
            else:
                self.hits.append(Hit(len(self.hits), unit, project, quarter, *self._traits()))

    def correct(self) -> None:
        """Somebody was entered by mistake, in a project that runs."""
        running = [hit for hit in self.hits if hit.unit not in self.over]
        if running:
            self.hits.remove(self.draw.choice(running))

    def _traits(self) -> tuple[str, str, str]:
        sex = "F" if self.draw.random() < 0.6 else "M"
        disability = "YES" if self.draw.random() < 0.3 else "OTHER"
        return sex, disability, self.draw.choice(("low", "middle", "high"))


def world(seed: int, *, most_units: int = 3, most_people: int = 120) -> World:
    draw = Random(seed)
    made = World(draw, is_deep=seed % 6 == 0)
    for unit in "abcdefghi"[: draw.randint(2, most_units)]:
        made.projects += [(unit, f"{unit}{number}") for number in range(draw.randint(1, 2))]
    made.join(draw.randint(20, most_people))
    return made


Key = tuple[Place, str]
Counts = dict[Key, int]


def counted(of: World) -> Counts:
    """Both counts of every cell; people stand under the traits of their first hit in a place."""
    participations: dict[Place, int] = defaultdict(int)
    people: dict[Place, set[int]] = defaultdict(set)
    seen: dict[tuple[int, str, str, str], Hit] = {}
    for hit in of.hits:
        for unit, project, period in _told(hit, of.is_deep):
            first = seen.setdefault((hit.person, unit, project, period), hit)
            where = unit, project, period
            for traits in _traits(hit, *where, is_deep=of.is_deep):
                participations[Place(*where, *traits)] += 1
            for traits in _traits(first, *where, is_deep=of.is_deep):
                people[Place(*where, *traits)].add(hit.person)
    return {
        (place, kind): count if kind == PARTICIPATIONS else len(people[place])
        for place, count in participations.items()
        for kind in KINDS
    }


def _told(hit: Hit, is_deep: bool) -> Iterator[tuple[str, str, str]]:
    """The finer the place, the coarser the time."""
    for period in (WHOLE_TIME, hit.quarter[:4]):
        yield "", "", period
        yield hit.unit, "", period
    if is_deep:
        yield "", "", hit.quarter
    yield hit.unit, hit.project, WHOLE_TIME


def _traits(
    hit: Hit, unit: str, project: str, period: str, *, is_deep: bool
) -> Iterator[tuple[str, str, str]]:
    yield "", "", ""
    if project or len(period) == 6 or (unit and period != WHOLE_TIME):
        return
    yield hit.sex, "", ""
    yield "", hit.disability, ""
    yield hit.sex, hit.disability, ""
    if period == WHOLE_TIME and is_deep:
        yield "", "", hit.education
        yield hit.sex, "", hit.education


def lines(counts: Counts) -> list[Line]:
    """Every sum a reader can do; people add up only over what somebody is."""
    parts: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for place, kind in counts:
        for way, whole in _wholes(place):
            if kind == PARTICIPATIONS or way in ("sex", "disability", "education"):
                parts[(whole, kind), way].append((place, kind))
    return [Line(total, tuple(group)) for (total, _way), group in parts.items()]


def _wholes(place: Place) -> Iterator[tuple[str, Place]]:
    if place.project:
        yield "project", place._replace(project="")
    elif place.unit:
        yield "unit", place._replace(unit="")
    if len(place.period) == 6:
        yield "quarter", place._replace(period=place.period[:4])
    elif place.period != WHOLE_TIME:
        yield "year", place._replace(period=WHOLE_TIME)
    for trait in ("sex", "disability", "education"):
        if getattr(place, trait):
            yield trait, place._replace(**{trait: ""})


def at_most(counts: Counts) -> list[AtMost]:
    """What is no sum: people among participations, parts within the whole, the whole within parts."""
    parts: dict[tuple[Place, str], list[Place]] = defaultdict(list)
    limits = []
    for place, kind in counts:
        if kind == PARTICIPATIONS:
            limits.append(AtMost((place, PEOPLE), ((place, PARTICIPATIONS),)))
            for way, whole in _wholes(place):
                if way in ("project", "unit", "quarter", "year"):
                    parts[whole, way].append(place)
    for (whole, _way), places in parts.items():
        has_traits = whole.sex or whole.disability or whole.education
        # Somebody may stand under one trait here and under another there.
        if not has_traits:
            limits += [AtMost((place, PEOPLE), ((whole, PEOPLE),)) for place in places]
            limits.append(AtMost((whole, PEOPLE), tuple((place, PEOPLE) for place in places)))
    return limits


def together(counts: Counts) -> list[tuple[Key, ...]]:
    return [tuple((place, kind) for kind in KINDS) for place, kind in counts if kind == PEOPLE]


def step(key: Key) -> int:
    return SMALLEST_SPECIAL if key[0].disability == "YES" else SMALLEST_SHOWN


def farthest(key: Key) -> int:
    """From where on a figure that is not told anew is hidden."""
    return STEPS_OFF * step(key)


def sensitive(counts: Counts) -> set[Key]:
    return {key for key, count in counts.items() if 0 < count < step(key)}


def rules(counts: Counts) -> dict:
    """Everything that `protect` is told of a release."""
    return {
        "sensitive": sensitive(counts),
        "together": together(counts),
        "at_most": at_most(counts),
        "steps": {key: step(key) for key in counts},
        "farthest": {key: farthest(key) for key in counts},
        "never_hide": {key: 2 - bool(key[0].unit) for key in counts if _is_total(key[0])},
    }


def _is_total(place: Place) -> bool:
    return place.period == WHOLE_TIME and not any((place.project, *place[3:]))
