"""Files that came in, read anew each time they are looked at: only the sealed file is kept."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from projects.agreements.models import Project
from projects.sm_efs import opening
from projects.sm_efs.layout import Layout, layout
from projects.sm_efs.models import Export, ExportedRow, Upload
from projects.sm_efs.queries.lines import Line, Lines, known_of, lines_of
from projects.sm_efs.rules import feedback, files, preflight
from projects.sm_efs.rules.comparing import Reconciled, identifier_of, reconciled
from projects.sm_efs.rules.feedback import Rejected
from projects.sm_efs.rules.problems import Known, Problem
from projects.sm_efs.rules.record import Record, read_back


@dataclass(frozen=True)
class Reconciliation:
    """Ours and theirs, compared; the records are there to be named."""

    found: Reconciled
    ours: Mapping[Any, Line]
    theirs: Mapping[int, Record]
    # Rows whose width is not the layout's.
    unread: tuple[int, ...]


@dataclass(frozen=True)
class Told:
    """One line of feedback beside the person it is about, where somebody could be found."""

    rejected: Rejected
    line: Line | None


@dataclass(frozen=True)
class CheckedRow:
    """One row of a list made by hand, with its problems."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


def uploads_of(project: Project) -> QuerySet[Upload]:
    return Upload.objects.filter(project=project).select_related("uploaded_by")


def rows_of(content: bytes, form: Layout, *, name: str) -> files.ReadFile:
    return files.read(opening.lines_of(content, name=name), form)


def reconciliation(upload: Upload, *, on: date) -> Reconciliation:
    lines = lines_of(upload.project, on=on)
    return compared(
        lines, rows_of(upload.content(), lines.known.layout, name=upload.file_name or "")
    )


def compared(lines: Lines, read: files.ReadFile) -> Reconciliation:
    form = lines.known.layout
    whole = {number: cells for number, cells in read.rows if len(cells) == len(form.columns)}
    theirs = {number: read_back(cells, form) for number, cells in whole.items()}
    ours = {line.key: line for line in lines.rows}
    records: dict[Hashable, Record] = {key: line.record for key, line in ours.items()}
    unread = tuple(number for number, _cells in read.rows if number not in whole)
    return Reconciliation(reconciled(records, theirs, form), ours, theirs, unread)


def feedback_of(upload: Upload, *, on: date) -> list[Told]:
    """Each line with its person: by the identifier, else by the line of the last export before it."""
    lines = lines_of(upload.project, on=on)
    told = ((identifier_of(line.record), line) for line in lines.rows)
    # Whoever has neither PESEL nor document is known by nothing that a line could name.
    by_number = {identifier: line for identifier, line in told if identifier}
    by_key = {line.key: line for line in lines.rows}
    sent = _lines_sent_before(upload)
    content = opening.lines_of(upload.content(), name=upload.file_name or "")
    return [
        Told(one, by_number.get(one.identifier) or by_key.get(sent.get(one.row, upload.pk)))
        for one in feedback.read(content, lines.known.layout)
    ]


def checked_list(upload: Upload, *, on: date) -> tuple[Known, list[CheckedRow]]:
    known = known_of(upload.project, on=on)
    read = rows_of(upload.content(), known.layout, name=upload.file_name or "")
    return known, checked_rows(read, known)


def checked_rows(read: files.ReadFile, known: Known) -> list[CheckedRow]:
    again = preflight.twice(dict(read.rows), known.layout)
    return [
        CheckedRow(
            number,
            cells,
            (*preflight.of_cells(cells, known), *filter(None, [again.get(number)])),
        )
        for number, cells in read.rows
    ]


def layout_of(upload: Upload) -> Layout:
    return layout(upload.project.rule_set)


def _lines_sent_before(upload: Upload) -> dict[int, UUID]:
    standing = Export.objects.filter(project=upload.project_id, withdrawn_at=None)
    before = standing.filter(exported_at__lte=upload.uploaded_at).order_by("-exported_at")
    rows = ExportedRow.objects.filter(export__in=before.values("pk")[:1], line__gt=0)
    return dict(rows.values_list("line", "participation_id"))
