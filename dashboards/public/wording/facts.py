"""What a note speaks of; every value is as the public has it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from dashboards.public.contents import Shown


@dataclass(frozen=True, kw_only=True)
class ProgrammeFacts:
    people: Shown
    disabled: Shown
    employed: Shown
    projects_count: int
    # Of how many projects the EU's money was published, and how much it is together.
    eu_projects_count: int
    eu_amount: Decimal
    units: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    unit_code: str
    people: Shown
    disabled: Shown
    employed: Shown
    projects_count: int


@dataclass(frozen=True, kw_only=True)
class ProjectFacts:
    """None is what nobody published; sources are empty where a figure was counted."""

    unit_code: str
    edition_no: int | None
    people: Shown
    employed: Shown
    leader: str
    partners: tuple[tuple[str, str], ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    is_over: bool = False
    eu_amount: Decimal | None = None
    areas: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Note:
    """A headline that says the finding, and paragraphs ready for a newspaper."""

    headline: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


class Language(Protocol):
    """What every language can tell."""

    def programme(self, facts: ProgrammeFacts) -> Note: ...

    def unit(self, facts: UnitFacts) -> Note: ...

    def project(self, facts: ProjectFacts) -> Note: ...
