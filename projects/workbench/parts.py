"""What the pages of the workbench are made of: views by list, changes in bulk, prepared files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from core.permissions import Actor, can_anywhere
from projects.workbench import bulk, history, listing, lists, preparing, queries
from projects.workbench.forms import ViewForm
from projects.workbench.lists import ListPage
from projects.workbench.models import Batch, PreparedFile, SavedView
from projects.workbench.preparing import State
from ui import formats
from ui.parts import Cell, Column, Table

MOST_SHOWN = 200
MOST_FILES = 50
TONES = {State.READY: "ok", State.FAILED: "bad", State.RUNNING: "amber", State.WAITING: "amber"}


@dataclass(frozen=True, kw_only=True)
class ShownView:
    """A view with what may be done with it; only its owner has the form."""

    view: SavedView
    url: str
    form: ViewForm | None
    is_first: bool
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class ListOfViews:
    of: ListPage
    views: list[ShownView]

    @property
    def has_first(self) -> bool:
        return any(shown.is_first for shown in self.views)


def views_by_list(
    by: Actor, *, being_changed: ViewForm | None = None, of: SavedView | None = None
) -> list[ListOfViews]:
    """The lists that the member may open, each with its views; one may be shown with errors."""
    first = queries.beginnings_of(by)
    found = []
    for page in lists.registered.values():
        if not can_anywhere(by, page.permission):
            continue
        shown = [
            ShownView(
                view=view,
                url=listing.address_of(view, page),
                form=_form(view, by, being_changed if view == of else None),
                is_first=view.pk in first,
                is_open=view == of,
            )
            for view in queries.views_of(by, page.code)
        ]
        found.append(ListOfViews(of=page, views=shown))
    return found


def _form(view: SavedView, by: Actor, being_changed: ViewForm | None) -> ViewForm | None:
    if view.member_id != getattr(by, "pk", None):
        return None
    return being_changed or ViewForm.of(view)


def batches(by: Actor) -> Table:
    """Changes in bulk, the newest first."""
    columns = [
        Column(_("What was changed")),
        Column(_("Records"), "number"),
        Column(_("By whom"), wide_only=True),
        Column(_("When"), wide_only=True),
        Column(_("State")),
    ]
    rows = [_batch_row(each) for each in queries.batches_open_to(by)[:MOST_SHOWN]]
    return Table(_("Changes in bulk"), columns, rows, caption_hidden=True)


def _batch_row(made: Batch) -> list[object]:
    return [
        Cell(title_of(made), url=reverse("workbench:batch", args=[made.pk])),
        made.row_count,
        str(made.member or "—"),
        formats.moment(made.made_at),
        _("undone") if made.undone_at else _("done"),
    ]


def title_of(made: Batch) -> str:
    """'Case worker assigned: Ewa Lis'"""
    return f"{history.in_words(bulk.registered[made.action].verb)}: {made.told}"


def batch(made: Batch, by: Actor, *, at: datetime) -> dict[str, Any]:
    """One change in bulk: whether it can be taken back, and which records stand in the way."""
    action = bulk.registered[made.action]
    until = made.made_at + queries.KEPT
    can_undo = made.undone_at is None and at <= until
    touched = queries.touched_since(made, by) if can_undo else []
    return {
        "batch": made,
        "title": title_of(made),
        "can_undo": can_undo,
        "until": until,
        "touched": [action.named(row) for row in touched],
        "others_count": made.row_count - len(touched),
        "history": history.of([made.pk], with_reasons=True),
    }


@dataclass(frozen=True, kw_only=True)
class ShownFile:
    """A prepared file as its owner sees it: `told` says what may be done with it, and until when."""

    pk: UUID
    name: str
    label: str
    state: str
    tone: str
    told: str
    done: int
    total: int
    is_moving: bool
    is_ready: bool
    is_over: bool  # it may be prepared again
    is_dropped: bool


def files(found: Iterable[PreparedFile], *, at: datetime) -> list[ShownFile]:
    return [_file(one, at=at) for one in list(found)[:MOST_FILES]]


def _file(one: PreparedFile, *, at: datetime) -> ShownFile:
    state = State(one.state)
    if state == State.READY and one.until and one.until < at:
        state = State.GONE
    maker = preparing.makers[one.kind]
    return ShownFile(
        pk=one.pk,
        name=one.name or _("a file of %(day)s") % {"day": formats.moment(one.asked_at)},
        label=str(maker.label),
        state=str(state.label),
        tone=TONES.get(state, ""),
        told=_told(one, state),
        done=one.done_count,
        total=one.total_count,
        is_moving=state in (State.WAITING, State.RUNNING),
        is_ready=state == State.READY,
        is_over=state in (State.TAKEN, State.FAILED, State.GONE) and bool(one.arguments),
        is_dropped=state == State.GONE,
    )


def _told(one: PreparedFile, state: State) -> str:
    words = {"asked": formats.moment(one.asked_at), "size": filesizeformat(one.size)}
    if state == State.READY and one.until:
        words["until"] = formats.moment(one.until)
        return _("Asked for on %(asked)s; %(size)s, open until %(until)s.") % words
    if state == State.TAKEN and one.taken_at:
        words["taken"] = formats.moment(one.taken_at)
        return _("Asked for on %(asked)s, downloaded on %(taken)s.") % words
    if state == State.FAILED:
        return _("Asked for on %(asked)s. It could not be made; have it prepared again.") % words
    return _("Asked for on %(asked)s.") % words
