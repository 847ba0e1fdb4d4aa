"""The calendar of a member: how much is due on each day, as an .ics without names."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core.days import holiday_name
from projects.deadlines import sentences
from projects.deadlines.items import Item
from projects.deadlines.rules import Kind

DAYS_BACK, DAYS_AHEAD = 92, 366
READ_AGAIN_AFTER = "PT6H"


def calendar_of(
    items: Iterable[Item], *, unit: str, address: str, feed_id: UUID, at: datetime
) -> bytes:
    """One all-day event for each kind and day. Its UID stays the same while its count changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Szansa//terminy//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Szansa – {unit}")
    calendar.add("x-wr-timezone", "Europe/Warsaw")
    calendar.add("x-published-ttl", READ_AGAIN_AFTER)
    ordered = sorted(items, key=_place)
    for (day, kind), heap in groupby(ordered, key=_place):
        event = _event(kind, list(heap), unit=unit, address=address, at=at)
        event.add("uid", f"{kind}-{day:%Y%m%d}-{feed_id.hex}@szansa")
        calendar.add_component(event)
    return calendar.to_ical()


def _place(item: Item) -> tuple[date, Kind]:
    return item.due.due_on, item.kind


def _event(kind: Kind, heap: list[Item], *, unit: str, address: str, at: datetime) -> Event:
    due = heap[0].due
    url = f"{address}{reverse('deadlines:list')}?kto=moje&rodzaj={kind}&kiedy=wszystkie"
    event = Event()
    event.add("summary", f"{sentences.counted(kind, len(heap))} ({unit})")
    event.add("dtstart", due.due_on)
    event.add("dtend", due.due_on + timedelta(days=1))
    event.add("dtstamp", at)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("url", url)
    event.add("description", f"{_last_day(heap[0])}\n{url}")
    return event


def _last_day(item: Item) -> str:
    shown = sentences.last_day(item, holiday=holiday_name(item.due.due_on))
    return _("Last day: %(day)s") % {"day": shown}
