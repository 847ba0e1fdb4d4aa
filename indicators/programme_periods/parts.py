"""What the pages of the programme's periods are made of."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from indicators.programme_periods import rules
from indicators.programme_periods.models import ClosingDay, ClosingException
from indicators.programme_periods.queries import Standing
from ui import formats
from ui.parts import Cell, Column, Table


def periods_table(periods: Sequence[ClosingDay], *, on: date) -> Table:
    columns = [
        Column(_("Period of the programme")),
        Column(_("Covers days until"), "day"),
        Column(_("Closed by itself from"), "day"),
        Column(_("State"), wide_only=True),
    ]
    rows = [
        [
            Cell(each.name, url=reverse("programme_periods:period", args=[each.pk])),
            each.ends_on,
            each.close_by,
            _("closing") if each.close_by <= on else _("still to come"),
        ]
        for each in periods
    ]
    return Table(_("Periods of the programme"), columns, rows, caption_hidden=True)


def standings_table(standings: Sequence[Standing], *, on: date, may_ask: bool) -> Table:
    """Counts of settlement periods and of exceptions by unit; no value, no project, no person.

    Where one is late, whoever may ask units is led to where that is done.
    """
    columns = [
        Column(_("Unit")),
        Column(_("Closed"), "number"),
        Column(_("Still open"), "number"),
        Column(_("Exceptions"), "number"),
        Column(_("Could not be closed"), "number"),
        Column(_("First open one ends"), "day", wide_only=True),
        Column(_("Late")),
    ]
    rows = [
        [
            each.tenant.name,
            each.closed,
            each.open,
            each.excepted,
            each.refused,
            each.first_open_ends_on,
            _late(each, on=on, may_ask=may_ask),
        ]
        for each in standings
    ]
    return Table(_("Settlement periods by unit"), columns, rows, caption_hidden=True)


def _late(standing: Standing, *, on: date, may_ask: bool) -> object:
    if not rules.is_late(standing.first_late, on=on):
        return ""
    if not may_ask:
        return _("late")
    asked = urlencode({"jednostka": standing.tenant.name})
    return Cell(_("late; ask the unit"), url=f"{reverse('watching:unit')}?{asked}")


def exceptions_table(exceptions: Sequence[Any], *, on: date, may_edit: bool) -> Table:
    """Whom, why, who decided so and until which day; `exceptions` come with their project's title."""
    columns = [
        Column(_("Unit")),
        Column(_("Project")),
        Column(_("Reason")),
        Column(_("Excepted by")),
        Column(_("Last day"), "day"),
        Column(_("State")),
    ]
    rows = [
        [
            each.tenant.name,
            _project(each),
            each.reason,
            _by_whom(each),
            each.expires_on,
            _state(each, on=on, may_edit=may_edit),
        ]
        for each in exceptions
    ]
    return Table(_("Exceptions"), columns, rows, caption_hidden=True)


def _project(exception: Any) -> str:
    if exception.project_id is None:
        return _("the whole unit")
    return exception.project_title or _("a project without settlement periods")


def _by_whom(exception: ClosingException) -> str:
    return ", ".join(filter(None, (exception.made_by, formats.day(exception.made_at)))) or "—"


def _state(exception: ClosingException, *, on: date, may_edit: bool) -> object:
    if exception.expires_on < on:
        return _("ran out")
    if not may_edit:
        return _("holds")
    return Cell(_("holds; end it"), url=reverse("programme_periods:end", args=[exception.pk]))
