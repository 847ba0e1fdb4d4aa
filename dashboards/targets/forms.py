"""What a person types about targets: women, men and the total of indicators, and of subsets."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from indicators.definitions.models import Definition
from indicators.definitions.vocabulary import CountingUnit, Kind
from indicators.targets import rules
from indicators.targets.checking import sums_refused
from indicators.targets.entries import PeriodEntry, TargetEntry, version_of
from indicators.targets.sentences import SUBSET_NAMES
from projects.agreements.forms.changes import ByAmendment
from projects.forms import CorrectionForm, DayField
from projects.workbench.history import LastChange
from ui import formats

HIGHEST = 9_999_999
CELLS: dict[str, str | Promise] = {"women": _("Women"), "men": _("Men"), "total": _("Total")}
LABELS = {
    "women": _("%(indicator)s: women"),
    "men": _("%(indicator)s: men"),
    "total": _("%(indicator)s: total"),
}
BY_DISABILITY = "disability"


class CountField(forms.IntegerField):
    """A number of people, with or without spaces between thousands; empty is no target."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        invalid = {
            "invalid": _("Write a whole number of people, for example 25."),
            "max_value": _("The largest number that is taken is 9 999 999. Check the digits."),
        }
        limits = {"min_value": 0, "max_value": HIGHEST}
        super().__init__(widget=widget, required=False, error_messages=invalid, **limits, **facts)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"\s", "", str(value or "")))


