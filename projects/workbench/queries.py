"""What can be asked about views, settings, drafts and batches. Nothing here changes anything."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core import polish
from core.ledger.models import Member
from core.permissions import Actor, projects_held
from projects.workbench import bulk
from projects.workbench.models import (
    Batch,
    Draft,
    KeySetting,
    ListSetting,
    PreparedFile,
    SavedView,
)

# How long somebody may change their mind, and how long what they typed is kept.
KEPT = timedelta(days=14)


def views_open_to(by: Actor) -> QuerySet[SavedView]:
    """One's own, and what others share with the unit."""
    seen = SavedView.objects.filter(Q(member=_member(by)) | Q(is_shared=True))
    return seen.select_related("member")


def views_of(by: Actor, list_code: str) -> list[SavedView]:
    """The views of one list, in alphabetical order."""
    found = views_open_to(by).filter(list_code=list_code)
    return sorted(found, key=lambda view: polish.sort_key(view.name, str(view.pk)))


def own_views(by: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(member=_member(by))


def setting_of(by: Actor, list_code: str) -> ListSetting:
    """What the member chose for the list; an empty setting where they chose nothing."""
    member = _member(by)
    found = ListSetting.objects.filter(member=member, list_code=list_code)
    return found.select_related("default_view").first() or ListSetting(
        member=member, list_code=list_code
    )


def beginnings_of(by: Actor) -> set[UUID]:
    """The views with which the member's lists begin."""
    kept = ListSetting.objects.filter(member=_member(by), default_view__isnull=False)
    return set(kept.values_list("default_view", flat=True))


def keys_are_on(by: Actor) -> bool:
    return not KeySetting.objects.filter(member=_member(by), is_on=False).exists()


def draft_of(by: Actor, form: str, subject_id: UUID | None, *, at: datetime) -> Draft | None:
    """What the member typed and did not save, unless it is too old."""
    kept = Draft.objects.filter(member=_member(by), form=form, subject_id=subject_id)
    return kept.filter(saved_at__gt=at - KEPT).first()


def batches_open_to(by: Actor) -> QuerySet[Batch]:
    """One's own changes in bulk, and all of a kind that one may make everywhere; newest first."""
    everywhere = [
        action.code
        for action in bulk.registered.values()
        if projects_held(by, action.permission) is None
    ]
    seen = Batch.objects.filter(Q(member=_member(by)) | Q(action__in=everywhere))
    return seen.select_related("member").order_by("-made_at", "pk")


def touched_since(batch: Batch, by: Actor) -> list[Any]:
    """The records of a batch that hold something else now than it gave them."""
    action = bulk.registered[batch.action]
    gave = {row.subject_id: row.after for row in batch.rows.all()}
    rows = action.editable(by).filter(pk__in=gave)
    return [row for row in rows if action.written(row) != gave[row.pk]]


def files_of(by: Actor) -> QuerySet[PreparedFile]:
    """What was prepared for the member, the newest first."""
    return PreparedFile.objects.filter(member=_member(by))


def _member(by: Actor) -> Member | None:
    """Commands and visitors keep nothing of their own."""
    return by if isinstance(by, Member) else None
