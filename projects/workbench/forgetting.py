"""What is kept for a time only: drafts, what a change in bulk replaced, tokens of forms.

Not an operation: nobody acts, and no record changes.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from core.ledger.models import AuditEvent
from projects.workbench import once, queries
from projects.workbench.models import BatchRow, Draft, UsedToken


def forget(*, at: datetime) -> None:
    """Forget what is too old; the rows of a change in bulk stay, for the history of its records."""
    Draft.objects.filter(saved_at__lte=at - queries.KEPT).delete()
    UsedToken.objects.filter(used_at__lte=at - once.REMEMBERED_FOR).delete()
    old = BatchRow.objects.filter(batch__made_at__lte=at - queries.KEPT, before__isnull=False)
    old.update(before=None, after=None)


def forget_records(ids: Collection[UUID]) -> None:
    """Forget what was kept beside records that are being removed, and why they were changed.

    The trail goes on telling that somebody changed something, when, and which fields.
    """
    Draft.objects.filter(subject_id__in=ids).delete()
    BatchRow.objects.filter(subject_id__in=ids).update(before=None, after=None)
    AuditEvent.objects.filter(subject_id__in=ids, reason__isnull=False).update(reason=None)
