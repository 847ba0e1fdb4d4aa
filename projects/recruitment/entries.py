"""What comes in about grids and candidates, whatever the door: staff's form, web form, file."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from projects.participants.entries import PersonEntry, StateEntry
from projects.recruitment.rules import grid as rules


@dataclass(frozen=True, kw_only=True)
class BandEntry:
    """A band from `at_least` up to but not including `below`, or a named answer without edges."""

    label: str
    points: Decimal
    at_least: Decimal | None = None
    below: Decimal | None = None

    def as_rule(self) -> rules.Band:
        return rules.Band(
            label=self.label, points=self.points, at_least=self.at_least, below=self.below
        )


@dataclass(frozen=True, kw_only=True)
class CriterionEntry:
    name: str
    kind: str
    points: Decimal | None = None
    most_points: Decimal | None = None
    bands: tuple[BandEntry, ...] = ()
    question: str = ""
    explanation: str = ""
    reads: str = ""
    unit: str = ""
    proof: str = ""


@dataclass(frozen=True, kw_only=True)
class ShippedGrid:
    """A grid of a real project, as printed; `readings` say how contradictions were read."""

    code: str
    title: str
    source: str
    checked_by: str
    readings: tuple[str, ...]
    criteria: tuple[CriterionEntry, ...]


@dataclass(frozen=True, kw_only=True)
class Situation(StateEntry):
    """The state as a candidate tells it, with the premises of exclusion they name, none proved yet."""

    premises: tuple[str, ...] = ()

    @property
    def named(self) -> frozenset[str]:
        """The premises named, and those that other answers say."""
        said = {"DISABILITY": self.disability, "HOMELESS": self.homeless}
        return frozenset(self.premises) | {code for code, answer in said.items() if answer == "YES"}


@dataclass(frozen=True, kw_only=True)
class Application:
    """A whole application: who applies, their situation, and the answers by codes of criteria."""

    person: PersonEntry
    state: StateEntry
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FiledApplication:
    """An application as somebody brought it: on paper or by telephone, and at which moment."""

    application: Application
    source: str
    applied_at: datetime


Entry = TypeVar("Entry")


def as_text(entry: Any, *, without: tuple[str, ...] = ()) -> str:
    """Every field of an entry as JSON, to be sealed; days as 2026-11-21."""
    fields = {name: value for name, value in asdict(entry).items() if name not in without}
    return json.dumps(fields, ensure_ascii=False, default=date.isoformat)


def from_text(kind: type[Entry], text: str, **known: Any) -> Entry:
    """The entry again, with what was left out; a field that the kind lost since is left out."""
    hints, written = get_type_hints(kind), json.loads(text)
    return kind(
        **{name: _read(hints[name], written[name]) for name in hints if name in written}, **known
    )


def _read(hint: Any, value: Any) -> Any:
    """A value of JSON as the field's type wants it: days, tuples and entries inside entries."""
    for each in (hint, *get_args(hint)):
        if value is None:
            break
        if each is date:
            return date.fromisoformat(value)
        if get_origin(each) is tuple:
            return tuple(value)
        if isinstance(each, type) and is_dataclass(each):
            return from_text(each, json.dumps(value))
    return value


def answers_as_text(answers: Mapping[str, str]) -> str:
    return json.dumps(dict(answers), ensure_ascii=False)


def answers_from_text(text: str | None) -> dict[str, str]:
    return dict(json.loads(text)) if text else {}
