"""Participants from a file: read as the form reads them, known again by PESEL, entered in bulk."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import sealed
from core.permissions import Actor
from projects.agreements.models import Project
from projects.exchange.judging import resembling
from projects.exchange.kinds import Applied, Kind, Reader, Target, Verdict
from projects.exchange.models import Import
from projects.exchange.readers import changing_people
from projects.exchange.readers.changing_people import Row
from projects.exchange.readers.form_reader import FormReader, optional
from projects.exchange.readers.person_rows import PersonRows, also_said, asked_of_list, key_of
from projects.exchange.readers.reading_rows import Cells, Read
from projects.exchange.workbooks import bases, correcting_people
from projects.exchange.workbooks.bases import ROW_KEY
from projects.participants import rules, similarity
from projects.participants.columns import entry_of, start_of
from projects.participants.entries import (
    LeaveEntry,
    ParticipantEntry,
    PersonEntry,
    StartEntry,
    as_leave,
    as_start,
    errors,
)
from projects.participants.forms import LeaveForm
from projects.participants.forms.entering import ParticipantFields
from projects.participants.forms.state import shown_state
from projects.participants.known_lists import KNOWN, KnownList
from projects.participants.models import Participation
from projects.participants.rule_sets import rule_set
from projects.participants.wordings import choices
from ui import formats
from ui.parts import Link

EXIT = ("ended_on", "completed_path", "exit_situation")


class RowForm(PersonRows, ParticipantFields):
    """The form of a new participant, and the exit where the file knows it."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        # Whether the numbered checks are left to the operation that the row is about to go through.
        self.is_judged = False
        for name in EXIT:
            self.fields[name] = optional(LeaveForm.base_fields[name])
        situations = rule_set(self.project.rule_set).scope.fields["exit_situation"]
        self.fields["exit_situation"] = forms.ChoiceField(
            label=self.fields["exit_situation"].label,
            choices=choices(situations.values),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if any(self.data.get(name) for name in EXIT):
            for name in EXIT:
                if name not in self.errors and told.get(name) in (None, ""):
                    self.add_error(name, _("An exit needs its day, the path and the situation."))
        if not self.is_judged:
            self.show_problems(p for p in self._found() if not self.is_echo(p))
        return told

    def _found(self) -> list[rules.Problem]:
        found = self.problems()
        leave = None if self.errors else self.leave_entry()
        if leave is not None:
            found += rules.problems_at_leave(
                as_start(self.person_entry(), self.start_entry()),
                as_leave(leave),
                today=self.on,
                rule_set=rule_set(self.project.rule_set),
            )
        return errors(found)

    def leave_entry(self) -> LeaveEntry | None:
        told = self.cleaned_data
        return LeaveEntry(**{name: told[name] for name in EXIT}) if told.get("ended_on") else None

    def entry(self) -> ParticipantEntry:
        start = self.start_entry()
        assert isinstance(start, StartEntry)  # noqa: S101  the day is required
        return ParticipantEntry(person=self.person_entry(), start=start, leave=self.leave_entry())


class PeopleReader(FormReader):
    """Reads participants of one project, in the language that is active when it is made."""

    key_field = "pesel"
    dated: Sequence[str] = ("started_on", "ended_on")
    corrects_people = True
    telling: Sequence[str] = ("pesel", "born_on", "started_on", "gmina", "labour_status")

    def __init__(
        self, project: Project, *, on: date, by: Actor, known: KnownList | None = None
    ) -> None:
        self.project, self.by, self.known = project, by, known
        self.register = resembling.Known(by)
        super().__init__(
            lambda: RowForm(project=project, on=on),
            also=lambda name: also_said(name, self.form.gminy),
        )
        self.targets = [asked_of_list(one, self.form.scope) for one in self.targets]
        if known:
            self.typed = known.reading(project)
            beside = [Target(name=name, label=str(said)) for name, said in known.beside.items()]
            self.targets = [*self.targets, *beside]

    def read(self, cells: Cells) -> Read:
        return self._read_taken_out(cells) if ROW_KEY in cells else super().read(cells)

    def asked(self, cells: Cells) -> Cells:
        if ROW_KEY in cells:
            return super().asked({name: one for name, one in cells.items() if name != ROW_KEY})
        if self.known is None:
            return super().asked(cells)
        told = self.typed({name: text for name, (text, _kind) in cells.items()})
        kinds = {name: kind for name, (_text, kind) in cells.items()}
        return super().asked({name: (text, kinds.get(name, "t")) for name, text in told.items()})

    def read_again(self, cells: Cells) -> Read:
        self.form.is_judged = True
        try:
            return self.read(cells)
        finally:
            self.form.is_judged = False

    def _read_taken_out(self, cells: Cells) -> Read:
        """A row that was taken out to be corrected tells in a hidden cell what it was made from."""
        base = bases.read(cells[ROW_KEY][0])
        if base is None:
            return Read(mistakes={ROW_KEY: [_("The hidden key of this row was changed.")]})
        read = super().read(cells)
        return read if read.mistakes else Read(replace(read.entry, base=base))

    def entry(self, told: frozenset[str]) -> Row:
        groups = self.known.groups if self.known else {}
        alike = {
            name: group
            for name, by_answer in groups.items()
            if (group := by_answer.get(self.form.cleaned_data.get(name)))
        }
        return Row(self.form.entry(), told, alike)

    def key(self, row: Row) -> bytes:
        if row.base and not row.entry.person.pesel:
            # Of two rows about one person both wait, whatever they are called by now.
            return sealed.search_index(str(row.base.target), kind="row that was taken out")
        return key_of(row.entry.person)

    def resembling(
        self, entries: Sequence[tuple[Row, bytes]], *, among: similarity.Index[UUID] | None = None
    ) -> list[list[UUID]]:
        people = [(row.entry.person, key) for row, key in entries]
        days = [person.born_on for person, _key in people]
        asked = (_profile(person, key) for person, key in people)
        return self.register.alike(asked, born_on=days, among=among)

    def compare(self, rows: Sequence[tuple[Row, bytes]]) -> list[Verdict]:
        based = [row for row, _key in rows if row.base]
        others = [(row, key) for row, key in rows if not row.base]
        corrected = iter(
            correcting_people.compare(self.project, based, by=self.by) if based else ()
        )
        told = iter(changing_people.compare(self.project, others, by=self.by) if others else ())
        return [next(corrected if row.base else told) for row, _key in rows]

    def elsewhere(self, entries: Sequence[tuple[Row, bytes]], *, by: Actor) -> list[bool]:
        numbers = [key for row, key in entries if row.entry.person.pesel]
        known = changing_people.elsewhere(self.project, numbers, by=by) if numbers else ()
        return [bool(row.entry.person.pesel) and key in known for row, key in entries]

    def shown(self, targets: Collection[UUID]) -> dict[UUID, Mapping[str, str]]:
        """By participation and question, what stands here, in words; one query for all of them."""
        found = Participation.objects.select_related("person", "project").filter(pk__in=targets)
        return {one.pk: self._shown(one) for one in found}

    def _shown(self, found: Participation) -> Mapping[str, str]:
        held = vars(entry_of(found.person)) | shown_state(start_of(found), self.form.scope)
        return {name: self.in_words(name, held.get(name)) for name in self.form.fields}

    def apply(self, rows: Sequence[tuple[Row, Verdict]], *, on: date, by: Actor) -> list[Applied]:
        return changing_people.apply(self.project, rows, on=on, by=by)

    def undo(
        self, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
    ) -> list[object]:
        return changing_people.undo(self.project, applied, since=since, on=on, by=by)


def _profile(person: PersonEntry, key: bytes) -> similarity.Profile:
    return similarity.profile(
        given_name=person.given_name,
        family_name=person.family_name,
        born_on=person.born_on,
        sex=person.sex,
        pesel_key=key if person.pesel else None,
    )


@dataclass(frozen=True)
class People:
    """The kind "participants"; in the words of another system where it wrote the list."""

    known: KnownList | None = None

    code = "participants"
    is_apart = True

    @property
    def label(self) -> str:
        return f"{_('participants')} ({self.known.label})" if self.known else _("participants")

    def adds(self, count: int) -> str:
        said = ngettext("One person is added.", "%(n)s people are added.", count)
        return said % {"n": formats.number(count)}

    def place(self, project: Project) -> Link:
        address = reverse("participants:list", query={"projekt": project.pk})
        return Link(_("Participants of this project"), address)

    def reader(self, project: Project, *, on: date, by: Actor) -> Reader:
        return PeopleReader(project, on=on, by=by, known=self.known)

    def of(self, found: Import) -> Kind:
        return People(KNOWN.get(found.known_list))
