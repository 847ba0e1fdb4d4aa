"""Groups: the list, one group's facts, people and sessions, and what is said after a change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.support.models import Group, GroupMember, Session
from projects.support.operations.groups import Added
from projects.support.operations.sessions import Series
from projects.support.parts import words
from projects.support.parts.calendar import state_of
from ui import drawn, formats
from ui.parts import Cell, Column, Link, Table

PER_PAGE, SHOWN_AHEAD = 50, 12


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def to_groups() -> Link:
    return Link(_("Groups"), reverse("support:groups"))


def places(groups: Iterable[Any]) -> dict[str, int]:
    """Taken and all places of the groups shown."""
    shown = list(groups)
    return {
        "taken": sum(group.taken for group in shown),
        "all": sum(group.capacity_count for group in shown),
    }


def groups_table(groups: Iterable[Any]) -> Table:
    columns = [
        Column(_("Group")),
        Column(_("Service"), wide_only=True),
        Column(_("Places taken"), "share", wide_only=True),
        Column(_("Waiting"), "number", wide_only=True),
        Column(_("Next session"), "day"),
        Column(_("Led by"), wide_only=True),
    ]
    rows = [_group_row(group) for group in groups]
    return Table(_("Groups in alphabetical order"), columns, rows, caption_hidden=True)


def _group_row(group: Any) -> list[object]:
    """A group as queries.groups.with_counts annotates it."""
    full = group.taken >= group.capacity_count
    counts = {"taken": group.taken, "all": group.capacity_count}
    return [
        Cell(
            str(group),
            url=reverse("support:group", args=[group.pk]),
            tag=_("full") if full else _("%(taken)s of %(all)s") % counts,
        ),
        str(group.service),
        Cell(group.taken / group.capacity_count, tone="ok" if full else ""),
        group.waiting,
        group.next_on,
        group.led_by,
    ]


def group_facts(group: Any) -> list[Fact]:
    """The facts of a group annotated so too."""
    counts = {"taken": group.taken, "all": group.capacity_count}
    days = f"{formats.day(group.first_on)} – {formats.day(group.last_on)}"
    known = [
        Fact(_("Service"), f"{group.service} ({group.service.get_area_display()})"),
        Fact(_("Places taken"), _("%(taken)s of %(all)s") % counts),
        Fact(_("Place"), group.place),
        Fact(_("Led by"), group.led_by),
        Fact(_("Sessions"), days if group.first_on else ""),
    ]
    return [fact for fact in known if fact.value]


def members_by_state(members: Iterable[GroupMember], *, on: date) -> dict[str, list[GroupMember]]:
    """Who is in, who waits (the longest first), who was in before."""
    everybody = list(members)
    waits = [one for one in everybody if one.waits and not one.left_on]
    gone = [one for one in everybody if one.left_on and one.left_on < on or _has_left(one, on)]
    inside = [one for one in everybody if one not in waits and one not in gone]
    waits.sort(key=lambda one: one.added_at)
    return {"inside": inside, "waits": waits, "gone": gone}


def _has_left(member: GroupMember, on: date) -> bool:
    ended_on = member.participation.ended_on
    return ended_on is not None and ended_on < on


def group_sessions(
    request: HttpRequest, sessions: QuerySet[Session], *, on: date
) -> dict[str, Any]:
    """The next sessions, today's the first, and a page of those that are over."""
    coming = sessions.filter(held_on__gte=on).order_by("held_on", "start_time")
    held = sessions.filter(held_on__lt=on).order_by("-held_on", "-start_time")
    page = drawn.page_of(request, held, PER_PAGE)
    return {
        "page": page,
        "coming": sessions_table(coming[:SHOWN_AHEAD], _("Sessions that come"), on=on),
        "held": sessions_table(page, _("Sessions that are over, the newest first"), on=on),
    }


def sessions_table(sessions: Iterable[Session], caption: str, *, on: date) -> Table:
    columns = [
        Column(_("Day")),
        Column(_("Time")),
        Column(_("Topic"), wide_only=True),
        Column(_("Sheet")),
    ]
    rows = [_session_row(session, on=on) for session in sessions]
    return Table(caption, columns, rows, caption_hidden=True)


def _session_row(session: Session, *, on: date) -> list[object]:
    url = reverse("support:sheet", args=[session.pk])
    moved = ""
    if session.moved_from_on:
        moved = _("moved from %(day)s") % {"day": formats.day(session.moved_from_on)}
    day = f"{formats.day(session.held_on)}, {words.short_weekday(session.held_on)}"
    state, _tone = state_of(session, on=on)
    return [
        Cell(day, url=url, tag=moved),
        words.clock(session),
        session.topic or "",
        state,
    ]


def added(outcome: Added) -> str:
    joined = ngettext(
        "One person is in the group.", "%(n)s people are in the group.", outcome.joined
    ) % {"n": outcome.joined}
    if not outcome.waiting:
        return joined
    waits = ngettext(
        "One person is on the waiting list.",
        "%(n)s people are on the waiting list.",
        outcome.waiting,
    ) % {"n": outcome.waiting}
    return f"{joined} {waits}" if outcome.joined else waits


def series_made(outcome: Series) -> str:
    """How many sessions, and which holidays were left out."""
    count = len(outcome.sessions)
    made = ngettext(
        "One session is in the calendar.", "%(n)s sessions are in the calendar.", count
    ) % {"n": count}
    if not outcome.skipped:
        return made
    named = ", ".join(f"{formats.day(day)} ({name})" for day, name in outcome.skipped)
    left_out = ngettext(
        "A public holiday was left out: %(days)s.",
        "Public holidays were left out: %(days)s.",
        len(outcome.skipped),
    ) % {"days": named}
    return f"{made} {left_out}"


def series_words(group: Group) -> dict[str, Any]:
    project = group.service.project
    facts = {"since": formats.day(project.starts_on), "until": formats.day(project.ends_on)}
    return {
        "title": _("Plan a series of sessions"),
        "submit": _("Put them into the calendar"),
        "lead": _("The project runs from %(since)s to %(until)s.") % facts,
    }


def admit_words(member: GroupMember) -> dict[str, Any]:
    return {
        "title": _("Give a place in the group"),
        "submit": _("Give the place"),
        "lead": str(member.participation.person),
    }


def leave_words(member: GroupMember) -> dict[str, Any]:
    title = _("Take off the waiting list") if member.waits else _("Leave the group")
    return {"title": title, "submit": title, "lead": str(member.participation.person)}
