"""Files are kept that were inspected before, and removed with a reason."""

import hashlib
from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.documents import kinds, queries
from projects.documents.inspection import Inspected
from projects.documents.models import StoredFile

MOST_FILES = 200


class AlreadyHere(RuleBroken):
    message = _("This very file is here already, uploaded on %(day)s: %(title)s.")
    field = "file"


class TooManyFiles(RuleBroken):
    message = _("There are %(count)s files here already, which is the most. Remove some first.")
    field = "file"


class RemovedBefore(RuleBroken):
    message = _("Somebody has removed this file already.")


@operation()
def upload(
    *,
    project: Project,
    subject_kind: str,
    subject_id: UUID,
    title: str,
    file: Inspected,
    by: Actor,
    on: date,
) -> StoredFile:
    """Keep an inspected file sealed, beside everything else that is known of its subject."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    place = kinds.whereabouts(by, subject_kind, subject_id)
    if place is None or place.project.pk != project.pk:
        raise NotAllowed
    fingerprint = hashlib.sha256(file.content).hexdigest()
    _refuse_a_second_copy(subject_id, fingerprint)
    kept = StoredFile(
        project=project,
        subject_kind=subject_kind,
        subject_id=subject_id,
        title=title,
        filename=file.filename,
        media_type=file.media_type,
        pages_count=file.pages_count,
        bytes_count=len(file.content),
        sha256=fingerprint,
        uploaded_on=on,
        uploaded_by=by if isinstance(by, Member) else None,
    )
    kept.seal(file.content)
    kept.save(force_insert=True)
    audit.record("uploaded a file", kept, by=by)
    return kept


@operation()
def remove_file(*, file: StoredFile, reason: str, by: Actor) -> StoredFile:
    """Destroy the content; that there was a file, who removed it and why, stays."""
    require(by, Permission.EDIT_PEOPLE, project=file.project_id)
    found = StoredFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if found.removed_at:
        raise RemovedBefore
    found.removed_at = timezone.now()
    found.removed_by = by if isinstance(by, Member) else None
    found.removal_reason = reason
    found.sealed_content = None
    found.save()
    audit.record("removed a file", found, by=by)
    return found


def _refuse_a_second_copy(subject_id: UUID, fingerprint: str) -> None:
    here = list(queries.files_about([subject_id]))
    if len(here) >= MOST_FILES:
        raise TooManyFiles(count=len(here))
    for file in here:
        if file.sha256 == fingerprint:
            raise AlreadyHere(day=f"{file.uploaded_on:%d.%m.%Y}", title=file.title)
