"""What the national system gives back is kept, and the ids it gave our people are learnt."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit
from core.operation import operation
from core.permissions import Actor
from projects.agreements.models import Project
from projects.sm_efs import opening, rights
from projects.sm_efs.models import NationalId, Upload
from projects.sm_efs.operations.exporting import NotFed
from projects.sm_efs.operations.keeping import kept
from projects.sm_efs.queries.lines import is_fed, lines_of
from projects.sm_efs.queries.uploads import Reconciliation, compared, rows_of
from projects.sm_efs.rules import feedback


class NotAnExport(opening.FileRefused):
    message = _(
        "The file %(name)s has no row with %(needed)s columns, so it is no export of the "
        "participants of SM EFS. Choose the file called Uczestnicy_projektu_Efs."
    )


class NothingRejected(opening.FileRefused):
    message = _(
        "No line with a row number or a PESEL and a text was found in %(name)s. Choose the report "
        "called Informacja_zwrotna."
    )


@operation()
def read_export(*, project: Project, name: str, content: bytes, on: date, by: Actor) -> Upload:
    """Keep an export of the national system, and learn the technical ids of our people from it."""
    _allow(project, by)
    lines = lines_of(project, on=on)
    read = rows_of(content, lines.known.layout, name=name)
    found = compared(lines, read)
    if not found.theirs:
        raise NotAnExport(name=name, needed=len(lines.known.layout.columns))
    facts: dict[str, Any] = {"name": name, "content": content, "rows_count": len(read.rows)}
    upload = kept(project, kind=Upload.Kind.EXPORT, **facts, by=by)
    _learn(found)
    audit.record("read an export of SM EFS", upload, by=by, count=len(read.rows))
    return upload


@operation()
def read_feedback(*, project: Project, name: str, content: bytes, on: date, by: Actor) -> Upload:
    """Keep a report of rejected rows."""
    _allow(project, by)
    lines = lines_of(project, on=on)
    told = feedback.read(opening.lines_of(content, name=name), lines.known.layout)
    if not any(one.row or one.identifier for one in told):
        raise NothingRejected(name=name)
    facts: dict[str, Any] = {"name": name, "content": content, "rows_count": len(told)}
    upload = kept(project, kind=Upload.Kind.FEEDBACK, **facts, by=by)
    audit.record("read a feedback of SM EFS", upload, by=by, count=len(told))
    return upload


@operation()
def remove_upload(*, upload: Upload, at: datetime, by: Actor) -> Upload:
    """Destroy the content; that the file was here, and what it was, stays."""
    rights.require_feeding(by, upload.project_id)
    found = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    found.sealed_content, found.file_name, found.removed_at = None, "", at
    found.save(update_fields=["sealed_content", "file_name", "removed_at"])
    audit.record("removed a file of SM EFS", found, by=by)
    return found


def _allow(project: Project, by: Actor) -> None:
    rights.require_feeding(by, project.pk)
    if not is_fed(project):
        raise NotFed


# As long as the column that keeps it.
LONGEST_ID = 60


def _learn(found: Reconciliation) -> None:
    pairs = [*found.found.same, *((one.key, one.row) for one in found.found.differing)]
    told = [
        NationalId(participation=found.ours[key].participation, technical_id=given)
        for key, row in pairs
        if (given := found.theirs[row].technical_id)
        and len(given) <= LONGEST_ID
        and given != found.ours[key].record.technical_id
    ]
    NationalId.objects.bulk_create(
        told,
        update_conflicts=True,
        unique_fields=["participation"],
        update_fields=["technical_id", "learnt_at"],
    )