@dataclass(frozen=True)
class Offered:
    """An indicator for which a target may be set: what is set, and what is reached by cell."""

    definition: Definition
    entries: Mapping[rules.Key, TargetEntry]
    reached: Mapping[str, int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        return self.definition.code

    @property
    def subsets(self) -> list[str]:
        """All its people, and those of whom the definition tells apart who has disabilities."""
        if BY_DISABILITY in self.definition.breakdowns:
            return [rules.WHOLE, rules.DISABLED]
        return [rules.WHOLE]

    @property
    def cells(self) -> list[str]:
        """Objects and companies are neither women nor men."""
        if self.definition.counting_unit == CountingUnit.ENTITY:
            return ["total"]
        return list(CELLS)

    def entry(self, subset: str) -> TargetEntry:
        nothing = TargetEntry(definition_code=self.code, subset=subset, total=None)
        return self.entries.get((self.code, subset), nothing)

    @property
    def is_set(self) -> bool:
        return any(self.entry(subset).cells.is_set for subset in self.subsets)


@dataclass(frozen=True)
class CellEntry:
    """One box of the form; its label is short, because the legend above names the indicator."""

    label: Any
    field: forms.BoundField
    is_invented: bool


@dataclass(frozen=True)
class Boxes:
    """The boxes of one indicator: a row for all its people, and one for each subset of them."""

    name: str
    rows: list[tuple[str, list[CellEntry]]]
    is_open: bool


@dataclass(frozen=True)
class Group:
    """The indicators of one family."""

    name: str
    boxes: list[Boxes]
    is_open: bool


Setters = Mapping[rules.Key, tuple[str, datetime]]


@dataclass(frozen=True, kw_only=True)
class Level:
    """What a form of targets reads, again when somebody else was quicker: all of one level.

    `setters` tells who set what since a moment; a plan that is still to be entered has none.
    """

    offered: Callable[[], Sequence[Offered]]
    facts: Callable[[], PeriodEntry | None] = lambda: None
    setters: Callable[[datetime], Setters] = lambda _since: {}


class TargetsForm(CorrectionForm):
    """All the targets of a level; a mark of what was made up goes with the first change.

    Whoever saves after somebody else sees both their numbers, and chooses box by box.
    """

    def __init__(self, *args: Any, level: Level, **facts: Any) -> None:
        self._level = level
        super().__init__(*args, current=self._held, **facts)
        for one in self.offered:
            for subset in one.subsets:
                self._add_boxes(one, subset)

    @property
    def groups(self) -> Iterator[Group]:
        """The indicators under the names of their families, in order."""
        families: dict[str, list[Boxes]] = {}
        for one in self.offered:
            name = str(one.definition.get_family_display())
            families.setdefault(name, []).append(self._boxes(one))
        for position, (name, boxes) in enumerate(families.items()):
            if position == 0 and not self.has_targets:
                # Whoever sets the first target finds boxes, and not only names of indicators.
                boxes = [replace(each, is_open=True) for each in boxes]
            yield Group(name, boxes, position == 0 or any(each.is_open for each in boxes))

    @property
    def has_targets(self) -> bool:
        return any(one.is_set for one in self.offered)

    @property
    def has_invented(self) -> bool:
        return any(entry.invented for one in self.offered for entry in one.entries.values())

    def clean(self) -> dict[str, Any]:
        """Whoever left a reason out hears of sums at once, too, and of every one that is wrong."""
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        # What was chosen of two is looked at by the operation, which shows both again.
        for refusal in [] if self.has_answers else sums_refused(self._wanted()):
            self.show(refusal)
        return typed

    def as_arguments(self) -> dict[str, Any]:
        return {"entries": self._wanted(), "version": self.cleaned_data["version"]}

    def _wanted(self) -> list[TargetEntry]:
        entries = [self._entry(one, subset) for one in self.offered for subset in one.subsets]
        return [entry for entry in entries if entry.cells.is_set]

    def changes_since(self, at: datetime) -> dict[str, LastChange]:
        return {
            _name(code, subset, cell): LastChange(who=who, at=when)
            for (code, subset), (who, when) in self._level.setters(at).items()
            for cell in CELLS
        }

    def show(self, refusal: RuleBroken) -> None:
        code, _dot, subset = (refusal.field or "").partition(".")
        total = _name(code, subset, "total")
        if total in self.fields:
            # The box names its indicator already.
            self.add_error(total, str(refusal.facts.get("sentence", refusal)))
        else:
            super().show(refusal)

    def _held(self) -> dict[str, Any]:
        """What is set by now, by box, and its version."""
        self.offered, facts = self._level.offered(), self._level.facts()
        held = {
            _name(one.code, subset, cell): one.entry(subset).cells.count(cell)
            for one in self.offered
            for subset in one.subsets
            for cell in one.cells
        }
        entries = self.offered[0].entries if self.offered else {}
        return {**held, **(vars(facts) if facts else {}), "version": version_of(entries, facts)}

    def _add_boxes(self, one: Offered, subset: str) -> None:
        name = one.definition.short_name
        if subset:
            name = f"{name}, {str(SUBSET_NAMES[subset]).lower()}"
        for cell in one.cells:
            known = not subset and cell in one.reached
            shown = {"achieved": formats.number(one.reached[cell])} if known else {}
            self.fields[_name(one.code, subset, cell)] = CountField(
                label=LABELS[cell] % {"indicator": name},
                help_text=_("Reached: %(achieved)s") % shown if known else "",
            )

    def _boxes(self, one: Offered) -> Boxes:
        rows = []
        for subset in one.subsets:
            label = str(SUBSET_NAMES[subset]) if subset else ""
            rows.append((label, [self._cell(one, subset, cell) for cell in one.cells]))
        wrong = any(cell.field.errors for _label, cells in rows for cell in cells)
        return Boxes(one.definition.short_name, rows, one.is_set or wrong)

    def _cell(self, one: Offered, subset: str, cell: str) -> CellEntry:
        field = self[_name(one.code, subset, cell)]
        return CellEntry(CELLS[cell], field, cell in one.entry(subset).invented)

    def _entry(self, one: Offered, subset: str) -> TargetEntry:
        typed = {cell: self.cleaned_data.get(_name(one.code, subset, cell)) for cell in CELLS}
        if typed["total"] is None and None not in (typed["women"], typed["men"]):
            typed["total"] = typed["women"] + typed["men"]
        before = one.entry(subset)
        # What is set by another form than this one, for a cell that is not offered, is not lost.
        for cell in set(CELLS) - set(one.cells):
            typed[cell] = before.cells.count(cell)
        kept = [c for c in before.invented if before.cells.count(c) == typed[c]]
        return TargetEntry(definition_code=one.code, subset=subset, invented=tuple(kept), **typed)


class ContractForm(ByAmendment, TargetsForm):
    """The targets of an agreement, and by what they change where any was set before."""

    reason = forms.CharField(
        label=_("What the mistake was"),
        max_length=300,
        required=False,
        help_text=_("Only where a number was entered wrongly and no amendment changed it."),
    )

    @property
    def why(self) -> list[forms.BoundField]:
        return [self[name] for name in ("amendment", "reason") if name in self.fields]

    def as_arguments(self) -> dict[str, Any]:
        own = {"reason": self.cleaned_data["reason"], **self.by_amendment}
        return {**super().as_arguments(), "amendment": None, **own}

    def show(self, refusal: RuleBroken) -> None:
        if refusal.field == "amendment" and "amendment" not in self.fields:
            refusal.field = "reason"
        super().show(refusal)


class DecidedForm(TargetsForm):
    """The targets of a unit or of the programme: from which day, and on what ground."""

    valid_from = DayField(
        label=_("Holds from"), help_text=_("Until then the earlier values held; they are kept.")
    )
    ground = forms.CharField(
        label=_("On what ground"),
        max_length=300,
        help_text=_("For example a resolution, a plan of the year, a strategy."),
    )

    def __init__(self, *args: Any, called: str, on: date, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.called = called
        self.fields["valid_from"].initial = on

    @property
    def why(self) -> list[forms.BoundField]:
        return [self["valid_from"], self["ground"]]

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        own = {"valid_from": typed["valid_from"], self.called: typed["ground"]}
        return {**super().as_arguments(), **own}


class PlanForm(TargetsForm):
    """A named period with what it shall bring by itself."""

    name = forms.CharField(
        label=capfirst(_("name")),
        max_length=80,
        help_text=_("For example “first half of 2026” or “payment claim 3”."),
    )
    starts_on = DayField(label=capfirst(_("starts on")))
    ends_on = DayField(label=capfirst(_("ends on")))

    @property
    def facts(self) -> list[forms.BoundField]:
        return [self["name"], self["starts_on"], self["ends_on"]]

    def as_arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        facts = PeriodEntry(
            name=typed["name"], starts_on=typed["starts_on"], ends_on=typed["ends_on"]
        )
        return {**super().as_arguments(), "facts": facts}


class EnterPlanForm(PlanForm):
    """A plan that is not there yet: nobody can have changed it meanwhile."""

    def as_arguments(self) -> dict[str, Any]:
        return {name: each for name, each in super().as_arguments().items() if name != "version"}


class ProgrammePlanForm(PlanForm):
    """A plan of the programme, with its source."""

    source = forms.CharField(label=_("On what ground"), max_length=300)

    @property
    def facts(self) -> list[forms.BoundField]:
        return [*super().facts, self["source"]]

    def as_arguments(self) -> dict[str, Any]:
        return {**super().as_arguments(), "source": self.cleaned_data["source"]}


class EnterProgrammePlanForm(EnterPlanForm, ProgrammePlanForm):
    """A plan of the programme that is not there yet."""


def offered(
    known: Mapping[str, Definition],
    entries: Mapping[rules.Key, TargetEntry],
    *,
    rule_set: str = "",
    reached: Mapping[tuple[str, str], int] | None = None,
) -> list[Offered]:
    """Every indicator that may have a target: counts of this budget period, and whatever is set."""
    wanted = {code for code, _subset in entries}
    found = []
    for code, one in known.items():
        fits = not rule_set or one.rule_set in ("", rule_set)
        if code in wanted or (fits and one.kind != Kind.RATE):
            of_cell = {cell: (reached or {}).get((code, cell), 0) for cell in CELLS}
            found.append(Offered(one, entries, of_cell if reached is not None else {}))
    return found


def _name(code: str, subset: str, cell: str) -> str:
    return "_".join(filter(None, (code, subset, cell)))
