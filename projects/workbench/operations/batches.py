"""Many records changed at once, and a change taken back while nobody has touched them since."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, can_anywhere
from projects.workbench import bulk, queries
from projects.workbench.bulk import BulkAction
from projects.workbench.models import Batch, BatchRow
from projects.workbench.verbs import UNDONE

LOADS = 500  # rows written by one statement


class NothingToChange(RuleBroken):
    message = _("None of the chosen records can be changed by you. Nothing was changed.")


class UndoneAlready(RuleBroken):
    message = _("This change is undone already.")


class TimeIsOver(RuleBroken):
    message = _(
        "A change in bulk can be undone for %(days)s days, and these are over. "
        "Correct the records one by one, or change them in bulk again."
    )


class ChangedSince(RuleBroken):
    """Somebody's later change would be lost; the others can still be undone on their own."""

    message = _(
        "Somebody has changed %(changed)s of these %(count)s records since. Nothing was undone: "
        "look at those records first, or undo only the others."
    )


@operation()
def change_many(
    *,
    action: BulkAction,
    ids: Sequence[UUID],
    values: dict[str, Any],
    told: str,
    at: datetime,
    by: Actor,
) -> Batch:
    """Set the action's fields of all these records; `told` says it in words, for the history."""
    if not can_anywhere(by, action.permission):
        raise NotAllowed
    rows = _locked(action, by, ids)
    if not rows:
        raise NothingToChange
    action.decide(rows, values)
    batch = Batch.objects.create(
        action=action.code,
        member=by if isinstance(by, Member) else None,
        made_at=at,
        row_count=len(rows),
        told=told[:200],
    )
    kept = [BatchRow(batch=batch, subject_id=row.pk, before=action.written(row)) for row in rows]
    for row, record in zip(rows, kept, strict=True):
        for name, value in values.items():
            setattr(row, name, value)
        record.after = action.written(row)
    _save(rows, values)
    BatchRow.objects.bulk_create(kept, batch_size=LOADS)
    audit.record(action.verb, batch, by=by, fields=action.fields, reason=told, count=len(rows))
    return batch


@operation()
def undo(*, batch: Batch, only_untouched: bool = False, at: datetime, by: Actor) -> Batch:
    """Give the records back what they held, all of them unless somebody changed one since.

    With `only_untouched`, those changed since are left as they are.
    """
    action = bulk.registered[batch.action]
    if not can_anywhere(by, action.permission):
        raise NotAllowed
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.undone_at:
        raise UndoneAlready
    kept = {row.subject_id: row for row in locked.rows.all()}
    if at - locked.made_at > queries.KEPT or any(row.before is None for row in kept.values()):
        raise TimeIsOver(days=queries.KEPT.days)
    rows = _locked(action, by, kept)
    same = [row for row in rows if action.written(row) == kept[row.pk].after]
    if len(same) < len(kept) and not only_untouched:
        raise ChangedSince(changed=len(kept) - len(same), count=len(kept))
    if not same:
        raise NothingToChange
    for held, alike in _by_what_they_held(same, kept).items():
        _save(alike, json.loads(held))
    locked.rows.filter(subject_id__in=[row.pk for row in same]).update(undone_at=at)
    locked.undone_at = at
    locked.save(update_fields=["undone_at"])
    audit.record(UNDONE, locked, by=by, fields=action.fields, count=len(same))
    return locked


def _locked(action: BulkAction, by: Actor, ids: Iterable[UUID]) -> list[Any]:
    """In one order for everybody, so that two changes in bulk never wait for each other."""
    rows = action.editable(by).filter(pk__in=list(ids)).order_by("pk")
    return list(rows.select_for_update(of=("self",)))


def _by_what_they_held(rows: list[Any], kept: dict[UUID, BatchRow]) -> dict[str, list[Any]]:
    """Records that held the same, together: one statement gives it back to all of them."""
    alike: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        alike[str(kept[row.pk].before)].append(row)
    return alike


def _save(rows: list[Any], values: dict[str, Any]) -> None:
    same = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
    same.update(**values, version=F("version") + 1)
