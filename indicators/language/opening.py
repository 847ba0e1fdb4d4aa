"""Who may still count: results wait for outcomes, and windows close without anybody saving anything.

What is not settled about a participation, and until when:

- an outcome not seen in its window may still be seen there until the window closes, whatever was
  seen outside it; before the day the window is counted from is known, no end is known either;
- while the person has not left, the day of leaving and the path may become anything, and support
  grows and never shrinks.

Everything else is as it is. From this follows the last day on which a rule could hold; it only
moves when the participation changes, never with the clock. It is the best that could happen: what
is called open may be impossible for reasons that lie between two branches, and what is called lost
or outside never counts by an outcome of a later day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from indicators.language import as_python, fields, nodes
from indicators.language.counted import Counted

NEVER, ALWAYS = date.min, date.max
_ONE_DAY = timedelta(days=1)
AT_EXIT = ("ended_on", "completed_path")
# What more support makes untrue; what the other comparisons ask for, it makes true.
SHRINKING = ("at_most", "less_than")

Row = Mapping[str, Any]


class State(StrEnum):
    """Where a participation stands with a definition on a day; always exactly one of these."""

    HIT = "HIT"
    IN_PROGRESS = "IN_PROGRESS"  # could count, and no day is known yet on which it no longer can
    PENDING = "PENDING"  # could count, and a window is running
    LOST = "LOST"  # could have counted, and the window has closed
    OUTSIDE = "OUTSIDE"  # never could


@dataclass(frozen=True)
class Standing:
    """What does not depend on the day: a hit, or the last day on which it could become one."""

    is_hit: bool
    could_count: bool
    closes_on: date | None

    def state(self, *, on: date) -> State:
        if self.is_hit:
            return State.HIT
        return state_of(self.closes_on, on=on) if self.could_count else State.OUTSIDE


def state_of(closes_on: date | None, *, on: date) -> State:
    """The state of what `opening_as_sql.open_statement` returns."""
    if closes_on is None:
        return State.IN_PROGRESS
    return State.PENDING if on <= closes_on else State.LOST


def standing(versions: Sequence[Counted], row: Row) -> Standing:
    """Judge one row of facts.participation by all versions of one definition together."""
    if any(is_hit(version, row) for version in versions):
        return Standing(is_hit=True, could_count=True, closes_on=None)
    last = max((_last_day(version, row) for version in versions), default=NEVER)
    closes_on = last if NEVER < last < ALWAYS else None
    return Standing(is_hit=False, could_count=last > NEVER, closes_on=closes_on)


def is_hit(version: Counted, row: Row) -> bool:
    """Whether a version judges a participation, and its rule holds."""
    day = row[version.counts_on]
    return day is not None and _judges(version, row) and as_python.verdict(version.tree, row).holds


def _judges(version: Counted, row: Row) -> bool:
    day = row[version.counts_on]
    return version.rule_set in ("", row["rule_set"]) and (
        day is None
        or (version.since is None or version.since <= day)
        and (version.until is None or day < version.until)
    )


def _last_day(version: Counted, row: Row) -> date:
    """The last day on which the version could count the participation."""
    if not _judges(version, row):
        return NEVER
    last = _holds_until(version.tree, row)
    if row[version.counts_on] is not None:
        return last
    # The day it would count on is still ahead, and from its first day on the next version judges.
    if version.until is not None:
        last = min(last, version.until - _ONE_DAY)
    return last if version.since is None or version.since <= last else NEVER


def _holds_until(tree: nodes.Branch, row: Row, wanted: bool = True) -> date:
    """The last day on which a branch could be true; with `wanted` false, could be false."""
    match tree:
        case nodes.Not(inner):
            return _holds_until(inner, row, not wanted)
        case nodes.AllOf(branches) | nodes.AnyOf(branches):
            days = (_holds_until(branch, row, wanted) for branch in branches)
            return _until(days, needs_all=isinstance(tree, nodes.AllOf) is wanted)
        case _:
            is_true = as_python.verdict(tree, row).holds
            if _may_change(tree, row, is_true=is_true):
                return ALWAYS
            if isinstance(tree, nodes.Observed) and wanted and not is_true:
                return _closing_day(tree.window, row)
            return ALWAYS if is_true is wanted else NEVER


def _until(days: Iterable[date], *, needs_all: bool) -> date:
    return min(days) if needs_all else max(days)


def _closing_day(window: nodes.Window, row: Row) -> date:
    counted_from = row[fields.ANCHORS[window.after]]
    if counted_from is None or window.last is None:
        return ALWAYS
    return as_python.day_after(counted_from, window.last)


def _may_change(question: nodes.Branch, row: Row, *, is_true: bool) -> bool:
    """Whether the answer may turn over until the person leaves."""
    if row["ended_on"] is not None:
        return False
    match question:
        case nodes.Within():
            return True
        case nodes.Is() | nodes.In() | nodes.Compared() | nodes.Between() | nodes.Known():
            field = fields.FIELDS[question.field]
            if field.grows:
                return _may_outgrow(question, row[field.name], is_true=is_true)
            return field.name in AT_EXIT and row[field.name] is None
        case _:
            return False


def _may_outgrow(question: nodes.Branch, value: Any, *, is_true: bool) -> bool:
    """Whether more support could change the answer; less there never is."""
    match question:
        case nodes.Compared(_, comparison, _number):
            return is_true is (comparison in SHRINKING)
        case nodes.Is(_, wanted):
            return bool(value <= wanted)
        case nodes.In(_, listed):
            return bool(value <= max(map(int, listed)))
        case _:
            return False
