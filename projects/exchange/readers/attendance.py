"""Attendance from a file: whom, at which session of which group, and whether they were there."""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import RuleBroken, StaleEdit
from core.permissions import Actor
from projects.agreements.models import Project
from projects.exchange.kinds import Applied, Reader, Verdict
from projects.exchange.readers import whom
from projects.exchange.readers.form_reader import FormReader, Words, briefly
from projects.exchange.readers.reading_rows import ManyRows
from projects.exchange.readers.whom import Whom, WhomFields
from projects.exchange.vocabulary import Standing
from projects.forms import DayField
from projects.participants.models import Participation
from projects.support import operations
from projects.support.entries import MarkEntry
from projects.support.forms.fields import ClockField, QuantityField
from projects.support.models import Attendance, Group, Session
from projects.support.operations.attendance import why_not
from projects.support.rules import attendance as rules
from projects.support.vocabulary import Mark
from ui import formats
from ui.parts import Link

MINUTES = Decimal(60)
HUNDREDTH = Decimal("0.01")
Cell = tuple[UUID, UUID]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`hours` is what the row says of the time, if anything; `hours_told` says that it said so in hours."""

    whom: Whom
    group: Group
    held_on: date
    start_time: time | None
    mark: str
    hours: Decimal | None
    hours_told: bool = False


class GroupField(forms.ModelChoiceField):
    """A group with the service that it belongs to: two services may have a group A each."""

    def label_from_instance(self, group: Any) -> str:
        return f"{group.name} ({group.service.name})"


class RowForm(ManyRows, WhomFields, forms.Form):
    """A cell of a sheet as the page asks it, with the session and the person that a page knows."""

    group = GroupField(queryset=Group.objects.none(), label=capfirst(gettext_lazy("group")))
    held_on = DayField(label=gettext_lazy("Day of the session"))
    start_time = ClockField(label=capfirst(gettext_lazy("begins")), required=False)
    mark = forms.ChoiceField(label=capfirst(gettext_lazy("attendance")), choices=Mark.choices)
    hours = QuantityField(label=gettext_lazy("Hours attended"), required=False, max_digits=5)
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes attended"), required=False, min_value=0, max_value=24 * 60
    )

    def __init__(self, *args: Any, project: Project, **facts: Any) -> None:
        super().__init__(*args, **facts)
        groups = Group.objects.filter(service__project=project).select_related("service")
        field: Any = self.fields["group"]
        field.queryset = groups
        field.error_messages["invalid_choice"] = _(
            "The project has no such group, or two of this name. Write it with its service, like "
            "“Grupa A (Warsztaty)”."
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("hours") is not None and told.get("minutes") is not None:
            self.add_error("minutes", _("Tell the time once: in hours, or in minutes."))
        return told

    def entry(self) -> Row:
        told = self.cleaned_data
        facts = {name: told[name] for name in ("group", "held_on", "start_time", "mark")}
        minutes = told["minutes"]
        hours = told["hours"] if minutes is None else (minutes / MINUTES).quantize(HUNDREDTH)
        return Row(whom=self.whom(), hours=hours, hours_told=minutes is None, **facts)


@dataclass(frozen=True)
class Sheets:
    """The sessions that rows speak of, by group and day, and what their sheets say by now."""

    sessions: Mapping[Any, list[Session]]
    cells: Mapping[Cell, Attendance]

    @property
    def all_sessions(self) -> list[Session]:
        return [one for some in self.sessions.values() for one in some]


class AttendanceReader(FormReader):
    """Reads marks on sheets of the groups of one project."""

    key_field = "held_on"
    dated: Sequence[str] = ("held_on",)
    telling: Sequence[str] = ("group", "held_on", "start_time", "mark", "hours")

    def __init__(self, project: Project, *, on: date, by: Actor) -> None:
        self.project, self.on, self.by = project, on, by
        super().__init__(lambda: RowForm(project=project), also=_also(project))

    def key(self, row: Row) -> bytes:
        return whom.key_of(row.whom, row.group.pk, row.held_on, row.start_time)

    def compare(self, rows: Sequence[tuple[Row, bytes]]) -> list[Verdict]:
        marks, sheets = self._marks([row for row, _key in rows])
        refused = why_not(sessions=sheets.all_sessions, marks=_whole(marks), on=self.on)
        return [
            _verdict(one, sheets.cells, refused) if isinstance(one, MarkEntry) else one
            for one in marks
        ]

    def _marks(self, rows: Sequence[Row]) -> tuple[list[MarkEntry | Verdict], Sheets]:
        """What the page of a sheet would send for each row, or why nobody can tell."""
        people = whom.found(self.project, [row.whom for row in rows], by=self.by)
        sheets = self._sheets(rows, whom.only(people))
        marks = [
            _mark(row, one, sheets) if isinstance(one, Participation) else one
            for row, one in zip(rows, people, strict=True)
        ]
        return marks, sheets

    def _sheets(self, rows: Sequence[Row], people: set[UUID]) -> Sheets:
        found = Session.objects.filter(
            project=self.project,
            cancelled_at=None,
            group__in={row.group for row in rows},
            held_on__in={row.held_on for row in rows},
        ).select_related("project")
        sessions: dict[Any, list[Session]] = defaultdict(list)
        for one in found.order_by("start_time"):
            sessions[one.group_id, one.held_on].append(one)
        held = Attendance.objects.filter(session__in=found, participation__in=people)
        return Sheets(sessions, {(one.session_id, one.participation_id): one for one in held})

    def shown(self, targets: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        held = Attendance.objects.filter(pk__in=targets)
        return {
            one.pk: {name: self.in_words(name, getattr(one, name)) for name in ("mark", "hours")}
            for one in held
        }

    def apply(self, rows: Sequence[tuple[Row, Verdict]], *, on: date, by: Actor) -> list[Applied]:
        """All at once; a cell is written only as it was seen, or nothing is."""
        told, sheets = self._marks([row for row, _verdict in rows])
        marks = [
            replace(mark, version=int(verdict.seen or b"0"))
            for mark, (_row, verdict) in zip(_whole(told), rows, strict=True)
        ]
        done = operations.mark_attendance(sessions=sheets.all_sessions, marks=marks, on=on, by=by)
        if done.conflicts:
            raise StaleEdit
        keys = [(mark.session_id, mark.participation_id) for mark in marks]
        now = {
            (one.session_id, one.participation_id): one
            for one in Attendance.objects.filter(session__in=sheets.all_sessions)
        }
        return [_applied(now[key], sheets.cells.get(key)) for key in keys]

    def undo(
        self, applied: Sequence[Applied], *, since: datetime, on: date, by: Actor
    ) -> list[object]:
        return whom.at_once(applied, lambda some: _put_back(some, on=on, by=by))


_CHANGED = gettext_lazy("Somebody marked this otherwise since.")


def _also(project: Project) -> Callable[[str], Words]:
    """A group is known by its own name too, where the project has one of that name."""
    groups = Group.objects.filter(service__project=project).values_list("pk", "name")
    named = [(str(pk), name) for pk, name in groups]
    return lambda field: named if field == "group" else briefly(field)


def _whole(marks: Iterable[MarkEntry | Verdict]) -> list[MarkEntry]:
    return [one for one in marks if isinstance(one, MarkEntry)]


def _mark(row: Row, person: Participation, sheets: Sheets) -> MarkEntry | Verdict:
    of_day = sheets.sessions.get((row.group.pk, row.held_on), [])
    at = [one for one in of_day if row.start_time in (None, one.start_time)]
    if len(at) != 1:
        return _no_session(row, of_day)
    session = at[0]
    mark, hours = _meant(row, session.hours)
    if mark is None:
        text = _(
            "The session has %(whole)s hours, and the row tells another time than its mark. "
            "Correct one of them."
        )
        field = "hours" if row.hours_told else "minutes"
        return whom.refused(**{field: text % {"whole": formats.number(session.hours)}})
    held = sheets.cells.get((session.pk, person.pk))
    return MarkEntry(
        session_id=session.pk,
        participation_id=person.pk,
        mark=mark,
        hours=hours,
        version=held.version if held else 0,
    )


def _meant(row: Row, whole: Decimal) -> tuple[str | None, Decimal | None]:
    """The mark and its hours; whoever was present for a part of the time has the mark of a part.

    No mark where time and mark contradict each other.
    """
    if row.mark == Mark.PARTIAL or row.mark == Mark.PRESENT and row.hours not in (None, whole):
        is_part = rules.hours_of(Mark.PARTIAL, typed=row.hours, whole=whole) is not None
        return (Mark.PARTIAL, row.hours) if is_part else (None, None)
    if row.mark != Mark.PRESENT and row.hours:
        return None, None
    return row.mark, None


def _no_session(row: Row, of_day: Sequence[Session]) -> Verdict:
    if not of_day:
        text = _("The group has no session on this day. Compare the calendar of the group.")
        return whom.refused(held_on=text)
    times = {"times": ", ".join(f"{one.start_time:%H:%M}" for one in of_day)}
    text = _("On this day the group meets at %(times)s. Write which session it was.") % times
    return whom.refused(start_time=text)


def _verdict(
    mark: MarkEntry, cells: Mapping[Cell, Attendance], refused: Mapping[Cell, RuleBroken]
) -> Verdict:
    about = (mark.session_id, mark.participation_id)
    held, key = cells.get(about), whom.key(*about)
    facts: dict[str, Any] = {"whose": mark.participation_id, "key": key}
    facts["seen"] = str(mark.version).encode()
    if held is None or not held.mark:
        if about in refused:
            return whom.refused(held_on=refused[about])
        return Verdict(standing=Standing.ADD, **facts)
    differs = ["mark"] if held.mark != mark.mark else []
    if not differs and mark.hours is not None and mark.hours != held.hours:
        differs = ["hours"]
    if differs and about in refused:
        return whom.refused(held_on=refused[about])
    standing = Standing.CHANGE if differs else Standing.SAME
    return Verdict(standing=standing, target=held.pk, differs=differs, **facts)


def _applied(now: Attendance, before: Attendance | None) -> Applied:
    was = {"mark": before.mark, "hours": str(before.hours)} if before else {"mark": ""}
    return Applied(target=now.pk, before=json.dumps(was), after=str(now.version).encode())


def _put_back(some: Sequence[Applied], *, on: date, by: Actor) -> list[object]:
    """Each cell as it was before the file, where it still says what the file said."""
    held = Attendance.objects.select_related("session").in_bulk([one.target for one in some])
    marks = {
        one.target: _as_before(one, held[one.target])
        for one in some
        if one.target in held and str(held[one.target].version).encode() == one.after
    }
    sessions = {held[pk].session for pk in marks}
    facts: dict[str, Any] = {"on": on, "by": by, "is_forgiving": True}
    done = operations.mark_attendance(sessions=list(sessions), marks=marks.values(), **facts)
    theirs = {one.pk for one in done.conflicts}
    return [
        _CHANGED
        if one.target not in marks or one.target in theirs
        else done.refused.get((held[one.target].session_id, held[one.target].participation_id))
        for one in some
    ]


def _as_before(one: Applied, cell: Attendance) -> MarkEntry:
    was = json.loads(one.before)
    return MarkEntry(
        session_id=cell.session_id,
        participation_id=cell.participation_id,
        mark=was["mark"],
        hours=Decimal(was["hours"]) if was["mark"] == Mark.PARTIAL else None,
        version=cell.version,
    )


class Marks:
    """The kind "attendance"."""

    code = "attendance"
    is_apart = False
    label = gettext_lazy("attendance of groups")

    def adds(self, count: int) -> str:
        said = ngettext(
            "One mark of attendance is added.", "%(n)s marks of attendance are added.", count
        )
        return said % {"n": formats.number(count)}

    def place(self, project: Project) -> Link:
        return Link(_("Groups"), reverse("support:groups"))

    def reader(self, project: Project, *, on: date, by: Actor) -> Reader:
        return AttendanceReader(project, on=on, by=by)
