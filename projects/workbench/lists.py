"""What a list page is: its columns, its filters, its order. Each app declares and registers its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.permissions import Actor, Permission
from projects import filters
from projects.filters import Chip
from projects.workbench.columns import Number
from ui.parts import Cell

VIEW, COLUMNS, ORDER, WORDS = "widok", "kolumny", "kolejnosc", "q"
# "No view": it keeps the view somebody begins with from being opened again.
NO_VIEW = "-"
# What it takes to have whole PESEL numbers of many people in a file: whoever answers for the project, and
# may see a whole number. The file for SM EFS asks the same.
TAKES_NUMBERS = (Permission.EDIT_PROJECTS, Permission.REVEAL_PESEL)


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """One column. `value` is given a row and the day; `order_by` makes the head a link.

    `value` returns what the page shows: a plain value, or a `ui.parts.Cell` with a tag. `link` gives where
    it leads; exports write the same value, without its link. A list of which every column is a
    `columns.Of` is taken out many times faster.
    """

    code: str
    label: str | Promise
    value: Callable[[Any, date], object]
    link: Callable[[Any], str | Promise] | None = None
    kind: str = "text"
    order_by: tuple[str, ...] = ()
    is_fixed: bool = False
    is_optional: bool = False  # left out until a member chooses it
    wide_only: bool = False

    def cell(self, row: Any, on: date) -> object:
        """What the page shows, with its link."""
        value = self.value(row, on)
        if self.link is None:
            return value
        shown = value if isinstance(value, Cell) else Cell(value)
        return replace(shown, url=self.link(row))


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """A list: what may be seen of it, by whom, in which columns and in which order.

    `rows` gives those that the actor may see and the address asks for, whatever their order;
    `order` is the code of the column it begins with, `ties` decides between equals. `pesel` says where a
    row has its whole number: never a column, only told in a file that somebody gave a reason for.
    """

    code: str
    title: str | Promise
    url_name: str
    model: type[Model]
    permission: Permission
    rows: Callable[[Actor, Mapping[str, str]], QuerySet]
    chips: Callable[[Actor], Sequence[Chip]]
    columns: tuple[ListColumn, ...]
    order: str
    ties: tuple[str, ...] = ()
    pesel: Number | None = None

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def column(self, code: str) -> ListColumn | None:
        return next((column for column in self.columns if column.code == code), None)

    def chosen(self, codes: Iterable[str]) -> list[ListColumn]:
        """The columns of these codes, as the list orders them; its own where none is known."""
        wanted = {code for code in codes if self.column(code)}
        if not wanted:
            return [column for column in self.columns if not column.is_optional]
        return [each for each in self.columns if each.is_fixed or each.code in wanted]

    def order_of(self, asked: Mapping[str, str]) -> tuple[ListColumn, bool]:
        """The column that orders the list, and whether from its end."""
        wanted = asked.get(ORDER, "")
        column = self.column(wanted.removeprefix("-"))
        if column and column.order_by:
            return column, wanted.startswith("-")
        return self._first, False

    def ordered(self, actor: Actor, asked: Mapping[str, str]) -> QuerySet:
        """The rows in the asked order; equal ones as the list begins, and never by chance."""
        column, is_reversed = self.order_of(asked)
        ties = () if column is self._first else self._first.order_by
        names = [*((name, is_reversed) for name in column.order_by)]
        names += [(name, False) for name in (*ties, *self.ties, "pk")]
        return self.rows(actor, asked).order_by(*(_ordering(*each) for each in names))

    def query_of(self, chips: Iterable[Chip], asked: Mapping[str, str]) -> str:
        """The part of an address that a saved view keeps: filters and order, never words."""
        kept = [*(str(chip["parameter"]) for chip in chips), ORDER]
        return urlencode({name: asked[name] for name in kept if asked.get(name)})

    def told(
        self, actor: Actor, asked: Mapping[str, str], *, quoting: bool = True
    ) -> list[tuple[str, str]]:
        """What is shown, in words: the filters, what was searched for, the order.

        Without `quoting` only that something was searched for: the words may name a person.
        """
        column, is_reversed = self.order_of(asked)
        told = filters.in_words(self.chips(actor), asked)
        if asked.get(WORDS):
            told.append((_("Searched for"), str(asked[WORDS]) if quoting else "…"))
        way = _("descending") if is_reversed else _("ascending")
        return [*told, (_("Order"), f"{column.label}, {way}")]

    @property
    def _first(self) -> ListColumn:
        found = self.column(self.order)
        if found is None or not found.order_by:
            raise LookupError(f"The list {self.code!r} cannot begin in the order of {self.order!r}")
        return found


def _ordering(name: str, is_reversed: bool) -> OrderBy:
    descending = name.startswith("-") != is_reversed
    return OrderBy(F(name.removeprefix("-")), descending=descending, nulls_last=True)


def carried(asked: QueryDict) -> str:
    """The address without what it says once: what an export or a bulk action works on."""
    kept = asked.copy()
    for name in filters.PASSING:
        kept.pop(name, None)
    return kept.urlencode()


# Filled by the apps above, in `ready`.
registered: dict[str, ListPage] = {}


def register(page: ListPage) -> None:
    registered[page.code] = page
