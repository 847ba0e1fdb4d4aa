"""The history of targets as its reader meets it: what changed, from what to what, why and when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from django.utils.translation import gettext as _

from indicators.programme_targets.models import ProgrammeChange
from indicators.programme_targets.queries import Step as ProgrammeStep
from indicators.targets import rules
from indicators.targets.entries import TargetEntry
from indicators.targets.queries import Told
from indicators.targets.sentences import SUBSET_NAMES
from ui import formats

Names = Mapping[str, str]


@dataclass(frozen=True)
class ChangeLine:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryLine:
    """One change: a title, who made it and when, from which day it holds, and each value."""

    title: str
    reason: str
    at: datetime
    who: str
    changes: list[ChangeLine] = field(default_factory=list)
    withdrawn: bool = False


class AnyStep(Protocol):
    @property
    def before(self) -> TargetEntry | None: ...

    @property
    def after(self) -> TargetEntry: ...

    @property
    def valid_from(self) -> date | None: ...


def lines(history: Iterable[Told], names: Names) -> list[HistoryLine]:
    """The changes of a project's or a unit's targets, the newest first."""
    return [
        HistoryLine(
            title=_title(told),
            reason=told.change.reason,
            at=told.change.set_at,
            who=told.change.set_by.display_name if told.change.set_by else _("the system"),
            changes=_changes(told.steps, names),
            withdrawn=told.withdrawn,
        )
        for told in history
    ]


def programme_lines(
    history: Iterable[tuple[ProgrammeChange, list[ProgrammeStep]]], names: Names
) -> list[HistoryLine]:
    """The changes of the programme's targets, the newest first."""
    return [
        HistoryLine(
            title=_since(steps) if steps[0].period is None else _plan(steps[0].period),
            reason=change.source,
            at=change.set_at,
            who=change.set_by_name,
            changes=_changes(steps, names),
        )
        for change, steps in history
    ]


def _title(told: Told) -> str:
    change, period = told.change, told.period
    if period is not None:
        return _plan(period)
    if change.amendment is not None:
        facts = {
            "number": change.amendment.number,
            "day": formats.day(change.amendment.signed_on),
        }
        return _("Amendment no. %(number)s of %(day)s") % facts
    if change.why == change.Why.DECISION:
        return _since(told.steps)
    return str(change.get_why_display()).capitalize()


def _plan(period: object) -> str:
    return _("Plan of the period: %(name)s") % {"name": period}


def _since(steps: Iterable[AnyStep]) -> str:
    days = {step.valid_from for step in steps}
    return _("Holds from %(day)s") % {"day": formats.day(next(iter(days)))}


def _changes(steps: Iterable[AnyStep], names: Names) -> list[ChangeLine]:
    order = list(names)
    ordered = sorted(steps, key=lambda step: _place(step.after, order))
    return [
        ChangeLine(_label(step.after, names), in_words(step.before), in_words(step.after))
        for step in ordered
    ]


def _place(entry: TargetEntry, order: list[str]) -> tuple[int, str]:
    """Indicators in the programme's order, all their people before a subset."""
    code = entry.definition_code
    return order.index(code) if code in order else len(order), entry.subset


def _label(entry: TargetEntry, names: Names) -> str:
    name = names.get(entry.definition_code, entry.definition_code)
    if entry.subset == rules.WHOLE:
        return name
    return f"{name}, {str(SUBSET_NAMES[entry.subset]).lower()}"


def in_words(entry: TargetEntry | None) -> str:
    """A target in one line: 220, of them 150 women and 70 men; what nobody set is said to be so."""
    if entry is None or not entry.cells.is_set:
        return _("not set")
    words = {"women": _("women: %(n)s"), "men": _("men: %(n)s"), "total": _("total: %(n)s")}
    known = {name: entry.cells.count(name) for name in ("total", "women", "men")}
    return ", ".join(
        words[name] % {"n": formats.number(count)}
        for name, count in known.items()
        if count is not None
    )
