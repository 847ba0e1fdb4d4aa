"""When a person may be marked on a sheet, and what happens to cells that two teams mark at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

NOTHING = Decimal(0)
Key = TypeVar("Key")
ABSENT, EXCUSED, PARTIAL, PRESENT = "ABSENT", "EXCUSED", "PARTIAL", "PRESENT"


@dataclass(frozen=True, kw_only=True)
class Span:
    """A stretch of days, both ends in it; None is open."""

    first_on: date | None
    last_on: date | None

    def holds(self, day: date) -> bool:
        return not self.is_before(day) and not self.is_over(day)

    def is_before(self, day: date) -> bool:
        """Whether the day comes before the stretch begins."""
        return self.first_on is not None and day < self.first_on

    def is_over(self, day: date) -> bool:
        return self.last_on is not None and day > self.last_on


def why_not(
    held_on: date, *, today: date, project: Span, stay: Span, memberships: Iterable[Span] | None
) -> str:
    """The reason why support of this day cannot be written down; empty when it can.

    `stay` opens with the start of participation, where that day was typed and does not follow
    support, and ends with the exit. `memberships` are the person's days in the group, None for a
    session of one person. SOURCE of V08, V10 and V11: the cross-field rules of monitoring.
    """
    outside = memberships is not None and not any(span.holds(held_on) for span in memberships)
    reasons = {
        "future": held_on > today,
        "before_project": project.is_before(held_on),
        "after_project": project.is_over(held_on),
        "before_start": stay.is_before(held_on),
        "after_exit": stay.is_over(held_on),
        "not_in_group": outside,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def hours_of(mark: str, *, typed: Decimal | None, whole: Decimal) -> Decimal | None:
    """How many hours a mark is worth; None when the part of the time makes no sense."""
    if mark == PRESENT:
        return whole
    if mark == PARTIAL:
        return typed if typed is not None and NOTHING < typed < whole else None
    return NOTHING


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a sheet says about one person; version 0 is a cell that nobody has touched."""

    version: int = 0
    mark: str = ""
    hours: Decimal = NOTHING

    def says(self, other: "Cell") -> bool:
        return (self.mark, self.hours) == (other.mark, other.hours)


UNTOUCHED = Cell()


def sorted_out(
    wanted: Mapping[Key, Cell], current: Mapping[Key, Cell]
) -> tuple[list[Key], list[Key]]:
    """Keys of the cells to write, and of those that somebody else changed meanwhile.

    A wanted cell carries the version its writer saw. One that already says the same is neither:
    both teams agree.
    """
    written: list[Key] = []
    conflicts: list[Key] = []
    for key, cell in wanted.items():
        now = current.get(key, UNTOUCHED)
        if now.says(cell):
            continue
        (written if now.version == cell.version else conflicts).append(key)
    return written, conflicts


class Marked(Protocol):
    """A marked cell, as far as a row of absences needs it."""

    @property
    def stay_id(self) -> UUID: ...
    @property
    def service_id(self) -> UUID: ...
    @property
    def mark(self) -> str: ...


Cells = TypeVar("Cells", bound=Marked)


def rows_of_absences(
    newest_first: Iterable[Cells], *, at_least: int
) -> Iterator[tuple[Cells, int]]:
    """The newest cell of every person and service that ends so long a row, and how long it is.

    Each service has its own row: who skips the workshop and comes to the adviser still skips it.
    """
    alike: dict[tuple[UUID, UUID], list[Cells]] = defaultdict(list)
    for cell in newest_first:
        alike[cell.stay_id, cell.service_id].append(cell)
    for cells in alike.values():
        times = absences_in_a_row(cell.mark for cell in cells)
        if times >= at_least:
            yield cells[0], times


def absences_in_a_row(marks: Iterable[str]) -> int:
    """How many unexcused absences end the row; marks come the newest first.

    An excused absence neither counts nor interrupts, an empty cell says nothing.
    """
    count = 0
    for mark in marks:
        if mark in (PRESENT, PARTIAL):
            break
        count += mark == ABSENT
    return count
