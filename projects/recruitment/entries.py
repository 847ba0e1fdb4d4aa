"""What comes in about grids and candidates, whatever the door: staff's form, web form, file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

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
class Application:
    """A whole application: who applies, their situation, and the answers by codes of criteria."""

    person: PersonEntry
    state: StateEntry
    answers: Mapping[str, str] = field(default_factory=dict)


def state_as_text(state: StateEntry) -> str:
    return json.dumps(vars(state), ensure_ascii=False)


def state_from_text(text: str) -> StateEntry:
    return StateEntry(**json.loads(text))


def answers_as_text(answers: Mapping[str, str]) -> str:
    return json.dumps(dict(answers), ensure_ascii=False)


def answers_from_text(text: str | None) -> dict[str, str]:
    return dict(json.loads(text)) if text else {}
