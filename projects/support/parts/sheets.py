"""A sheet: what is said about it, what "all present" means, and what is said after saving."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.support.forms.sheets import key_of
from projects.support.models import Session, SignatureList
from projects.support.operations import Marked
from projects.support.parts import words
from projects.support.parts.groups import Fact
from projects.support.queries.sessions import Sheet
from projects.support.vocabulary import Mark
from ui import formats
from ui.parts import Link


def all_present(sheet: Sheet) -> dict[str, tuple[str, Decimal | None]]:
    """Everybody who is not marked yet was there; nothing is saved by it."""
    return {
        key_of(session, row.participation.pk): (Mark.PRESENT.value, None)
        for row in sheet.rows
        for session, cell in row.cells.items()
        if not (cell and cell.mark)
    }


def session_facts(session: Session) -> list[Fact]:
    group = session.group
    moved = formats.day(session.moved_from_on) if session.moved_from_on else ""
    known = [
        Fact(_("Service"), str(session.service)),
        Fact(_("Group"), str(group), reverse("support:group", args=[group.pk])) if group else None,
        Fact(_("Time"), f"{words.clock(session)} ({words.hours(session.hours)})"),
        Fact(_("Place"), session.place),
        Fact(_("Led by"), session.led_by),
        Fact(_("Topic"), session.topic or ""),
        Fact(_("Moved from"), moved),
    ]
    return [fact for fact in known if fact and fact.value]


def sheet_state(session: Session, sheet: Sheet, *, on: date) -> dict[str, Any]:
    """The finding of the page, and whether the sheet is open for marks."""
    facts = {
        "day": f"{words.weekday(session.held_on)}, {formats.day(session.held_on)}",
        "marked": sheet.marked,
        "expected": sheet.expected,
        "attended": sheet.attended,
    }
    return {
        "finding": _finding(session, sheet) % facts,
        "is_ahead": session.held_on > on,
        "has_gaps": sheet.marked < sheet.expected,
    }


def _finding(session: Session, sheet: Sheet) -> str:
    if session.is_cancelled:
        return _("Cancelled: %(day)s")
    if not sheet.marked or not sheet.expected:
        return _("Attendance: %(day)s")
    if sheet.marked < sheet.expected:
        return _("%(marked)s of %(expected)s are marked: %(day)s")
    return ngettext(
        "%(attended)s of %(expected)s was there: %(day)s",
        "%(attended)s of %(expected)s were there: %(day)s",
        sheet.attended,
    )


def marks_saved(count: int) -> str:
    if not count:
        return _("Nothing was changed: the sheet said so already.")
    return ngettext("One mark is saved.", "%(n)s marks are saved.", count) % {"n": count}


def marks_in_conflict(outcome: Marked) -> str:
    count = len(outcome.conflicts)
    clash = ngettext(
        "One mark was changed by somebody else in the meantime: choose below and save.",
        "%(n)s marks were changed by somebody else in the meantime: choose below and save.",
        count,
    ) % {"n": count}
    return f"{marks_saved(outcome.written)} {clash}" if outcome.written else clash


@dataclass(frozen=True)
class MonthColumn:
    """One session of the month: its day, whether it is over, and how many came."""

    session: Session
    day: str
    weekday: str
    url: str
    is_ahead: bool


def month_columns(sheet: Sheet, *, on: date) -> list[MonthColumn]:
    return [
        MonthColumn(
            session,
            f"{session.held_on:%d}",
            words.short_weekday(session.held_on),
            reverse("support:sheet", args=[session.pk]),
            session.held_on > on,
        )
        for session in sheet.sessions
    ]


def cancel_words(session: Session) -> dict[str, Any]:
    day = f"{words.weekday(session.held_on)}, {formats.day(session.held_on)}"
    return {
        "title": _("Cancel the session"),
        "submit": _("Cancel the session"),
        "lead": f"{session.service}, {day}, {words.clock(session)}",
    }


def behind(printed: SignatureList) -> Link:
    """The sheet that a list stands for."""
    if printed.session_id:
        return Link(_("Attendance"), reverse("support:sheet", args=[printed.session_id]))
    address = reverse("support:month", args=[printed.group_id])
    return Link(_("Attendance"), f"{address}?miesiac={printed.month_on:%Y-%m}")
