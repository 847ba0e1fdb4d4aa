"""The calendar: the days of a week with their sessions, and links to other weeks and months."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import days
from projects import filters
from projects.support.parts import words
from projects.support.rules import calendar as rules
from ui import formats
from ui.parts import Link

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Event:
    """One session in the calendar; `tone` is amber where something waits to be done."""

    time: str
    title: str
    sub: str
    state: str
    url: str
    tone: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class Day:
    day: date
    name: str
    is_today: bool
    holiday: str
    events: list[Event] = field(default_factory=list)


def week_page(shown: Sequence[date], sessions: Iterable[Any], *, on: date) -> dict[str, Any]:
    """The days with their sessions, and how many take place."""
    found = week(shown, sessions, on=on)
    events = [each for day in found for each in day.events]
    return {"week": found, "count": sum(1 for each in events if not each.is_cancelled)}


def week(shown: Sequence[date], sessions: Iterable[Any], *, on: date) -> list[Day]:
    by_day: dict[date, list[Event]] = {day: [] for day in shown}
    for session in sessions:
        by_day[session.held_on].append(event(session, on=on))
    return [
        Day(day, words.weekday(day), day == on, days.holiday_name(day) or "", events)
        for day, events in by_day.items()
    ]


def event(session: Any, *, on: date) -> Event:
    """A session as queries.sessions.with_counts annotates it."""
    state, tone = state_of(session, on=on)
    where = [session.place] if session.place else []
    return Event(
        time=words.clock(session),
        title=str(session.group or session.participation.person),
        sub=" · ".join([str(session.service), *where]),
        state=state,
        url=reverse("support:sheet", args=[session.pk]),
        tone=tone,
        is_cancelled=session.is_cancelled,
    )


def state_of(session: Any, *, on: date) -> tuple[str, str]:
    """How far its sheet is, in words, and the tone of it."""
    expected = 1 if session.participation_id else session.expected
    if session.is_cancelled:
        return _("cancelled"), ""
    if not expected:
        return _("nobody is in the group"), "amber"
    if session.marked >= expected:
        return _("sheet filled"), "ok"
    if session.held_on > on:
        people = ngettext("%(n)s person", "%(n)s people", expected) % {"n": expected}
        return ("" if session.participation_id else people), ""
    if session.marked:
        counts = {"marked": session.marked, "expected": expected}
        return _("%(marked)s of %(expected)s marked") % counts, "amber"
    return _("not marked yet"), "amber"


def weeks_around(request: HttpRequest, shown: Sequence[date], *, on: date) -> dict[str, Link]:
    def to(day: date) -> str:
        return filters.address(request, tydzien=day.isoformat())

    return {
        "before": Link(_("Previous week"), to(shown[0] - WEEK)),
        "now": Link(_("This week"), filters.address(request, tydzien=""), on in shown),
        "after": Link(_("Next week"), to(shown[0] + WEEK)),
    }


def months_around(month_on: date) -> dict[str, Link]:
    def to(day: date) -> Link:
        return Link(formats.month_name(day), f"?miesiac={day:%Y-%m}")

    return {
        "before": to(rules.previous_month(month_on)),
        "now": to(month_on),
        "after": to(rules.next_month(month_on)),
    }


def day_asked(text: str, *, on: date) -> date:
    """The day of the address; nonsense is today."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return on
    return asked if abs((asked - on).days) < rules.FARTHEST_DAYS else on


def month_asked(text: str, *, on: date) -> date:
    """The first day of the month of the address, 2026-11; nonsense is this month."""
    return day_asked(f"{text}-01", on=on).replace(day=1)
