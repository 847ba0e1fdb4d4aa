"""What a preflight knows beforehand, what it finds, and how that may be mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from projects.participants.rule_sets import RuleSet
from projects.sm_efs.layout import Layout, plain

BLOCKS, WARNS = "E", "W"
DEGREE = "degurba"
NEAR = 0.8


@dataclass(frozen=True)
class Mend:
    """New texts by the name of their column. What is not sure is offered one by one only."""

    cells: Mapping[str, str]
    is_sure: bool = True


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something the national system rejects (E) or asks about (W); facts name no one.

    Without a column it is of the whole record. `check` is a number of the field's own list, or S
    for what concerns the form of a file. `field` is what our own records call it.
    """

    check: str
    column: str
    severity: str
    reason: str = ""
    value: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    mend: Mend | None = None
    field: str = ""

    @property
    def blocks(self) -> bool:
        return self.severity == BLOCKS

    @property
    def topic(self) -> str:
        """Under what it is counted: a degree of urbanisation is no spelling of an address."""
        return DEGREE if self.column == DEGREE else self.check

    @property
    def lacks_official_list(self) -> bool:
        """Nobody's record is wrong: the operator has not loaded the list that tells the degree."""
        return self.column == DEGREE and self.reason == DEGREE


@dataclass(frozen=True)
class Gmina:
    """A gmina as the file names it, with the powiat and the degree of urbanisation it lies in."""

    name: str
    powiat: str
    degree: int | None = None


@dataclass(frozen=True)
class Places:
    """The territorial units that are known, and names of towns; of others nothing is said."""

    gminas: tuple[Gmina, ...] = ()
    # Two digits of TERYT: the region in which all of them lie.
    region: str = ""
    towns: frozenset[str] = frozenset()

    @cached_property
    def powiats(self) -> frozenset[str]:
        return frozenset(gmina.powiat for gmina in self.gminas)

    def powiat_like(self, text: str) -> str:
        return _like(_bare(text, ("powiat ", "pow. ", "m. ", "miasto ")), self.powiats)

    def gmina_like(self, text: str, powiat: str) -> str:
        names = {gmina.name for gmina in self.gminas if not powiat or gmina.powiat == powiat}
        return _like(_bare(text, ("gmina ", "gm. ", "m. ", "miasto ")), names)

    def gmina_near(self, text: str, powiat: str) -> str:
        """One that is nearly spelt so; empty where none or several are."""
        names = {plain(each.name): each.name for each in self.gminas if each.powiat == powiat}
        found = get_close_matches(plain(text), names, n=2, cutoff=NEAR)
        return names[found[0]] if len(found) == 1 else ""

    def powiats_with(self, gmina: str) -> list[str]:
        return sorted({each.powiat for each in self.gminas if each.name == gmina})

    def town_like(self, text: str) -> str:
        return _like(text, self.towns)

    def degrees(self, gmina: str, powiat: str) -> frozenset[int]:
        """What the official list says of every gmina that has this name there."""
        of_name = (
            each.degree for each in self.gminas if (each.name, each.powiat) == (gmina, powiat)
        )
        return frozenset(degree for degree in of_name if degree is not None)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a row is judged by. The office's telephone and address stand in for missing ones."""

    layout: Layout
    rule_set: RuleSet
    places: Places
    project_number: str
    project_starts_on: date
    project_ends_on: date
    today: date
    pairs: frozenset[tuple[str, str]]
    office: Mapping[str, str] = field(default_factory=dict)


def _like(text: str, names: frozenset[str] | set[str]) -> str:
    meant = {name for name in names if plain(name) == plain(text)}
    return meant.pop() if len(meant) == 1 else ""


def _bare(text: str, prefixes: tuple[str, ...]) -> str:
    for prefix in prefixes:
        if text.casefold().startswith(prefix):
            return text[len(prefix) :]
    return text
