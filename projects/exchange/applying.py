"""Rows are carried out in pieces, each one transaction with its marks: whoever dies leaves no doubt."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from core import together
from core.errors import RuleBroken
from core.permissions import Permission, require
from projects.exchange import rows as told
from projects.exchange.kinds import Applied, Reader, Verdict
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Differing, Standing

AT_ONCE = 500
DONE = ("standing", "target_id", "before", "after")


def waiting(found: Import) -> list[Standing]:
    """Which rows are to be carried out, as was chosen."""
    if found.differing == Differing.FILE:
        return [Standing.ADD, Standing.CHANGE]
    return [Standing.ADD]


def apply_some(found: Import, *, on: date) -> bool:
    """Carry out the next rows; False when none is left. For whoever holds the import locked.

    Raises NotAllowed, before anything, when whoever asked may enter nobody any more.
    """
    rows = list(told.data_of(found).filter(standing__in=waiting(found))[:AT_ONCE])
    if not rows:
        return False
    assert found.applied_by is not None  # noqa: S101  who applies is written down first
    require(found.applied_by, Permission.EDIT_PEOPLE, project=found.project_id)
    reader = told.reader_of(found, on=on)
    ready = _still_so(found, rows, reader)
    try:
        with transaction.atomic():
            _carry_out(found, ready, reader, on=on)
    except RuleBroken:
        # Something has changed between the look and the writing: one by one, it is seen where.
        for one in ready:
            _alone(found, one, reader, on=on)
    together.update_each(rows, DONE)
    return True


Ready = tuple[ImportRow, object, Verdict]


def _still_so(found: Import, rows: Sequence[ImportRow], reader: Reader) -> list[Ready]:
    """The rows of which what was shown is still true; the others are marked, and nothing is done."""
    read = [(row, reader.read(told.cells_of(row, found.columns))) for row in rows]
    whole = [(row, one.entry) for row, one in read if not one.mistakes]
    verdicts = reader.compare([(entry, bytes(row.key or b"")) for row, entry in whole])
    ready: list[Ready] = []
    was = {row.pk: row.standing for row in rows}
    for row in rows:
        row.standing = Standing.FAILED
    for (row, entry), verdict in zip(whole, verdicts, strict=True):
        if verdict.standing == Standing.SAME:
            row.standing = Standing.SAME
        elif was[row.pk] == verdict.standing and _is_as_shown(row, verdict):
            ready.append((row, entry, verdict))
    return ready


def _is_as_shown(row: ImportRow, verdict: Verdict) -> bool:
    """Whether nobody touched the record since its differences were shown."""
    seen = bytes(row.after) if row.after else None
    return (row.fields, seen) == (list(verdict.differs), verdict.seen)


def _carry_out(found: Import, ready: Sequence[Ready], reader: Reader, *, on: date) -> None:
    assert found.applied_by is not None  # noqa: S101  who applies is written down first
    pairs = [(entry, verdict) for _row, entry, verdict in ready]
    done: list[Applied] = reader.apply(pairs, on=on, by=found.applied_by)
    for (row, _entry, _verdict), one in zip(ready, done, strict=True):
        row.standing, row.target_id = Standing.DONE, one.target
        row.before, row.after = one.before, one.after


def _alone(found: Import, one: Ready, reader: Reader, *, on: date) -> None:
    try:
        with transaction.atomic():
            _carry_out(found, [one], reader, on=on)
    except RuleBroken:
        one[0].standing = Standing.FAILED


def undo_some(found: Import, *, on: date) -> bool:
    """Take back the next rows; False when none is left."""
    rows = list(told.data_of(found).filter(standing=Standing.DONE)[:AT_ONCE])
    if not rows:
        return False
    assert found.undone_by is not None  # noqa: S101  who takes back is written down first
    assert found.applied_at is not None  # noqa: S101
    applied = [
        Applied(target=row.target_id, before=row.before or "", after=bytes(row.after or b""))
        for row in rows
        if row.target_id
    ]
    reader = told.reader_of(found, on=on)
    back = reader.undo(applied, since=found.applied_at, on=on, by=found.undone_by)
    for row, gone in zip(rows, back, strict=True):
        row.standing = Standing.BACK if gone else Standing.KEPT
    together.update_each(rows, DONE)
    return True
