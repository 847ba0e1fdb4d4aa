"""What the pages of deadlines are made of: rows of a list, chips, and what a form sends back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.days import holiday_name
from core.permissions import Actor, Permission, can
from projects import filters
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.deadlines import asked, sentences
from projects.deadlines.items import SETTLED_WITH, Item, When
from projects.deadlines.models import ProgrammeRequest, Settled
from projects.deadlines.rules import Kind, Severity
from projects.participants import queries as participants
from ui import formats
from ui.parts import Column, Table

SOON = (When.TODAY, When.THIS_WEEK)
MINE, OPEN, EVERYTHING = "moje", "", "wszystkie"
AHEAD = timedelta(days=92)


@dataclass(frozen=True)
class Row:
    """One line of a list of deadlines: by when, about whom, what, and for whom it waits."""

    when: str
    last_day: str
    title: str
    text: str
    note: str
    url: str
    is_late: bool
    is_lost_after: bool = False
    key: str = ""  # only where the reader may say that it is done


def rows(items: Iterable[Item], *, by: Actor, names_project: bool = True) -> list[Row]:
    return [row_of(item, by=by, names_project=names_project) for item in items]


def row_of(item: Item, *, by: Actor, names_project: bool = True) -> Row:
    """The project is named beside a person only where there is more than one."""
    in_charge = _("in charge: %(who)s") % {"who": sentences.waits_for(item)}
    return Row(
        when=capfirst(sentences.when(item)),
        last_day=sentences.last_day(item, holiday=holiday_name(item.due.due_on)),
        title=item.person or item.label or item.project or _("The unit"),
        text=sentences.task(item),
        note=f"{item.project} · {in_charge}" if names_project and _is_within(item) else in_charge,
        url=item.url,
        is_late=item.is_late,
        is_lost_after=item.due.severity == Severity.LOSS and item.when in SOON,
        key=item.key if item.may_be_settled_by(by) else "",
    )


def _is_within(item: Item) -> bool:
    """Whether its title says something smaller than the project."""
    return bool(item.project_id and (item.person or item.label))


def are_of_many_projects(items: Iterable[Item]) -> bool:
    return len({item.project_id for item in items if item.project_id}) > 1


def who_of(item: Item) -> str:
    """Whom an item waits for, as it stands in an address: a member or a role."""
    return str(item.in_charge.id) if item.in_charge else f"rola-{item.due.who}"


def fitting(items: Iterable[Item], query: QueryDict, *, by: Actor) -> list[Item]:
    """Those that the address asks for; nonsense asks for nothing."""
    wanted = list(_wanted(query, by=by))
    return [item for item in items if all(holds(item) for holds in wanted)]


def _wanted(query: QueryDict, *, by: Actor) -> Iterator[Callable[[Item], bool]]:
    """What the address asks of an item; thousands are asked, so the address is read once."""
    who, kind = query.get("kto", ""), query.get("rodzaj", "")
    project, when = filters.id_in(query.get("projekt", "")), query.get("kiedy", OPEN)
    if when != EVERYTHING:
        yield lambda item: item.is_open
    if when in set(When):
        yield lambda item: item.when == when
    if kind in set(Kind):
        yield lambda item: item.kind == kind
    if project:
        yield lambda item: item.project_id == project
    if who == MINE:
        yield lambda item: item.is_of(by)
    elif who.startswith("rola-") or filters.id_in(who):
        yield lambda item: who_of(item) == who


def chips(items: list[Item], query: QueryDict, *, by: Actor) -> Iterator[dict[str, Any]]:
    """What the list can be narrowed to, taken from what is in it, and the project it is narrowed to."""
    projects = {item.project_id: item.project for item in items if item.project_id}
    asked = filters.id_in(query.get("projekt", ""))
    if asked and asked not in projects:
        seen = agreements.projects_visible_to(by, Permission.SEE_FIGURES).filter(pk=asked)
        projects |= {one.pk: str(one) for one in seen}
    # One item for everybody in charge: there are thousands of items and a handful of people.
    theirs = {(item.in_charge, item.due.who): item for item in items}
    people = {who_of(item): sentences.waits_for(item) for item in theirs.values()}
    kinds = {kind: sentences.NAMES[kind] for kind in {item.kind for item in items}}
    whens = [(when, name) for when, name in sentences.PARTS.items()]
    yield _chip(_("When"), "kiedy", [(OPEN, _("open now")), *whens, (EVERYTHING, _("3 months"))])
    yield _chip(_("Whose"), "kto", [("", _("everybody's")), (MINE, _("mine")), *_sorted(people)])
    yield _chip(_("Kind"), "rodzaj", [("", _("all")), *_sorted(kinds)])
    yield _chip(_("Project"), "projekt", [("", _("all")), *_sorted(projects)])


def _chip(label: str, parameter: str, choices: list[tuple[Any, Any]]) -> dict[str, Any]:
    return {"label": label, "parameter": parameter, "choices": choices}


def _sorted(names: dict[Any, Any]) -> list[tuple[Any, str]]:
    return sorted(((key, str(name)) for key, name in names.items()), key=lambda pair: pair[1])


def until(on: date) -> date:
    """How far the list looks."""
    return on + AHEAD


@dataclass(frozen=True)
class DoneRow:
    """One term that somebody said was kept."""

    settled: Settled
    text: str
    about: str
    url: str
    may_reopen: bool


def done_rows(page: Iterable[Settled], *, by: Actor) -> list[DoneRow]:
    """With the person or the project of each, read for the whole page at once."""
    settled = list(page)
    ids = {one.subject_id for one in settled}
    people = participants.participations_visible_to(by, Permission.SEE_PEOPLE).in_bulk(ids)
    projects = agreements.projects_visible_to(by, Permission.SEE_FIGURES).in_bulk(ids)
    return [_done_row(one, people, projects, by=by) for one in settled]


def _done_row(
    one: Settled, people: dict[UUID, Any], projects: dict[UUID, Any], *, by: Actor
) -> DoneRow:
    about, url = "", ""
    if one.subject_id in people:
        about = str(people[one.subject_id].person)
        url = reverse("desk:person", args=[one.subject_id])
    elif one.subject_id in projects:
        about = str(projects[one.subject_id])
        url = reverse("agreements:project", args=[one.subject_id])
    held = SETTLED_WITH.get(Kind(one.kind), ())
    may_reopen = any(can(by, permission, project=one.project_id) for permission in held)
    return DoneRow(one, capfirst(sentences.NAMES[Kind(one.kind)]), about, url, may_reopen)


def duties_table(items: Iterable[Item]) -> Table:
    """The list as a table, for whoever takes it out."""
    columns = [
        Column(_("Last day"), "day"),
        Column(_("Who or what")),
        Column(_("Project")),
        Column(_("What is to be done")),
        Column(_("Waits for")),
        Column(_("Days left"), "number"),
    ]
    rows = [
        [
            item.due.due_on,
            item.person or item.label or item.project or _("The unit"),
            item.project,
            sentences.task(item),
            sentences.waits_for(item),
            item.days_left,
        ]
        for item in items
    ]
    return Table(_("Deadlines"), columns, rows)


def done_table(rows: Iterable[DoneRow]) -> Table:
    """What was marked as done as a table, for whoever takes it out."""
    columns = [
        Column(_("Done on"), "day"),
        Column(_("By")),
        Column(_("Who or what")),
        Column(_("What is to be done")),
        Column(_("Counted from"), "day"),
    ]
    told = [
        [row.settled.settled_on, str(row.settled.settled_by or ""), row.about, row.text]
        + [row.settled.basis_on]
        for row in rows
    ]
    return Table(_("Marked as done"), columns, told)


def asked_table(requests: Iterable[ProgrammeRequest], projects: dict[UUID, Project]) -> Table:
    """What the programme asked for, when and by when, and when it was done."""
    columns = [
        Column(_("Asked to")),
        Column(_("Project")),
        Column(_("By")),
        Column(_("Asked on"), "day"),
        Column(_("Wanted by"), "day"),
        Column(_("State")),
    ]
    rows = [
        [
            capfirst(asked.words(each.matter, each.day)),
            str(projects[each.project_id]) if each.project_id else _("the whole unit"),
            each.asked_by,
            each.asked_on,
            each.wanted_by,
            _asked_state(each),
        ]
        for each in requests
    ]
    return Table(_("What the programme has asked for"), columns, rows, caption_hidden=True)


def _asked_state(request: ProgrammeRequest) -> str:
    if request.answered_on is None:
        return _("waits")
    words = _("withdrawn on %(day)s") if request.is_withdrawn else _("done on %(day)s")
    return words % {"day": formats.day(request.answered_on)}
