"""What a person types about targets: women, men and the total of every indicator."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.forms import OperationForm
from indicators.targets.operations import TargetEntry
from projects.agreements.queries import Progress, Reached
from ui import formats

HIGHEST = 9_999_999
CELLS = {"women": _("Women"), "men": _("Men"), "total": _("Total")}
LABELS = {
    "women": _("%(indicator)s: women"),
    "men": _("%(indicator)s: men"),
    "total": _("%(indicator)s: total"),
}


class CountField(forms.IntegerField):
    """A number of people, with or without spaces between thousands; empty is no target."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        invalid = {"invalid": _("Write a whole number of people, for example 25.")}
        limits = {"min_value": 0, "max_value": HIGHEST}
        super().__init__(widget=widget, required=False, error_messages=invalid, **limits, **facts)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(re.sub(r"\s", "", str(value or "")))


@dataclass(frozen=True)
class CellEntry:
    """One box of the form; its label is short, because the legend above names the indicator."""

    label: Any
    field: forms.BoundField
    is_invented: bool


class TargetsForm(OperationForm):
    """All the targets of a project; a mark of what was made up goes with the first change."""

    def __init__(self, *args: Any, promised: Sequence[Progress], **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.promised = promised
        for row in promised:
            for cell, label in LABELS.items():
                reached: Reached = getattr(row, cell)
                shown = {"achieved": formats.number(reached.achieved)}
                self.fields[_name(row.code, cell)] = CountField(
                    label=label % {"indicator": row.name},
                    help_text=_("Reached: %(achieved)s") % shown,
                    initial=reached.target,
                )

    @property
    def rows(self) -> list[tuple[str, list[CellEntry]]]:
        """The name of each indicator with its boxes."""
        return [(row.name, [self._cell(row, cell) for cell in CELLS]) for row in self.promised]

    @property
    def has_invented(self) -> bool:
        return any(getattr(row, cell).is_invented for row in self.promised for cell in CELLS)

    def as_arguments(self) -> dict[str, Any]:
        entries = [self._entry(row) for row in self.promised]
        return {"entries": [entry for entry in entries if _is_set(entry)]}

    def show(self, refusal: RuleBroken) -> None:
        total = _name(refusal.field or "", "total")
        self.add_error(total if total in self.fields else None, str(refusal))

    def _cell(self, row: Progress, cell: str) -> CellEntry:
        return CellEntry(CELLS[cell], self[_name(row.code, cell)], getattr(row, cell).is_invented)

    def _entry(self, row: Progress) -> TargetEntry:
        typed = {cell: self.cleaned_data[_name(row.code, cell)] for cell in CELLS}
        if typed["total"] is None and None not in (typed["women"], typed["men"]):
            typed["total"] = typed["women"] + typed["men"]
        before: dict[str, Reached] = {cell: getattr(row, cell) for cell in CELLS}
        kept = [c for c, was in before.items() if was.is_invented and was.target == typed[c]]
        return TargetEntry(definition_code=row.code, invented=tuple(kept), **typed)


def _name(code: str, cell: str) -> str:
    return f"{code}_{cell}"


def _is_set(entry: TargetEntry) -> bool:
    return any(count is not None for count in (entry.women, entry.men, entry.total))
