"""A file leaves with everybody's PESEL: who took it and why is on record, and what it held."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor
from projects.agreements.models import Project
from projects.sm_efs import rights
from projects.sm_efs.models import Export, ExportedRow
from projects.sm_efs.queries import digests
from projects.sm_efs.queries.lines import Line, Lines, is_fed, lines_of
from projects.sm_efs.rules import files
from projects.sm_efs.rules.preflight import compared

FIRST_LINE = 2  # below the headers
Change = ExportedRow.Change


class NotFed(RuleBroken):
    message = _(
        "Only projects of 2021-2027 are told to SM EFS. The system of 2014-2020 is closed: "
        "its projects stay here to be read."
    )


class NoNumber(RuleBroken):
    message = _(
        "The project has no agreement number, and every row of the file begins with it. "
        "Enter the number in the project first."
    )


class NothingToSend(RuleBroken):
    message = _(
        "There is no row to send: nothing changed since the last export, or every row that did "
        "has a problem that blocks it. Mend the problems, or export everybody."
    )


class NotTheLast(RuleBroken):
    message = _(
        "A later export stands upon this one. Withdraw the later one first, or export everybody."
    )


@dataclass(frozen=True)
class Sent:
    """The file with its record, and who was left out of it."""

    export: Export
    content: bytes
    left_out: tuple[Line, ...]


@operation()
def export_people(*, project: Project, kind: str, reason: str, on: date, by: Actor) -> Sent:
    """The file of everybody, or of what changed; rows with a blocking problem are left out."""
    rights.require_feeding(by, project.pk)
    if not is_fed(project):
        raise NotFed
    # Two files at once would both be "since the last one".
    locked = Project.objects.select_for_update().get(pk=project.pk)
    if not locked.agreement_number:
        raise NoNumber
    lines = lines_of(locked, on=on)
    leaving = lines.of_kind(kind)
    if not leaving and not lines.gone:
        raise NothingToSend
    left_out = [
        one for one in lines.blocked if kind == Export.Kind.WHOLE or one.change != Change.SAME
    ]
    export = Export.objects.create(
        project=locked,
        kind=kind,
        layout_version=lines.known.layout.version,
        exported_by=by if isinstance(by, Member) else None,
        rows_count=len(leaving),
        left_out_count=len(left_out),
        gone_count=len(lines.gone),
        reason=reason,
    )
    _keep(export, leaving, lines)
    content = files.written([line.cells for line in leaving], lines.known.layout)
    count = max(len(leaving), 1)
    audit.record(
        "exported people to SM EFS", export, by=by, fields=["pesel"], reason=reason, count=count
    )
    return Sent(export, content, tuple(left_out))


@operation()
def withdraw_export(*, export: Export, reason: str, at: datetime, by: Actor) -> Export:
    """The file never reached the system: whatever it held counts as not sent."""
    rights.require_feeding(by, export.project_id)
    Project.objects.select_for_update().get(pk=export.project_id)
    found = Export.objects.get(pk=export.pk)
    standing = Export.objects.filter(project=found.project_id, withdrawn_at=None)
    if standing.first() != found:
        raise NotTheLast
    found.withdrawn_at = at
    found.save(update_fields=["withdrawn_at"])
    audit.record("withdrew an export to SM EFS", found, by=by, reason=reason)
    return found


def _keep(export: Export, leaving: list[Line], lines: Lines) -> None:
    form = lines.known.layout
    rows = [
        ExportedRow(
            export=export,
            participation=line.participation,
            line=number,
            change=line.change,
            digest=digests.of(compared(line.cells, form)),
        )
        for number, line in enumerate(leaving, start=FIRST_LINE)
    ]
    gone = [
        ExportedRow(export=export, participation=one, line=0, change=Change.GONE, digest=b"")
        for one in lines.gone
    ]
    ExportedRow.objects.bulk_create([*rows, *gone])
