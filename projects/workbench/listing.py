"""A list as one request asks for it: the page of rows, and everything that stands around them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.doors import Request
from core.permissions import Actor
from projects import filters
from projects.workbench import bulk, history, queries, selection, taking_out
from projects.workbench.lists import COLUMNS, NO_VIEW, ORDER, VIEW, ListColumn, ListPage, carried
from projects.workbench.models import Batch, ListSetting, SavedView
from ui import formats
from ui.parts import Column, Filter, Link, Table

PER_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ColumnChoice:
    """One box of the column chooser; a fixed column cannot be left out."""

    code: str
    label: str
    is_shown: bool
    is_fixed: bool


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What `workbench/list.html` draws."""

    of: ListPage
    page: Page
    table: Table
    filters: list[Filter]
    columns: list[ColumnChoice]
    views: list[Link]
    view: SavedView | None
    is_changed: bool  # the address says something else than the view that was opened
    is_own: bool
    query: str  # what exports and bulk actions work on
    kept_query: str  # what a saved view keeps
    actions: list[bulk.BulkAction]
    everything: str  # all that match, signed
    batch: Batch | None
    keys_are_on: bool
    with_numbers: bool  # the reader may take the whole PESEL numbers out
    is_large: bool  # what is taken out is prepared in the background
    lacks_reason: str  # why whole numbers were not taken out a moment ago

    @property
    def count(self) -> int:
        return self.page.paginator.count

    @property
    def codes(self) -> list[str]:
        return [choice.code for choice in self.columns if choice.is_shown]

    @property
    def done(self) -> str:
        """What the change in bulk did a moment ago; nothing when it is undone already."""
        if self.batch is None or self.batch.undone_at:
            return ""
        verb = history.in_words(bulk.registered[self.batch.action].verb)
        words = {"verb": verb, "told": self.batch.told, "n": formats.number(self.batch.row_count)}
        said = ngettext(
            "%(verb)s: %(told)s (one record).",
            "%(verb)s: %(told)s (%(n)s records).",
            self.batch.row_count,
        )
        return said % words

    @property
    def ticked_text(self) -> str:
        """The label of the box that takes all that match, beyond this page too."""
        words = {"n": formats.number(self.count)}
        return ngettext("the one that matches", "all %(n)s that match", self.count) % words


def setting_of(request: Request, page: ListPage) -> ListSetting:
    """What the reader chose for the list: how it begins, and in which columns."""
    return queries.setting_of(request.actor, page.code)


def beginning(request: Request, page: ListPage, setting: ListSetting) -> str:
    """Where the member's own view begins, when the address itself says nothing."""
    if request.GET:
        return ""
    view = setting.default_view
    # A view that is shared no more opens for nobody else.
    if view is None or not (view.is_shared or view.member_id == getattr(request.actor, "pk", None)):
        return ""
    return address_of(view, page)


def address_of(view: SavedView, page: ListPage) -> str:
    """The whole state of a view is its address."""
    query = QueryDict(view.query, mutable=True)
    if view.columns:
        query[COLUMNS] = ",".join(view.columns)
    query[VIEW] = str(view.pk)
    return f"{page.url}?{query.urlencode()}"


def opened(request: Request, page: ListPage, setting: ListSetting, *, on: date) -> Listing:
    """The asked page of the rows that fit, in the asked order and columns."""
    asked, by = request.GET, request.actor
    chips = page.chips(by)
    views = queries.views_of(by, page.code)
    view = next((each for each in views if str(each.pk) == asked.get(VIEW)), None)
    columns = _columns(request, page, setting)
    codes = {column.code for column in columns}
    rows = Paginator(page.ordered(by, asked), PER_PAGE).get_page(asked.get(filters.PAGE))
    actions = bulk.actions_of(page.code, by)
    with_numbers = taking_out.may_take_numbers(by, page)
    is_refused = with_numbers and filters.ASKED_WITH_PESEL in asked
    kept = page.query_of(chips, asked)
    return Listing(
        of=page,
        page=rows,
        table=_table(request, page, columns, rows, on=on, is_pickable=bool(actions)),
        filters=[filters.chip(request, **chip) for chip in chips],
        columns=[_choice(column, codes) for column in page.columns],
        views=_links(page, views, view),
        view=view,
        is_changed=view is not None and _differs(view, kept, columns, page),
        is_own=view is not None and view.member_id == getattr(by, "pk", None),
        query=carried(asked),
        kept_query=kept,
        actions=actions,
        everything=selection.everything(page.code, carried(asked)),
        batch=_batch(by, asked.get(filters.BATCH, "")),
        keys_are_on=queries.keys_are_on(by),
        with_numbers=with_numbers,
        is_large=rows.paginator.count > taking_out.AT_ONCE,
        lacks_reason=str(taking_out.ReasonMissing.message) if is_refused else "",
    )


def _columns(request: Request, page: ListPage, setting: ListSetting) -> list[ListColumn]:
    """Those of the address (a view was opened), else the member's own, else the list's."""
    asked = request.GET.get(COLUMNS, "").split(",")
    if any(page.column(code) for code in asked):
        return page.chosen(asked)
    return page.chosen(setting.columns)


def _choice(column: ListColumn, shown: set[str]) -> ColumnChoice:
    return ColumnChoice(
        code=column.code,
        label=str(column.label),
        is_shown=column.code in shown,
        is_fixed=column.is_fixed,
    )


def _links(page: ListPage, views: list[SavedView], opened_view: SavedView | None) -> list[Link]:
    everything = Link(_("Everything"), f"{page.url}?{VIEW}={NO_VIEW}", opened_view is None)
    named = [Link(view.name, address_of(view, page), view == opened_view) for view in views]
    return [everything, *named]


def _differs(view: SavedView, kept: str, columns: list[ListColumn], page: ListPage) -> bool:
    of_view = page.chosen(view.columns) if view.columns else columns
    return QueryDict(view.query) != QueryDict(kept) or of_view != columns


def _table(
    request: Request,
    page: ListPage,
    columns: list[ListColumn],
    rows: Page,
    *,
    on: date,
    is_pickable: bool,
) -> Table:
    return Table(
        str(page.title),
        [_head(request, page, column) for column in columns],
        [[column.cell(row, on) for column in columns] for row in rows],
        caption_hidden=True,
        keys=[str(row.pk) for row in rows] if is_pickable else (),
    )


def _head(request: Request, page: ListPage, column: ListColumn) -> Column:
    by_this, is_reversed = page.order_of(request.GET)
    is_sorted = by_this is column
    way = column.code if not is_sorted or is_reversed else f"-{column.code}"
    return Column(
        str(column.label),
        column.kind,
        sort_url=filters.address(request, **{ORDER: way}) if column.order_by else "",
        sorted=("descending" if is_reversed else "ascending") if is_sorted else "",
        wide_only=column.wide_only,
    )


def _batch(by: Actor, asked: str) -> Batch | None:
    """The change in bulk that the actor made a moment ago."""
    try:
        wanted = UUID(asked)
    except ValueError:
        return None
    return queries.batches_open_to(by).filter(pk=wanted).first()
