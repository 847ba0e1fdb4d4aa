"""Views of pages: saved under a name, changed, deleted, taken back, begun with."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from core import audit
from core.errors import NotAllowed, RuleBroken
from core.operation import operation
from core.permissions import Actor
from dashboards.watching import pages
from dashboards.watching.models import FirstView, SavedView
from dashboards.watching.operations.own import require_own


class NameTaken(RuleBroken):
    message = _(
        "You have a view named “%(name)s” already. Choose another name, or delete that one."
    )
    field = "name"


class NotAPage(RuleBroken):
    message = _("Only pages of figures can be saved. Open one of them and save it from there.")


class NotDeleted(RuleBroken):
    message = _("This view is there: nothing was taken away.")


@operation()
def save_view(
    *, account: Account, name: str, address: str, is_shared: bool, by: Actor
) -> SavedView:
    """Keep a page with its filters under a name."""
    require_own(account, by=by)
    kept = pages.kept(address)
    if not kept:
        raise NotAPage
    _refuse_taken(name, account)
    view = SavedView.objects.create(account=account, name=name, address=kept, is_shared=is_shared)
    audit.record("saved a view of a page", view, by=by)
    return view


@operation()
def change_view(*, view: SavedView, name: str, is_shared: bool, by: Actor) -> SavedView:
    """Give it another name, share it or keep it to oneself."""
    found = _own(view, by=by)
    _refuse_taken(name, found.account, of=found)
    found.name, found.is_shared = name, is_shared
    found.save(update_fields=["name", "is_shared"])
    if not is_shared:
        # Whoever began with it begins with the dashboard again.
        FirstView.objects.filter(view=found).exclude(account=found.account).delete()
    audit.record("changed a view of a page", found, by=by, fields=["name", "is_shared"])
    return found


@operation()
def delete_view(*, view: SavedView, at: datetime, by: Actor) -> SavedView:
    """Take it away from everybody; it can be taken back."""
    found = _own(view, by=by)
    found.deleted_at = at
    found.save(update_fields=["deleted_at"])
    audit.record("deleted a view of a page", found, by=by)
    return found


@operation()
def restore_view(*, view: SavedView, by: Actor) -> SavedView:
    """Take the deleting back, for whoever began with it too."""
    found = _own(view, by=by)
    if found.deleted_at is None:
        raise NotDeleted
    _refuse_taken(found.name, found.account, of=found)
    found.deleted_at = None
    found.save(update_fields=["deleted_at"])
    audit.record("restored a view of a page", found, by=by)
    return found


@operation()
def begin_with(*, account: Account, view: SavedView | None, by: Actor) -> None:
    """The page after signing in: a view of one's own or a shared one; none is the dashboard."""
    require_own(account, by=by)
    if view is not None and not (view.is_shared or view.account_id == account.pk):
        raise NotAllowed
    if view is None:
        FirstView.objects.filter(account=account).delete()
    else:
        FirstView.objects.update_or_create(account=account, defaults={"view": view})
    audit.record("chose the first page", view or SavedView, by=by)


def _own(view: SavedView, *, by: Actor) -> SavedView:
    found = SavedView.objects.select_for_update(of=("self",)).select_related("account")
    own = found.get(pk=view.pk)
    require_own(own.account, by=by)
    return own


def _refuse_taken(name: str, account: Account, *, of: SavedView | None = None) -> None:
    same = SavedView.objects.filter(account=account, deleted_at=None, name__iexact=name)
    if of is not None:
        same = same.exclude(pk=of.pk)
    if same.exists():
        raise NameTaken(name=name)
