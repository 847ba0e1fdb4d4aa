"""What the pages of the watch are made of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.watching import pages, sentences
from dashboards.watching.models import SavedView, UnitRequest
from dashboards.watching.rules import Kind
from dashboards.watching.sentences import EarlyWarning
from territory import queries as territory
from ui import formats
from ui.parts import Cell, Column, Filter, Link, Table

ON_TOP = 5
UNIT = "powiat"
# A unit is named as released figures name it.
TENANT, LONGEST_NAME = "jednostka", 120


@dataclass(frozen=True)
class Heap:
    """The warnings of one project, unit or tenant, as one card."""

    title: str
    url: str
    unit: str
    warnings: list[EarlyWarning]

    @property
    def tone(self) -> str:
        return "amber" if any(one.tone for one in self.warnings) else ""


def heaps(warnings: Iterable[EarlyWarning], units: dict[str, str]) -> Iterator[Heap]:
    """By what they are about, in the order of the most urgent of each."""
    of_one: dict[tuple[str, str], list[EarlyWarning]] = {}
    for each in warnings:
        of_one.setdefault((each.url, each.title), []).append(each)
    for (url, title), own in of_one.items():
        # A unit's own warning is titled with the unit already.
        tenant = "" if own[0].kind == Kind.LATE else own[0].tenant_name
        # A powiat that leads its own project is told once.
        told = {name.casefold(): name for name in (tenant, units.get(own[0].unit_code, "")) if name}
        told.pop(title.casefold(), None)
        yield Heap(title, url, " · ".join(told.values()), own)


def requests_table(requests: Iterable[UnitRequest], *, on: date, may_ask: bool) -> Table:
    """Who was asked for what, since when, until when, and what became of it."""
    columns = [
        Column(_("Unit")),
        Column(_("Project")),
        Column(_("Asked to")),
        Column(_("Asked on"), "day"),
        Column(_("By"), wide_only=True),
        Column(_("Wanted by"), "day"),
        Column(_("State")),
    ]
    rows = [
        [
            each.tenant_name,
            _project(each),
            sentences.matter(each.kind, each.day),
            each.asked_on,
            each.asked_by,
            each.wanted_by,
            _state(each, on=on, may_ask=may_ask),
        ]
        for each in requests
    ]
    return Table(_("Requests to units"), columns, rows, caption_hidden=True)


def _project(request: UnitRequest) -> object:
    if not request.project_id:
        return _("the whole unit")
    return Cell(request.title, url=reverse("metropolis:project", args=[request.project_id]))


def _state(request: UnitRequest, *, on: date, may_ask: bool) -> object:
    if request.answered_on:
        return Cell(
            _("done on %(day)s") % {"day": formats.day(request.answered_on)},
            tag=_("done"),
            tone="ok",
        )
    if request.withdrawn_on:
        return _("withdrawn on %(day)s") % {"day": formats.day(request.withdrawn_on)}
    words = _("late") if request.wanted_by < on else _("waits")
    if may_ask:
        url = reverse("watching:withdraw-request", args=[request.pk])
        return Cell(_("%(state)s; withdraw it") % {"state": words}, url=url)
    return words


def units_by_code() -> dict[str, str]:
    return {unit.code: unit.display_name for unit in territory.nine_units()}


def asked_unit(typed: QueryDict) -> tuple[dict[str, str], str, str]:
    """The units by code, the one that the address asks for, and what it asked for in vain."""
    units = units_by_code()
    asked = typed.get(UNIT, "")
    return (units, asked, "") if asked in units else (units, "", asked[:20])


def unit_filter(units: dict[str, str], chosen: str, *, keep: dict[str, str]) -> Filter:
    """The chip of units; every choice keeps the rest of the address."""
    everywhere = _("all powiats and cities")
    choices = {"": everywhere, **units}
    links = [
        Link(name, f"?{urlencode(keep | ({UNIT: code} if code else {}))}", code == chosen)
        for code, name in choices.items()
    ]
    return Filter(_("Powiat or city"), units.get(chosen, everywhere), links)


def wrong_choice(unknown_unit: str, is_wrong_month: bool) -> list[str]:
    """A sentence for each thing that the address cannot have."""
    told = []
    if unknown_unit:
        words = _("There is no powiat or city with the code “%(code)s”. Choose one from the list.")
        told.append(words % {"code": unknown_unit})
    if is_wrong_month:
        text = _(
            "The calendar has no such month. One is written like 2026-11; this is the month of today."
        )
        told.append(text)
    return told


@dataclass(frozen=True)
class ViewRow:
    """A saved view as one person sees it."""

    view: SavedView
    is_own: bool
    told: str

    @property
    def whose(self) -> str:
        if not self.is_own:
            return _("shared by %(who)s") % {"who": self.view.account.display_name}
        return _("shared by you") if self.view.is_shared else _("seen by you alone")


def view_rows(views: Iterable[SavedView], *, account: Any) -> list[ViewRow]:
    units = units_by_code()
    return [
        ViewRow(view, view.account_id == account.pk, pages.told(view.address, units))
        for view in views
    ]


def id_in(text: str) -> UUID | None:
    """The id that an address or a form names; nonsense names nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None
