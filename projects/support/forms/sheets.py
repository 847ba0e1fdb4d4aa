"""The form of a sheet: a mark for each person at each session, and what its writer had seen."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from projects.participants.models import Participation
from projects.participants.reported import ReportingForm
from projects.support.entries import MarkEntry
from projects.support.forms.fields import QuantityField
from projects.support.models import Attendance, Session
from projects.support.queries.sessions import Sheet
from projects.support.vocabulary import LETTERS, Mark

Wanted = Mapping[str, tuple[str, Decimal | None]]


@dataclass(frozen=True)
class Choice:
    value: str
    letter: str
    label: str
    is_checked: bool


@dataclass(frozen=True)
class CellLine:
    """One cell on the page: its control, its choices and, after two writers, the other's mark."""

    session: Session
    key: str
    mark: forms.BoundField
    hours: forms.BoundField
    current: Attendance | None
    theirs: Attendance | None = None

    @property
    def choices(self) -> list[Choice]:
        value = str(self.mark.value() or "")
        known = [Choice(m.value, LETTERS[m], str(m.label), m.value == value) for m in Mark]
        return [*known, Choice("", "–", _("not marked"), not value)]

    @property
    def letter(self) -> str:
        return LETTERS.get(Mark(value), "") if (value := self.mark.value()) else ""

    @property
    def is_marked(self) -> bool:
        return bool(self.current and self.current.mark)


@dataclass(frozen=True)
class PersonLine:
    """One row; sessions the person did not belong to have no cell."""

    participation: Participation
    hours: Decimal
    cells: list[CellLine | None] = field(default_factory=list)


class SheetForm(ReportingForm):
    """Only cells that say something else than their writer saw are sent on.

    `wanted` presets marks that are not saved yet, by key; `theirs` are the cells that somebody
    else changed meanwhile, shown beside the writer's own.
    """

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        sheet: Sheet,
        wanted: Wanted | None = None,
        theirs: Mapping[str, Attendance] | None = None,
        **facts: Any,
    ) -> None:
        self.sheet, self.theirs, self.cells = sheet, theirs or {}, _cells_of(sheet)
        super().__init__(*args, initial=self._first(wanted or {}), **facts)
        for key, (participation, session, _cell) in self.cells.items():
            label = f"{participation.person}, {session.held_on:%d.%m}"
            choices = [("", "–"), *((mark.value, LETTERS[mark]) for mark in Mark)]
            self.fields[f"mark_{key}"] = forms.ChoiceField(
                label=label, required=False, choices=choices
            )
            self.fields[f"hours_{key}"] = QuantityField(label=label, required=False, max_digits=5)

    @property
    def lines(self) -> Iterator[PersonLine]:
        for row in self.sheet.rows:
            keys = (
                key_of(session.pk, row.participation.pk) if session.pk in row.cells else ""
                for session in self.sheet.sessions
            )
            cells = [self._line(key) if key else None for key in keys]
            yield PersonLine(row.participation, row.hours, cells)

    def clean_seen(self) -> dict[str, list[Any]]:
        try:
            seen = json.loads(self.cleaned_data["seen"])
            return {key: [int(seen[key][0]), str(seen[key][1])] for key in seen}
        except (ValueError, KeyError, TypeError, IndexError) as broken:
            raise forms.ValidationError(
                _("This page was damaged on its way. Nothing was saved: open the sheet again.")
            ) from broken

    def as_arguments(self) -> dict[str, Any]:
        return {"marks": [self._entry(key) for key in self.cells if self._is_changed(key)]}

    def concerned(self, arguments: dict[str, Any]) -> set[UUID]:
        """Whose marks are about to change."""
        return {entry.participation_id for entry in arguments["marks"]}

    def typed(self, keys: Any) -> dict[str, tuple[str, Decimal | None]]:
        """What the writer wanted these cells to say."""
        return {
            key: (self.cleaned_data[f"mark_{key}"], self.cleaned_data[f"hours_{key}"])
            for key in keys
        }

    def _first(self, wanted: Wanted) -> dict[str, Any]:
        seen, first = {}, {}
        for key, (_person, _session, cell) in self.cells.items():
            mark, hours = (cell.mark, cell.hours) if cell else ("", None)
            seen[key] = [cell.version if cell else 0, mark]
            mark, hours = wanted.get(key, (mark, hours if mark == Mark.PARTIAL else None))
            first |= {f"mark_{key}": mark, f"hours_{key}": hours}
        return {**first, "seen": json.dumps(seen, separators=(",", ":"))}

    def _line(self, key: str) -> CellLine:
        _participation, session, cell = self.cells[key]
        mark, hours = self[f"mark_{key}"], self[f"hours_{key}"]
        return CellLine(session, key, mark, hours, cell, self.theirs.get(key))

    def _is_changed(self, key: str) -> bool:
        """Against what the writer saw, not against what the database says by now."""
        typed, seen = self.cleaned_data, self.cleaned_data["seen"]
        if f"mark_{key}" not in self.data:
            # The person joined after the page was opened: nothing was said about them.
            return False
        was = seen.get(key, [0, ""])[1]
        hours_changed = typed[f"hours_{key}"] is not None and typed[f"mark_{key}"] == Mark.PARTIAL
        return typed[f"mark_{key}"] != was or hours_changed

    def _entry(self, key: str) -> MarkEntry:
        participation, session, _cell = self.cells[key]
        return MarkEntry(
            session_id=session.pk,
            participation_id=participation.pk,
            mark=self.cleaned_data[f"mark_{key}"],
            hours=self.cleaned_data[f"hours_{key}"],
            version=self.cleaned_data["seen"].get(key, [0, ""])[0],
        )


def key_of(session: UUID, participation: UUID) -> str:
    return f"{session.hex}_{participation.hex}"


def _cells_of(sheet: Sheet) -> dict[str, tuple[Participation, Session, Attendance | None]]:
    sessions = {session.pk: session for session in sheet.sessions}
    return {
        key_of(session, row.participation.pk): (row.participation, sessions[session], cell)
        for row in sheet.rows
        for session, cell in row.cells.items()
    }
