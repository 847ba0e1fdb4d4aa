"""Rows are carried out in pieces, each one transaction with its marks: whoever dies leaves no doubt."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from core import together
from core.errors import NotAllowed, RuleBroken
from core.permissions import Permission, can
from projects.exchange import rows as told
from projects.exchange import saying
from projects.exchange.earlier import following
from projects.exchange.judging import answers, closed_days, newcomers
from projects.exchange.judging.sides import decided
from projects.exchange.kinds import Applied, Reader, Verdict
from projects.exchange.models import Import, ImportRow
from projects.exchange.refusals import ChangedMeanwhile
from projects.exchange.vocabulary import Standing

UNDONE_AT_ONCE = 1_000
DONE = ("standing", "target_id", "before", "after", "why")


def is_allowed(found: Import) -> bool:
    """Whether whoever asked may still enter people, and whoever it is compared for see them."""
    assert found.applied_by is not None  # noqa: S101  who applies is written down first
    may_enter = can(found.applied_by, Permission.EDIT_PEOPLE, project=found.project_id)
    return may_enter and not told.is_left(found)


def apply(found: Import, rows: Sequence[ImportRow], *, on: date) -> None:
    """Carry out rows that wait for it, for whoever holds them, or the whole import.

    Raises NotAllowed, before anything, when whoever asked may enter nobody any more.
    """
    if not is_allowed(found):
        raise NotAllowed
    reader = told.reader_of(found, on=on)
    _carry_out_or_fail(found, rows, reader, on=on)
    together.update_each(rows, DONE)


Ready = tuple[ImportRow, object, Verdict]


def _still_so(found: Import, rows: Sequence[ImportRow], reader: Reader) -> list[Ready]:
    """The rows of which what was shown is still true; the others are marked, and nothing is done."""
    cells = told.cells_of_each(rows, found.columns)
    read = [(row, reader.read_again(one)) for row, one in zip(rows, cells, strict=True)]
    whole = [(one.entry, bytes(row.key or b"")) for row, one in read if not one.mistakes]
    verdicts = iter(reader.compare(whole))
    ready: list[Ready] = []
    for row, one in read:
        if one.mistakes:
            _fail(row, *_said(one.mistakes))
            continue
        verdict = decided(row, next(verdicts))
        if verdict.standing == Standing.SAME:
            row.standing = Standing.SAME
        elif row.standing == verdict.standing and _is_as_shown(row, verdict):
            ready.append((row, one.entry, verdict))
        else:
            _fail(row, *_said(verdict.mistakes or {}))
    return ready


def _said(mistakes: Mapping[str, list[str]]) -> list[str]:
    return [text for texts in mistakes.values() for text in texts]


def _fail(row: ImportRow, *reasons: object) -> None:
    row.standing, row.why = Standing.FAILED, saying.kept(*reasons or (ChangedMeanwhile.message,))


def _is_as_shown(row: ImportRow, verdict: Verdict) -> bool:
    """Whether nobody touched the record since its differences were shown."""
    seen = bytes(row.after) if row.after else None
    return (row.fields, seen) == (list(verdict.differs), verdict.seen)


def _carry_out_or_fail(
    found: Import, rows: Sequence[ImportRow], reader: Reader, *, on: date
) -> None:
    """All at once. Where something has changed between the look and the writing, each half by itself and
    looked at anew, until it is seen where.
    """
    ready = newcomers.ask_about(found, _still_so(found, rows, reader), reader)
    try:
        with transaction.atomic():
            _carry_out(found, ready, reader, on=on)
    except RuleBroken as refusal:
        if len(ready) == 1:
            return _fail(ready[0][0], refusal)
        middle, left = len(ready) // 2, [row for row, _entry, _verdict in ready]
        for half in (left[:middle], left[middle:]):
            _carry_out_or_fail(found, half, reader, on=on)
    return None


def _carry_out(found: Import, ready: Sequence[Ready], reader: Reader, *, on: date) -> None:
    if not ready:
        return
    assert found.applied_by is not None  # noqa: S101  who applies is written down first
    pairs = [(entry, verdict) for _row, entry, verdict in ready]
    answers.hold(row for row, _entry, _verdict in ready)
    refuse = closed_days.looking(found, reader, ready)
    whose = [verdict.whose for _row, _entry, verdict in ready]
    with following.as_work_of_the_whole(found, whose):
        done: list[Applied] = reader.apply(pairs, on=on, by=found.applied_by)
    unwritten = answers.remember(
        [(row, one.target) for (row, _e, _v), one in zip(ready, done, strict=True)],
        by=found.applied_by,
    )
    if refuse is not None:
        refuse([one.target for one in done])
    for (row, _entry, _verdict), one in zip(ready, done, strict=True):
        row.standing, row.target_id = Standing.DONE, one.target
        row.before, row.after, row.why = one.before, one.after, unwritten.get(row)
    newcomers.note(found, [one.target for one in done])


def undo_some(found: Import, *, on: date) -> bool:
    """Take back the next rows, the last first, for one may stand on another; False when none is left."""
    done = told.data_of(found).filter(standing=Standing.DONE)
    rows = list(done.order_by("-number")[:UNDONE_AT_ONCE])
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
    moment, by = found.applied_at, found.undone_by

    def undo() -> Sequence[object]:
        with following.as_work_of_the_whole(found, [row.whose for row in rows]):
            return reader.undo(applied, since=moment, on=on, by=by)

    back = answers.taken_back(rows, undo, by=by)
    for row, why in zip(rows, back, strict=True):
        row.standing = Standing.BACK if why is None else Standing.KEPT
        row.why = None if why is None else saying.kept(why)
    together.update_each(rows, DONE)
    return True
