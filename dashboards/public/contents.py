"""What one public edition holds: every table at once, as plain values that are kept as JSON.

Whatever the public sees is computed from this and from nothing else, so nothing that was hidden can
show in an order, an axis, a colour or a word.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

HIDDEN, NO_DATA = "HIDDEN", "NO_DATA"
WHOLE_TIME = "ALL"
Shown = int | str

PEOPLE, DISABLED, EMPLOYED, QUALIFIED = (
    "PEOPLE_AT_RISK",
    "PEOPLE_WITH_DISABILITIES",
    "EMPLOYED_AFTER",
    "QUALIFICATION_GAINED",
)
# In the order in which they are told.
TOLD = (PEOPLE, DISABLED, EMPLOYED, QUALIFIED)
# In how many areas people were supported; no indicator, and only ever published officially.
AREAS = "SUPPORT_AREAS"


class Place(NamedTuple):
    """Where a figure stands: empty unit is the programme, empty project the unit, empty sex everybody."""

    unit_code: str = ""
    project_id: str = ""
    code: str = PEOPLE
    period: str = WHOLE_TIME
    sex: str = ""


class Told(NamedTuple):
    """Both honest counts, each a number or a state."""

    participations: Shown = 0
    people: Shown = 0


@dataclass(frozen=True, kw_only=True)
class UnitEntry:
    code: str
    # How many people live there, and as of when; None where it is not known.
    population: int | None
    population_on: str
    projects_count: int


@dataclass(frozen=True, kw_only=True)
class ProjectEntry:
    """A project whose unit agreed to its page."""

    id: str
    unit_code: str
    title: str
    edition_no: int | None
    leader: str
    fund: str
    starts_on: date
    ends_on: date
    total_amount: Decimal | None
    eu_amount: Decimal | None
    # Each a name and a kind.
    partners: tuple[tuple[str, str], ...] = ()
    # Which of these facts are made up for a demonstration.
    invented: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Official:
    """A figure as somebody published it, beside all counts."""

    subject: str
    unit_code: str
    project_id: str
    value: int
    source: str
    published_on: date | None
    approved_by: str


@dataclass(frozen=True, kw_only=True)
class Content:
    as_of: date
    projects_count: int
    # Of how many projects the EU's money was published, and how much it is together.
    eu_projects_count: int
    eu_amount: Decimal
    units: tuple[UnitEntry, ...] = ()
    projects: tuple[ProjectEntry, ...] = ()
    cells: Mapping[Place, Told] = field(default_factory=dict)
    official: tuple[Official, ...] = ()
    # Places of which a reader would find what is hidden: while there are any, nobody approves it.
    exposed: tuple[Place, ...] = ()
    # Places of tables that nothing protects: they show no data, as if nobody kept any.
    dropped: tuple[Place, ...] = ()
    # By code: what an indicator is called in Polish and in English.
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def told(self, place: Place) -> Told:
        """Where nothing was counted, nobody was there."""
        return self.cells.get(place, Told())

    def knows_nothing_of(self, place: Place) -> bool:
        """Whether nobody at all was counted there: its people may only be declared."""
        return place._replace(code=PEOPLE) not in self.cells

    def officially(self, subject: str, *, unit: str = "", project: str = "") -> Official | None:
        asked = (subject, unit, project)
        return next(
            (one for one in self.official if (one.subject, one.unit_code, one.project_id) == asked),
            None,
        )

    def name_of(self, subject: str, language: str) -> str:
        polish, english = self.names.get(subject, (subject, subject))
        return polish if language == "pl" else english

    def years(self) -> list[str]:
        return sorted({place.period for place in self.cells if len(place.period) == 4})

    def only(self, open_projects: Collection[str]) -> "Content":
        """Without the projects whose unit took its page back."""
        kept = {one.id for one in self.projects if one.id in open_projects}
        return replace(
            self,
            projects=tuple(one for one in self.projects if one.id in kept),
            cells={
                place: told
                for place, told in self.cells.items()
                if not place.project_id or place.project_id in kept
            },
            official=tuple(
                one for one in self.official if not one.project_id or one.project_id in kept
            ),
            exposed=_of_projects(self.exposed, kept),
            dropped=_of_projects(self.dropped, kept),
        )


def _of_projects(places: Iterable[Place], kept: Collection[str]) -> tuple[Place, ...]:
    return tuple(one for one in places if not one.project_id or one.project_id in kept)


def to_json(content: Content) -> dict[str, Any]:
    """The content as it is kept; read back by `from_json` it is the same."""
    return {
        "as_of": content.as_of.isoformat(),
        "projects_count": content.projects_count,
        "eu_projects_count": content.eu_projects_count,
        "eu_amount": str(content.eu_amount),
        "units": [vars(one) for one in content.units],
        "projects": [_written(vars(one)) for one in content.projects],
        "cells": [[*place, *told] for place, told in sorted(content.cells.items())],
        "official": [_written(vars(one)) for one in content.official],
        "exposed": [list(place) for place in content.exposed],
        "dropped": [list(place) for place in content.dropped],
        "names": {code: list(names) for code, names in content.names.items()},
    }


def from_json(kept: Mapping[str, Any]) -> Content:
    return Content(
        as_of=date.fromisoformat(kept["as_of"]),
        projects_count=kept["projects_count"],
        eu_projects_count=kept["eu_projects_count"],
        eu_amount=Decimal(kept["eu_amount"]),
        units=tuple(UnitEntry(**one) for one in kept["units"]),
        projects=tuple(_project(one) for one in kept["projects"]),
        cells={Place(*row[:5]): Told(*row[5:]) for row in kept["cells"]},
        official=tuple(
            Official(**{**one, "published_on": _day(one["published_on"])})
            for one in kept["official"]
        ),
        exposed=tuple(Place(*place) for place in kept.get("exposed", ())),
        dropped=tuple(Place(*place) for place in kept.get("dropped", ())),
        names={code: (names[0], names[1]) for code, names in kept["names"].items()},
    )


def _written(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: str(fact) if isinstance(fact, date | Decimal) else fact
        for name, fact in facts.items()
    }


def _project(kept: Mapping[str, Any]) -> ProjectEntry:
    read = {
        "starts_on": date.fromisoformat(kept["starts_on"]),
        "ends_on": date.fromisoformat(kept["ends_on"]),
        "total_amount": _amount(kept["total_amount"]),
        "eu_amount": _amount(kept["eu_amount"]),
        "partners": tuple((name, kind) for name, kind in kept["partners"]),
        "invented": tuple(kept["invented"]),
    }
    return ProjectEntry(**{**kept, **read})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
