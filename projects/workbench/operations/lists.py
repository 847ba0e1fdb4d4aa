"""How a member sees lists: views saved, shared and deleted, columns chosen; and lists taken out."""

from collections.abc import Sequence
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import can_anywhere
from projects.workbench import exporting, queries, taking_out
from projects.workbench.lists import ListPage
from projects.workbench.models import KeySetting, ListSetting, SavedView
from projects.workbench.taking_out import Asked


class NameTaken(RuleBroken):
    message = _(
        "You have a view named “%(name)s” already. Choose another name, or delete that one."
    )
    field = "name"


@operation()
def save_view(
    *,
    page: ListPage,
    name: str,
    asked: QueryDict,
    columns: Sequence[str],
    is_shared: bool,
    by: Member,
) -> SavedView:
    """Keep the filters, the order and the columns of a list under a name."""
    _allow(by, page)
    _refuse_taken(by, page.code, name)
    view = SavedView.objects.create(
        member=by,
        list_code=page.code,
        name=name,
        query=page.query_of(page.chips(by), asked),
        columns=[column.code for column in page.chosen(columns)],
        is_shared=is_shared,
    )
    audit.record("saved a view", view, by=by)
    return view


@operation()
def change_view(*, view: SavedView, name: str, is_shared: bool, by: Member) -> SavedView:
    """Rename a view, share it with the unit or keep it to oneself; only its owner may."""
    locked = _own(view, by)
    if locked.name.casefold() != name.casefold():
        _refuse_taken(by, locked.list_code, name)
    changed = [
        field
        for field, value in {"name": name, "is_shared": is_shared}.items()
        if getattr(locked, field) != value
    ]
    locked.name, locked.is_shared = name, is_shared
    locked.save(update_fields=["name", "is_shared"])
    audit.record("changed a view", locked, by=by, fields=changed)
    return locked


@operation()
def delete_view(*, view: SavedView, by: Member) -> None:
    """Delete one's own view; lists that began with it begin with everything again."""
    locked = _own(view, by)
    audit.record("deleted a view", locked, by=by)
    locked.delete()


@operation()
def begin_with(*, page: ListPage, view: SavedView | None, by: Member) -> ListSetting:
    """Open the list with this view from now on; None is everything."""
    _allow(by, page)
    if view and not (view.list_code == page.code and (view.is_shared or view.member_id == by.pk)):
        raise NotAllowed
    setting, _new = ListSetting.objects.update_or_create(
        member=by, list_code=page.code, defaults={"default_view": view}
    )
    audit.record("chose the first view of a list", setting, by=by, fields=["default_view"])
    return setting


@operation()
def choose_columns(*, page: ListPage, columns: Sequence[str], by: Member) -> ListSetting:
    """Show these columns to the member from now on; none at all are the list's own."""
    _allow(by, page)
    kept = [column.code for column in page.chosen(columns)] if columns else []
    setting, _new = ListSetting.objects.update_or_create(
        member=by, list_code=page.code, defaults={"columns": kept}
    )
    audit.record("chose the columns of a list", setting, by=by, fields=["columns"])
    return setting


@operation()
def switch_keys(*, is_on: bool, by: Member) -> None:
    """Whether single keys do something in lists."""
    KeySetting.objects.update_or_create(member=by, defaults={"is_on": is_on})
    audit.record("switched the keys", KeySetting, by=by, fields=["is_on"])


@operation()
def export_list(*, asked: Asked, at: datetime, by: Member) -> bytes:
    """Give out exactly what the list shows; who took what is on record."""
    taking_out.allow(by, asked)
    sheet, trace = taking_out.sheet_of(asked, by=by, at=at)
    content = exporting.WRITERS[asked.file_format](sheet)
    audit.record(**vars(trace()), by=by)
    return content


def _allow(by: Member, page: ListPage) -> None:
    if not can_anywhere(by, page.permission):
        raise NotAllowed


def _own(view: SavedView, by: Member) -> SavedView:
    locked = SavedView.objects.select_for_update().get(pk=view.pk)
    if locked.member_id != by.pk:
        raise NotAllowed
    return locked


def _refuse_taken(by: Member, list_code: str, name: str) -> None:
    if queries.own_views(by).filter(list_code=list_code, name__iexact=name).exists():
        raise NameTaken(name=name)
