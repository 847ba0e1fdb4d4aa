"""What my day is made of: the finding, the four parts of the list, and for whom the rest waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.permissions import Actor, Permission, can_anywhere
from projects.deadlines import parts as deadlines
from projects.deadlines import sentences
from projects.deadlines.items import Item, When
from projects.support.models import Session
from ui import formats

# So many of one kind in one part of the list are told in one line.
MANY = 4
NAMED = 3
MINE, EVERYBODYS = "moje", "wszyscy"


def day_in_words(on: date) -> str:
    """'sobota, 21 listopada 2026'"""
    return format_date(on, "EEEE, d MMMM y", locale="pl" if formats.is_polish() else "en")


def finding(items: Iterable[Item]) -> str:
    """The page's first line: how much is late, how much is due today and of how much today reminds."""
    known = list(items)
    parts = [item.when for item in known]
    late, reminders = parts.count(When.LATE), sum(item.is_reminder for item in known)
    today = parts.count(When.TODAY) - reminders
    if not late and not today and not reminders:
        soon = parts.count(When.THIS_WEEK)
        if not soon:
            return _("Nothing is urgent today")
        return ngettext(
            "Nothing is late; one thing is due within a week",
            "Nothing is late; %(n)s things are due within a week",
            soon,
        ) % {"n": soon}
    said = []
    if late:
        said.append(ngettext("one thing is late", "%(n)s things are late", late) % {"n": late})
    if today:
        said.append(
            ngettext("one thing is due today", "%(n)s things are due today", today) % {"n": today}
        )
    if reminders:
        said.append(
            ngettext("one reminder is for today", "%(n)s reminders are for today", reminders)
            % {"n": reminders}
        )
    return capfirst(", ".join(said))


@dataclass(frozen=True)
class Group:
    """One part of the list: single terms, and many of a kind told in one line."""

    title: str
    count: int
    rows: list[deadlines.Row]
    is_late: bool


def groups(items: list[Item], *, by: Actor) -> list[Group]:
    """The parts that hold something, from the late to the later."""
    names_project = deadlines.are_of_many_projects(items)
    in_part: dict[When, list[Item]] = defaultdict(list)
    for item in items:
        in_part[item.when].append(item)
    return [
        _group(when, in_part[when], by=by, names_project=names_project)
        for when in When
        if in_part[when]
    ]


def _group(when: When, items: list[Item], *, by: Actor, names_project: bool) -> Group:
    alike: dict[Any, list[Item]] = defaultdict(list)
    for item in items:
        alike[item.kind, item.project_id].append(item)
    rows: list[deadlines.Row] = []
    for item in items:
        heap = alike[item.kind, item.project_id]
        if len(heap) < MANY:
            rows.append(deadlines.row_of(item, by=by, names_project=names_project))
        elif item is heap[0]:
            rows.append(_heap(when, heap, names_project=names_project))
    return Group(str(sentences.PARTS[when]), len(items), rows, is_late=when == When.LATE)


def _heap(when: When, items: list[Item], *, names_project: bool) -> deadlines.Row:
    """Many terms of one kind and project: how many, the first names, and where they all stand."""
    first = items[0]
    asked = {"kiedy": when, "rodzaj": first.kind, "projekt": first.project_id}
    return deadlines.Row(
        when=capfirst(sentences.when(first)),
        last_day=_("the first of them"),
        title=capfirst(sentences.counted(first.kind, len(items))),
        text=_names(items),
        note=first.project if names_project else "",
        url=f"{reverse('deadlines:list')}?{urlencode(asked)}",
        is_late=first.is_late,
    )


def _names(items: list[Item]) -> str:
    names = ", ".join(item.person for item in items[:NAMED] if item.person)
    more = len(items) - NAMED
    if not names or more <= 0:
        return names
    told = {"names": names, "n": more}
    return ngettext("%(names)s and one more", "%(names)s and %(n)s more", more) % told


@dataclass(frozen=True)
class Colleague:
    """Somebody, or a role, for whom something waits that is not mine."""

    name: str
    late: int
    soon: int
    url: str


def colleagues(items: Iterable[Item], *, by: Actor) -> list[Colleague]:
    """Whoever else has something to do, those with the most late on top."""
    theirs: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if not item.is_of(by):
            theirs[deadlines.who_of(item)].append(item)
    found = [_colleague(who, waiting) for who, waiting in theirs.items()]
    return sorted(found, key=lambda one: (-one.late, -one.soon, one.name))


def _colleague(who: str, items: list[Item]) -> Colleague:
    late = sum(item.is_late for item in items)
    soon = sum(item.when in (When.TODAY, When.THIS_WEEK) for item in items)
    url = f"{reverse('deadlines:list')}?{urlencode({'kto': who})}"
    return Colleague(capfirst(sentences.waits_for(items[0])), late, soon, url)


@dataclass(frozen=True)
class SessionLine:
    """One session of the day: when, with whom, and how far its sheet is filled."""

    time: str
    who: str
    what: str
    filled: str
    url: str
    is_mine: bool


def sessions(of_day: Iterable[Session], *, by: Actor) -> list[SessionLine]:
    return [_session(session, by=by) for session in of_day]


def _session(session: Any, *, by: Actor) -> SessionLine:
    """`session` carries how many are expected and marked, as sessions_of_day counts them."""
    person = session.participation.person if session.participation else ""
    told = {"marked": session.marked, "expected": session.expected}
    return SessionLine(
        time=f"{session.start_time:%H:%M}–{session.end_time:%H:%M}",
        who=str(session.group or person),
        what=", ".join(filter(None, [str(session.service), session.place, session.led_by])),
        filled=_("%(marked)s of %(expected)s marked") % told if session.marked else "",
        url=reverse("support:sheet", args=[session.pk]),
        is_mine=session.leader_id is not None and session.leader_id == getattr(by, "pk", None),
    )


def shows_everybodys(query: QueryDict, *, by: Actor) -> bool:
    """Coordinators begin with everybody's day, others with their own."""
    asked = query.get("kto", "")
    return asked == EVERYBODYS or (asked != MINE and _leads(by))


def whose_chip(mine: int, everybodys: int, *, by: Actor) -> dict[str, Any]:
    own = (MINE, _("mine (%(n)s)") % {"n": mine})
    all_of_it = (EVERYBODYS, _("everybody's (%(n)s)") % {"n": everybodys})
    first, second = (all_of_it, own) if _leads(by) else (own, all_of_it)
    # The address without a word shows the first.
    return {"label": _("Whose"), "parameter": "kto", "choices": [("", first[1]), second]}


def _leads(by: Actor) -> bool:
    return can_anywhere(by, Permission.EDIT_PROJECTS)
