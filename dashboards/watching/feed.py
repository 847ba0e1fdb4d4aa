"""The programme's calendar as an .ics: one all-day event for each entry, and no figure in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from dashboards.watching.due import Entry

READ_AGAIN_AFTER = "PT6H"


def calendar_of(entries: Iterable[Entry], *, address: str, at: datetime) -> bytes:
    """The UID of an event stays the same while its day moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//Szansa//kalendarz programu//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Szansa – {_('programme')}")
    calendar.add("x-wr-timezone", "Europe/Warsaw")
    calendar.add("x-published-ttl", READ_AGAIN_AFTER)
    for entry in entries:
        calendar.add_component(_event(entry, address=address, at=at))
    return calendar.to_ical()


def _event(entry: Entry, *, address: str, at: datetime) -> Event:
    url = f"{address}{entry.url}"
    event = Event()
    event.add("uid", f"{entry.kind}-{entry.key}@szansa")
    event.add("summary", f"{entry.title}: {entry.name}")
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("dtstamp", at)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    event.add("url", url)
    event.add("description", f"{entry.text}\n{url}")
    return event
