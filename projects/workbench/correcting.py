"""A form that corrects a record, and what it does when somebody else was quicker.

The page carries what the record held when it was opened. If the record is another one when it is
saved, nothing is written: the fields stand beside each other and whoever edits chooses.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.http import QueryDict

from core.errors import RuleBroken, StaleEdit
from core.forms import OperationForm
from projects.workbench import history
from projects.workbench.comparing import (
    CHOICE,
    ComparedField,
    Comparison,
    Snapshot,
    as_posted,
    compared,
    kept,
    opened_snapshot,
    snapshot,
)
from projects.workbench.history import LastChange
from projects.workbench.rules import MINE, THEIRS, UNDECIDED, UNKNOWN

Held = dict[str, Any]
COMPARED, SEEN = "compared", "seen"
OF_THE_PAGE = ("version", "opened", "once")


class CorrectionForm(OperationForm):
    """Corrects a record; whoever was too late chooses, field by field, what stays.

    `current` says what the record holds. Give a function that reads it from the record: it is asked
    again when somebody saves the record within this very request. What the record holds and the
    form never shows (a PESEL) is left out of it; when both typed such a field, it is asked blindly.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    comparison: Comparison | None = None
    data: QueryDict  # type: ignore[assignment]

    def __init__(self, *args: Any, current: Held | Callable[[], Held], **facts: Any) -> None:
        self._read = current if callable(current) else None
        begun = current() if callable(current) else current
        super().__init__(*args, **{**facts, "initial": begun})
        self._records: list[Model] = []
        self._unanswered: list[str] = []

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        if field_name == "opened" and "opened" not in self.initial:
            return snapshot(self._comparable, self.initial).signed()
        return super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        if self.has_answers:
            self._take_answers()
        super().full_clean()
        # No operation has an argument of this name.
        getattr(self, "cleaned_data", {}).pop("opened", None)

    def run(self, operation: Callable[..., Any], **arguments: Any) -> Any:
        given = [each for name, each in arguments.items() if name != "by"]
        self._records = [each for each in given if isinstance(each, Model)]
        return super().run(operation, **arguments)

    def show(self, refusal: RuleBroken) -> None:
        super().show(refusal)
        if isinstance(refusal, StaleEdit):
            self._read_again()
            self._compare()

    def _read_again(self) -> None:
        """The record may have changed a moment ago, after this request had read it."""
        for record in self._records:
            record.refresh_from_db()
        if self._read:
            self.initial = self._read()

    @property
    def has_answers(self) -> bool:
        """Whether both stood side by side, and somebody chose what stays."""
        return bool(self.data.get(SEEN))

    @property
    def _comparable(self) -> dict[str, forms.Field]:
        return {name: each for name, each in self.fields.items() if name not in OF_THE_PAGE}

    def _posted(self, name: str) -> str:
        return str(self.data.get(self.add_prefix(name), ""))

    def _compare(self) -> None:
        """Put what was typed beside what is there.

        Only the comparison carries the version that it shows: a page that draws none cannot save
        over what it never showed.
        """
        opened = opened_snapshot(self._posted("opened"))
        now = snapshot(self._comparable, self.initial)
        changes = self.changes_since(opened.at)
        rows = [
            self._compared(name, field, opened, now, changes)
            for name, field in self._comparable.items()
            if name in now.held or name in opened.held or self._is_typed_blindly(name, changes)
        ]
        typed = [(self.add_prefix(n), v) for n in self._comparable for v in self._sent(n)]
        self.comparison = Comparison(
            fields=[row for row in rows if row], seen=now.signed(), typed=typed
        )

    def changes_since(self, at: datetime) -> dict[str, LastChange]:
        """Who changed which field since a moment, as the audit trail of the records tells it."""
        return history.changes_since(_ids(self._records), at)

    def _compared(
        self, name: str, field: forms.Field, opened: Snapshot, now: Snapshot, changes: dict
    ) -> ComparedField | None:
        is_shown = name in now.held or name in opened.held
        current = now.of(name, field) if is_shown else UNKNOWN
        return compared(
            field,
            name=name,
            label=self._label(name),
            opened=opened.of(name, field) if is_shown else UNKNOWN,
            current=current,
            typed=kept(field, self[name].data),
            answered=self._answer(name, current),
            changes=changes,
            is_missing=name in self._unanswered,
        )

    def _is_typed_blindly(self, name: str, changes: dict[str, LastChange]) -> bool:
        """Whether both typed a field that is never shown."""
        return name not in self.initial and name in changes and bool(self._posted(name))

    def _answer(self, name: str, current: Any) -> str:
        """What was chosen already, as long as the value it was chosen against is still there."""
        answer = self.data.get(CHOICE + name, UNDECIDED)
        seen = opened_snapshot(str(self.data.get(SEEN, "")))
        is_same = seen.of(name, self.fields[name]) == current
        return answer if answer in (MINE, THEIRS) and is_same else UNDECIDED

    def _label(self, name: str) -> str:
        """The field's label; with its legend where several fields are called the same."""
        label = str(self.fields[name].label)
        if [str(field.label) for field in self.fields.values()].count(label) == 1:
            return label
        legends = [
            str(legend)
            for legend, fields in getattr(self, "sections", [])
            if name in [field.name for field in fields]
        ]
        return ": ".join([*legends, label])

    def _sent(self, name: str) -> list[str]:
        return self.data.getlist(self.add_prefix(name))

    def _is_asked(self, name: str, seen: Snapshot) -> bool:
        """Whether the comparison asked about the field, or ought to have."""
        differs = name in seen.held and kept(self.fields[name], self[name].data) != seen.held[name]
        return differs or name in self.data.getlist(COMPARED)

    def _take_answers(self) -> None:
        """Where the other value was chosen, it takes the place of what was typed."""
        seen = opened_snapshot(str(self.data.get(SEEN, "")))
        names = [name for name in self._comparable if self._is_asked(name, seen)]
        answers = {name: self.data.get(CHOICE + name) for name in names}
        self._unanswered = [n for n in names if answers[n] not in (MINE, THEIRS)]
        if self._unanswered or not seen.version:
            # The version stays the one that is too old: nothing is saved.
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = seen.version
        for name in names:
            if answers[name] == THEIRS:
                posted = as_posted(seen.held.get(name, ""))
                self.data.setlist(self.add_prefix(name), posted)


def _ids(records: list[Model]) -> list[UUID]:
    return [record.pk for record in records if isinstance(record.pk, UUID)]
