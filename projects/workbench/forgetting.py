"""What is kept for a time only: drafts, what a change in bulk replaced, tokens of forms, files.

Not an operation: nobody acts, and no record changes.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from core.ledger.models import AuditEvent
from projects.workbench import once, queries
from projects.workbench.models import BatchRow, Draft, PreparedFile, PreparedPiece, UsedToken

State = PreparedFile.State
# As long as a slow line may take to download what was let out.
TAKING = timedelta(hours=1)


def forget(*, at: datetime) -> None:
    """Forget what is too old; the rows of a change in bulk stay, for the history of its records."""
    Draft.objects.filter(saved_at__lte=at - queries.KEPT).delete()
    UsedToken.objects.filter(used_at__lte=at - once.REMEMBERED_FOR).delete()
    old = BatchRow.objects.filter(batch__made_at__lte=at - queries.KEPT, before__isnull=False)
    old.update(before=None, after=None)
    _forget_files(at)


def _forget_files(at: datetime) -> None:
    """The bytes of files that are let out or open no more; after two weeks that they were there."""
    files = PreparedFile.objects
    files.filter(state=State.READY, until__lte=at).update(state=State.GONE)
    out = files.filter(state=State.TAKEN, taken_at__lte=at - TAKING)
    PreparedPiece.objects.filter(of__in=out | files.filter(state=State.GONE)).delete()
    over = (State.TAKEN, State.GONE, State.FAILED)
    files.filter(state__in=over, asked_at__lte=at - queries.KEPT).delete()


def forget_records(ids: Collection[UUID]) -> None:
    """Forget what was kept beside records that are being removed, and why they were changed.

    The trail goes on telling that somebody changed something, when, and which fields.
    """
    # Whoever is in a file cannot be told from outside: each can be prepared again, without them.
    PreparedPiece.objects.all().delete()
    PreparedFile.objects.update(state=State.GONE, arguments=None, name=None)
    Draft.objects.filter(subject_id__in=ids).delete()
    BatchRow.objects.filter(subject_id__in=ids).update(before=None, after=None)
    AuditEvent.objects.filter(subject_id__in=ids, reason__isnull=False).update(reason=None)
