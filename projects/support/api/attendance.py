"""Attendance of the partner's sessions: read, and sent for many people at once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.request import Request

from core.api import bulk
from core.api.serializers import In, Moment, Out
from core.days import today
from core.errors import RuleBroken
from projects.partners.actions import Action
from projects.partners.door import Told
from projects.partners.queries import Reach
from projects.partners.records import Records
from projects.support import operations
from projects.support.entries import MarkEntry
from projects.support.queries import served
from projects.support.vocabulary import Mark

Key = tuple[UUID, UUID]


class AttendanceOut(Out):
    id = serializers.UUIDField()
    session = serializers.UUIDField(source="session_id")
    participant = serializers.UUIDField(source="participation_id")
    mark = serializers.ChoiceField(
        choices=Mark.choices, allow_blank=True, label=gettext_lazy("attendance")
    )
    hours = serializers.DecimalField(
        max_digits=6, decimal_places=2, label=gettext_lazy("hours attended")
    )
    version = serializers.IntegerField()
    changed_at = Moment()


class MarkIn(In):
    """`version` is that of the cell as it was last read, 0 for one that nobody has touched."""

    session = serializers.UUIDField()
    participant = serializers.UUIDField()
    mark = serializers.ChoiceField(
        choices=Mark.choices, allow_blank=True, label=gettext_lazy("attendance")
    )
    hours = serializers.DecimalField(
        max_digits=6,
        decimal_places=2,
        required=False,
        allow_null=True,
        label=gettext_lazy("hours attended"),
    )
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)


class MarksIn(bulk.BatchIn):
    """Up to 1000 cells of sheets, each told once."""

    items = MarkIn(many=True, allow_empty=False, max_length=bulk.MOST_ITEMS)

    def validate_items(self, items: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
        bulk.refuse_twice([_key(item) for item in items], self.context.get("rows"))
        return items


class AttendanceRecords(Records):
    """Marks on the sheets of the partner's sessions."""

    actions = {"GET": Action.READ_ATTENDANCE, "POST": Action.WRITE_ATTENDANCE}
    out = AttendanceOut
    takes = MarksIn
    answers = {"POST": {200: bulk.BatchOut}}
    filters = {"session": "session", "participant": "participation"}

    rows = staticmethod(served.attendance_of)

    def removed(self, since: datetime) -> QuerySet:
        sessions = served.sessions_of(self.lines()).values("pk")
        return served.removed("attendance", sessions, since=since)

    def post(self, request: Request) -> HttpResponse:
        self.allow_parameters()
        sent = self.read(MarksIn)
        return self.carry_out(lambda: marked(self.reach, sent))


def marked(reach: Reach, sent: Mapping[str, Any]) -> Told:
    """One operation with one row in the trail, however many marks there are."""
    items, lines = sent["items"], reach.lines(Action.WRITE_ATTENDANCE)
    sessions = served.sessions_of(lines).filter(pk__in={item["session"] for item in items})
    people = served.served_by(lines).filter(pk__in={item["participant"] for item in items})
    known = set(people.values_list("pk", flat=True))
    done = operations.mark_attendance(
        sessions=list(sessions),
        marks=[_entry(item) for item in items if item["participant"] in known],
        on=today(),
        by=reach.actor,
        is_forgiving=True,
    )
    # Of somebody whom the partner does not serve it hears what it hears of nobody at all.
    strangers = {_key(item) for item in items if item["participant"] not in known}
    unknown = dict.fromkeys(strangers, operations.NotOnThisSheet())
    done = replace(done, refused={**done.refused, **unknown})
    theirs = {(row.session_id, row.participation_id) for row in done.conflicts}
    results = [_result(item, done, is_theirs=_key(item) in theirs) for item in items]
    return bulk.told(results, is_atomic=sent["atomic"])


def _entry(item: Mapping[str, Any]) -> MarkEntry:
    return MarkEntry(
        session_id=item["session"],
        participation_id=item["participant"],
        mark=item["mark"],
        hours=item.get("hours"),
        version=item["version"],
    )


def _key(item: Mapping[str, Any]) -> Key:
    return item["session"], item["participant"]


def _result(item: Mapping[str, Any], done: operations.Marked, *, is_theirs: bool) -> bulk.Result:
    """Its cell's version goes with it, so that whoever corrects it need not read it again."""
    key = _key(item)
    if key in done.refused:
        return _refused(done.refused[key])
    version = done.versions.get(key)
    if not is_theirs:
        return bulk.Result("done", version=version)
    detail = _changed(item["version"]) % {"version": version}
    return bulk.Result("changed-meanwhile", detail=detail, version=version)


def _refused(reason: RuleBroken) -> bulk.Result:
    """What the pages say of a sheet that is open before somebody, in words for a program."""
    told = bulk.refused(reason)
    if not isinstance(reason, operations.NotOnThisSheet):
        return told
    said = _(
        "The token has no such session, or this participant is not on its sheet. Read /sessions/ "
        "for the sessions, and who is on one by GET /csv/?session=."
    )
    return replace(told, detail=said)


def _changed(sent: int) -> str:
    """What to do about a mark that is there: whoever sent no version has not seen it."""
    if sent == 0:
        return _("There is a mark already. To correct it, send version: %(version)s.")
    return _(
        "This is marked otherwise meanwhile. Read it again and decide what stays; to correct it, "
        "send version: %(version)s."
    )
