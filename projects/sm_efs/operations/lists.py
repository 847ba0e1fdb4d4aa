"""A list that somebody made by hand: checked, mended where they say so, taken out again."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor
from projects.agreements.models import Project
from projects.sm_efs import opening, rights
from projects.sm_efs.models import Upload
from projects.sm_efs.operations.exporting import NotFed
from projects.sm_efs.operations.keeping import kept
from projects.sm_efs.queries.lines import is_fed, known_of
from projects.sm_efs.queries.mends import SURE
from projects.sm_efs.queries.uploads import CheckedRow, checked_list, rows_of
from projects.sm_efs.rules import files
from projects.sm_efs.rules.preflight import mended, mended_cells, named
from projects.sm_efs.rules.problems import Known


class NoRows(opening.FileRefused):
    message = _("There is no row of a person in %(name)s.")


class NothingChosen(RuleBroken):
    message = _("Nothing is chosen. Tick at least one mend.")


@operation()
def check_list(*, project: Project, name: str, content: bytes, on: date, by: Actor) -> Upload:
    """Keep the list sealed; its problems are told whenever it is looked at."""
    rights.require_feeding(by, project.pk)
    if not is_fed(project):
        raise NotFed
    read = rows_of(content, known_of(project, on=on).layout, name=name)
    if not read.rows:
        raise NoRows(name=name)
    facts: dict[str, Any] = {"name": name, "content": content, "rows_count": len(read.rows)}
    upload = kept(project, kind=Upload.Kind.LIST, **facts, by=by)
    audit.record("checked a list for SM EFS", upload, by=by, count=len(read.rows))
    return upload


@operation()
def mend_list(
    *, upload: Upload, keys: Collection[str], version: int, on: date, by: Actor
) -> Upload:
    """Carry out mends, each named by its row and column, or "sure" for all that are beyond doubt."""
    rights.require_feeding(by, upload.project_id)
    found = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
    if found.version != version or found.removed_at:
        raise StaleEdit
    if not keys:
        raise NothingChosen
    known, rows = checked_list(found, on=on)
    after = [_mended(row, keys, known) for row in rows]
    found.seal(files.written(after, known.layout))
    found.version += 1
    found.save(update_fields=["sealed_content", "version"])
    changed = sum(row.cells != cells for row, cells in zip(rows, after, strict=True))
    audit.record("mended a list for SM EFS", found, by=by, count=max(changed, 1))
    return found


@operation()
def take_list(*, upload: Upload, reason: str, on: date, by: Actor) -> bytes:
    """The list as it stands after mending, in the form the import takes."""
    rights.require_feeding(by, upload.project_id)
    found = Upload.objects.get(pk=upload.pk)
    known, rows = checked_list(found, on=on)
    audit.record(
        "took out a mended list", found, by=by, fields=["pesel"], reason=reason, count=len(rows)
    )
    return files.written([row.cells for row in rows], known.layout)


def _mended(row: CheckedRow, keys: Collection[str], known: Known) -> tuple[str, ...]:
    if SURE in keys:
        return mended(row.cells, known)
    chosen = [
        one.mend
        for one in row.problems
        if one.mend and f"{row.number}:{one.check}:{one.column}" in keys
    ]
    if not chosen:
        return row.cells
    return tuple(mended_cells(named(row.cells, known.layout), chosen).values())
