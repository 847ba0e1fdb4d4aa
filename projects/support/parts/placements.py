"""Internships: the list, and the sheet of one month with what it may hold."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import days
from projects.support.models import Placement
from projects.support.parts import words
from projects.support.parts.calendar import month_asked, months_around
from projects.support.parts.groups import Fact
from projects.support.queries.placements import Standing
from projects.support.rules import calendar
from ui import formats
from ui.parts import Cell, Column, Table


def placement_url(placement: Placement) -> str:
    return reverse("support:placement", args=[placement.pk])


def placements_table(placements: Iterable[Any], *, on: date) -> Table:
    columns = [
        Column(_("Person")),
        Column(_("Employer")),
        Column(_("From"), "day", wide_only=True),
        Column(_("To"), "day"),
        Column(_("Worked"), wide_only=True),
        Column(_("Days off"), "number", wide_only=True),
    ]
    rows = [_row(placement, on=on) for placement in placements]
    return Table(_("Internships, the newest first"), columns, rows, caption_hidden=True)


def _row(placement: Any, *, on: date) -> list[object]:
    """An internship as queries.placements.with_totals annotates it."""
    runs = placement.starts_on <= on <= placement.ends_on
    return [
        Cell(
            str(placement.participation.person),
            url=placement_url(placement),
            tag=_("running") if runs else "",
        ),
        placement.employer_name,
        placement.starts_on,
        placement.ends_on,
        words.hours(placement.worked_hours or Decimal(0)),
        placement.off_count,
    ]


def placement_month(placement: Placement, text: str, *, on: date) -> date:
    """The month of the address, within the internship."""
    first, last = placement.starts_on.replace(day=1), placement.ends_on.replace(day=1)
    return min(max(month_asked(text, on=on), first), last)


def month_facts(placement: Placement, month_on: date, *, fill: bool, on: date) -> dict[str, Any]:
    """What the form of a month begins with; `fill` proposes the agreed hours on working days."""
    first_on, last_on = calendar.month_of(month_on)
    within = [max(first_on, placement.starts_on), min(last_on, placement.ends_on)]
    shown = calendar.days_of_series(weekdays=range(7), first_on=within[0], last_on=within[1])
    rows = placement.days.filter(worked_on__range=(first_on, last_on))
    proposed = [day for day in shown if fill and day <= on and days.is_working_day(day)]
    return {
        "days": {day: days.holiday_name(day) or "" for day in shown},
        "written": {row.worked_on: row for row in rows},
        "preset": dict.fromkeys(proposed, placement.day_hours),
    }


def placement_page(
    placement: Placement, month_on: date, standing: Standing, *, on: date
) -> dict[str, Any]:
    return {
        "placement": placement,
        "participation": placement.participation,
        "month_on": month_on,
        "month_name": formats.month_name(month_on),
        "months": _months(placement, month_on),
        "standing": standing,
        "is_ahead": month_on > on,
        "facts": _facts(placement, standing),
    }


def month_address(request: HttpRequest, month_on: date) -> str:
    return f"{request.path}?miesiac={month_on:%Y-%m}"


def _months(placement: Placement, month_on: date) -> dict[str, Any]:
    around = months_around(month_on)
    if month_on <= placement.starts_on:
        around.pop("before")
    if calendar.next_month(month_on) > placement.ends_on:
        around.pop("after")
    return around


def _facts(placement: Placement, standing: Standing) -> list[Fact]:
    day, week = words.hours(placement.day_hours), words.hours(placement.week_hours)
    off = {"taken": standing.days_off_taken, "earned": standing.days_off_earned}
    since, until = formats.day(placement.starts_on), formats.day(placement.ends_on)
    known = [
        Fact(_("Service"), str(placement.service)),
        Fact(_("Period"), f"{since} – {until}"),
        Fact(_("Hours agreed"), _("%(day)s a day, %(week)s a week") % {"day": day, "week": week}),
        Fact(_("Position"), placement.position),
        Fact(_("Supervisor at the employer"), placement.supervisor_name),
        Fact(_("Days off"), _("%(taken)s taken of %(earned)s earned") % off),
        Fact(_("Days of sick leave"), str(standing.sick_days or "")),
        Fact(_("Days absent"), str(standing.absent_days or "")),
    ]
    return [fact for fact in known if fact.value]
