"""Which records a bulk action is about: ticked ones, or all that match a signed filter."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.permissions import Actor
from projects import filters
from projects.workbench.bulk import BulkAction
from projects.workbench.lists import ListPage

FILTER_SALT, ROWS_SALT = "workbench.selection.filter", "workbench.selection.rows"
MOST = 5_000


class NothingTicked(RuleBroken):
    message = _("No row is ticked. Tick at least one, or choose all that match.")


class TooMany(RuleBroken):
    message = _(
        "%(count)s records at once are too many; the most is %(most)s. Narrow the list with a filter."
    )


class NotOfThisPage(RuleBroken):
    message = _("The choice of rows cannot be read any more. Open the list and choose again.")


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The chosen records that the actor may change, and how many of the chosen they may not."""

    ids: list[UUID]
    refused_count: int
    query: str

    @property
    def count(self) -> int:
        return len(self.ids)

    def signed(self, action: BulkAction) -> str:
        """Exactly what was counted is what will be changed."""
        told = [action.code, self.query, [each.hex for each in self.ids], self.refused_count]
        return signing.dumps(told, salt=ROWS_SALT, compress=True)


def everything(list_code: str, query: str) -> str:
    """All that match this address, signed: nobody widens it by hand."""
    return signing.dumps([list_code, query], salt=FILTER_SALT, compress=True)


def ticked(
    page: ListPage, action: BulkAction, by: Actor, *, rows: Iterable[str], query: str
) -> Selection:
    """The ticked rows of the list; an id that is none of its rows is left out without a word."""
    ids = set(filter(None, map(filters.id_in, rows)))
    if not ids:
        raise NothingTicked
    seen = page.rows(by, {}).filter(pk__in=ids)
    return _editable(action, by, set(seen.values_list("pk", flat=True)), query)


def matching(page: ListPage, action: BulkAction, by: Actor, *, token: str) -> Selection:
    """Everything that matches what the list showed."""
    try:
        list_code, query = signing.loads(token, salt=FILTER_SALT)
    except signing.BadSignature as broken:
        raise NotOfThisPage from broken
    if list_code != page.code:
        raise NotOfThisPage
    seen = page.rows(by, QueryDict(query))
    return _editable(action, by, set(seen.values_list("pk", flat=True)), query)


def signed_before(token: str, action: BulkAction) -> Selection:
    """The selection as the preview counted it."""
    try:
        code, query, ids, refused_count = signing.loads(token, salt=ROWS_SALT)
    except signing.BadSignature as broken:
        raise NotOfThisPage from broken
    if code != action.code:
        raise NotOfThisPage
    return Selection(ids=[UUID(each) for each in ids], refused_count=refused_count, query=query)


def _editable(action: BulkAction, by: Actor, seen: set[UUID], query: str) -> Selection:
    if len(seen) > MOST:
        raise TooMany(count=len(seen), most=MOST)
    ids = list(action.editable(by).filter(pk__in=seen).order_by("pk").values_list("pk", flat=True))
    return Selection(ids=ids, refused_count=len(seen) - len(ids), query=query)
