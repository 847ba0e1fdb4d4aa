"""The canonical text of a report: the same report has the same text, to the last sign, for ever.

One line for each fact, sorted; its SHA-256 is the checksum. The first line names the form of the
text: whoever changes the form gives it another name and keeps the old one readable.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from indicators.periods.rules.counting import Cell, Hit, Move
from indicators.periods.rules.rates import Rate

# The first form knows neither rates nor declared values, the second no source of what was declared,
# and writes a rate of zero as if there were none. Reports are sealed in the third.
FIRST_FORM, SECOND_FORM, FORM = 1, 2, 3
NOTHING = "-"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """An indicator of the report: the versions that judged its days, and its breakdowns."""

    versions: tuple[int, ...]
    breakdowns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A value that was declared by hand and stands beside the counts; `id` names its row."""

    id: UUID
    code: str
    starts_on: date | None
    ends_on: date
    total: int
    women: int | None
    men: int | None
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that is frozen of one period. Corrections are by the number of the earlier period."""

    project_id: UUID
    number: int
    starts_on: date
    ends_on: date
    definitions: Mapping[str, Counted]
    cells: Mapping[Cell, int]
    hits: Sequence[Hit]
    corrections: Mapping[int, Mapping[Cell, int]] = field(default_factory=dict)
    moves: Sequence[Move] = ()
    events: Mapping[UUID, tuple[int, ...]] = field(default_factory=dict)
    rates: Sequence[Rate] = ()
    stated: Sequence[Stated] = ()
    form: int = FORM

    @property
    def text(self) -> str:
        head = [
            f"szansa settlement period, form {self.form}",
            f"project {self.project_id}",
            f"period {self.number} {self.starts_on:%Y-%m-%d} {self.ends_on:%Y-%m-%d}",
        ]
        return "\n".join([*head, *sorted(self._lines())]) + "\n"

    @cached_property
    def checksum(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def _lines(self) -> Iterator[str]:
        for code, one in self.definitions.items():
            yield f"definition {code} versions {_list(one.versions)} by {_list(one.breakdowns)}"
        for cell, count in self.cells.items():
            yield f"value {_cell(cell)} {count}"
        for hit in self.hits:
            yield f"counted {hit.code} {hit.participation_id} {_hit(hit)}"
        for number, corrected in self.corrections.items():
            for cell, count in corrected.items():
                yield f"correction of {number} {_cell(cell)} {count:+}"
        for move in self.moves:
            told = _list(self.events.get(move.participation_id, ()))
            pair = f"{_hit(move.before)} then {_hit(move.after)}"
            yield f"moved {move.code} {move.participation_id} {pair} because {told}"
        for rate in self.rates:
            yield _rate(rate, self.form)
        for declared in self.stated:
            yield _stated(declared, self.form)


def _cell(cell: Cell) -> str:
    return f"{cell.code} {cell.sex or NOTHING} {cell.disability or NOTHING}"


def _hit(hit: Hit | None) -> str:
    if hit is None:
        return NOTHING
    return f"{hit.counted_on:%Y-%m-%d} {hit.sex or NOTHING} {hit.disability or NOTHING}"


def _rate(rate: Rate, form: int) -> str:
    parts = (
        f"{rate.numerator} of {rate.denominator}, {rate.asked.numerator} {rate.asked.denominator}"
    )
    is_said = bool(rate.percent) if form == SECOND_FORM else rate.percent is not None
    percent = rate.percent if is_said else NOTHING
    return f"rate {rate.asked.code} {rate.sex or NOTHING} {percent} as {parts}"


def _stated(one: Stated, form: int) -> str:
    since = f"{one.starts_on:%Y-%m-%d}" if one.starts_on else NOTHING
    counts = " ".join(NOTHING if count is None else str(count) for count in (one.women, one.men))
    said = f"declared {one.code} {since} {one.ends_on:%Y-%m-%d} {one.total} {counts} by {one.id}"
    if form == SECOND_FORM:
        return said
    # As a literal: a source of several lines must not look like lines of the report.
    return f"{said} from {json.dumps(one.source)}"


def _list(values: Iterable[object]) -> str:
    return ",".join(str(value) for value in values) or NOTHING
