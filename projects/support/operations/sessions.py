"""Changes of a group's sessions: a series in one go, one more, moved, cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core import audit, days
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.support import reference
from projects.support.entries import SeriesEntry, SessionEntry
from projects.support.models import Group, Session
from projects.support.operations.groups import locked_group
from projects.support.rules import calendar as rules
from ui import formats


class EndsBeforeItBegins(RuleBroken):
    message = _("The session ends at %(end)s, which is not after %(start)s. Correct the times.")
    field = "end_time"


class ImpossibleHours(RuleBroken):
    message = _("%(hours)s hours cannot be right: a session has more than 0 and at most %(most)s.")
    field = "hours"


class OutsideTheProject(RuleBroken):
    message = _("%(day)s is outside the project, which runs from %(since)s to %(until)s.")


class NoSuchDays(RuleBroken):
    message = _(
        "No session falls between %(first)s and %(last)s on the chosen weekdays. "
        "Choose other weekdays or a longer time."
    )
    field = "weekdays"


class TooManySessions(RuleBroken):
    message = _("%(count)s sessions at once are too many: at most %(most)s. Make the time shorter.")
    field = "last_on"


class TimeTaken(RuleBroken):
    message = _(
        "A session on %(day)s at %(time)s is in the calendar already. Choose another time, "
        "or leave this day out."
    )


class AlreadyMarked(RuleBroken):
    message = _(
        "The sheet of %(day)s is filled in, so the session took place: it cannot be moved or "
        "cancelled. If that is wrong, take the marks off the sheet first."
    )


class AlreadyCancelled(RuleBroken):
    message = _("The session of %(day)s is cancelled. Add another one instead.")


@dataclass(frozen=True)
class Series:
    """What was put into the calendar, and the holidays that were left out."""

    sessions: list[Session]
    skipped: list[tuple[date, str]]


@operation()
def plan_series(*, group: Group, entry: SeriesEntry, by: Actor) -> Series:
    """Put sessions into the calendar; public holidays are left out and told."""
    require(by, Permission.EDIT_PEOPLE, project=group.service.project_id)
    found = locked_group(group)
    wanted = rules.days_of_series(
        weekdays=entry.weekdays, first_on=entry.first_on, last_on=entry.last_on
    )
    skipped = [(day, name) for day in wanted if (name := days.holiday_name(day))]
    free = {day for day, _name in skipped}
    kept = [day for day in wanted if day not in free]
    if not kept:
        first, last = formats.day(entry.first_on), formats.day(entry.last_on)
        raise NoSuchDays(first=first, last=last)
    if len(kept) > rules.LONGEST_SERIES:
        raise TooManySessions(count=len(kept), most=rules.LONGEST_SERIES)
    sessions = [_session_of(found, _one_of(entry, day, found)) for day in kept]
    _refuse_taken(sessions)
    Session.objects.bulk_create(sessions)
    audit.record("planned a series of sessions", found, by=by, count=len(sessions))
    return Series(sessions, skipped)


@operation()
def add_session(*, group: Group, entry: SessionEntry, by: Actor) -> Session:
    """One more session; a holiday or a weekend is the team's own choice."""
    require(by, Permission.EDIT_PEOPLE, project=group.service.project_id)
    session = _session_of(locked_group(group), entry)
    _refuse_taken([session])
    session.save(force_insert=True)
    audit.record("added a session", session, by=by)
    return session


@operation()
def change_session(
    *, session: Session, entry: SessionEntry, version: int, reason: str, by: Actor
) -> Session:
    """Move a session, or correct its place, topic and leader; the day it was moved from stays."""
    require(by, Permission.EDIT_PEOPLE, project=session.project_id)
    found = locked_session(session, version)
    columns = session_columns(entry, found.project)
    changed = [name for name, value in columns.items() if (getattr(found, name) or "") != value]
    if {"held_on", "start_time", "end_time", "hours"} & set(changed):
        _refuse_marked(found)
    if "held_on" in changed and found.moved_from_on is None:
        found.moved_from_on = found.held_on
    for name in changed:
        setattr(found, name, columns[name])
    _refuse_taken([found])
    found.version += 1
    found.save()
    audit.record("changed a session", found, by=by, fields=changed, reason=reason)
    return found


@operation()
def cancel_session(*, session: Session, reason: str, version: int, by: Actor) -> Session:
    require(by, Permission.EDIT_PEOPLE, project=session.project_id)
    found = locked_session(session, version)
    _refuse_marked(found)
    found.cancelled_at, found.cancelled_because = Now(), reason
    found.version += 1
    found.save()
    audit.record("cancelled a session", found, by=by)
    return found


def locked_session(session: Session, version: int) -> Session:
    rows = Session.objects.select_for_update(of=("self",)).select_related("project")
    found = rows.get(pk=session.pk)
    if found.version != version:
        raise StaleEdit
    if found.is_cancelled:
        raise AlreadyCancelled(day=formats.day(found.held_on))
    return found


def session_columns(entry: SessionEntry, project: Project) -> dict:
    """The model's columns of an entry: the hours decided, the day within the project."""
    clock = rules.hours_between(entry.start_time, entry.end_time)
    if clock <= 0:
        raise EndsBeforeItBegins(start=f"{entry.start_time:%H:%M}", end=f"{entry.end_time:%H:%M}")
    hours = clock if entry.hours is None else entry.hours
    refuse_impossible(hours)
    if not project.starts_on <= entry.held_on <= project.ends_on:
        since, until = formats.day(project.starts_on), formats.day(project.ends_on)
        day = formats.day(entry.held_on)
        raise OutsideTheProject(field="held_on", day=day, since=since, until=until)
    return {**vars(entry), "hours": hours}


def refuse_impossible(hours: Decimal) -> None:
    most = reference.limits().longest_day_hours
    if not 0 < hours <= most:
        raise ImpossibleHours(hours=formats.number(hours), most=most)


def _session_of(group: Group, entry: SessionEntry) -> Session:
    project = group.service.project
    columns = session_columns(entry, project)
    columns["place"] = columns["place"] or group.place
    if not columns["leader"] and not columns["leader_name"]:
        columns |= {"leader": group.leader, "leader_name": group.leader_name}
    return Session(project=project, service=group.service, group=group, **columns)


def _one_of(entry: SeriesEntry, day: date, group: Group) -> SessionEntry:
    return SessionEntry(
        held_on=day,
        start_time=entry.start_time,
        end_time=entry.end_time,
        hours=entry.hours,
        topic=entry.topic,
        place=group.place,
    )


def _refuse_taken(sessions: Iterable[Session]) -> None:
    """One group or one person cannot meet twice at the same minute."""
    own = list(sessions)
    times = {(session.held_on, session.start_time) for session in own}
    rows = Session.objects.filter(
        group=own[0].group_id,
        participation=own[0].participation_id,
        held_on__in=[day for day, _time in times],
        cancelled_at=None,
    ).exclude(pk__in=[session.pk for session in own])
    for day, start in rows.values_list("held_on", "start_time"):
        if (day, start) in times:
            raise TimeTaken(day=formats.day(day), time=f"{start:%H:%M}")


def refuse_taken(session: Session) -> None:
    _refuse_taken([session])


def _refuse_marked(session: Session) -> None:
    if session.attendance.exclude(mark="").exists():
        raise AlreadyMarked(day=formats.day(session.held_on))
