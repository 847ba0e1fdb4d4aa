"""What a worker does with an import: the next piece, then the next, each committed by itself.

Whoever works holds for one piece only what it works on, so there is no lease to run out: a worker that dies
lets go, and the next one goes on with the rows that are left. Where rows can be taken side by side, as many
workers as there are take some each and hold those alone; all else is for one, who holds the import.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import OperationalError, transaction

from core import audit
from core.errors import NotAllowed
from core.operation import ENDED_FOR_ANOTHER
from projects.exchange import applying, files, queries, rows, staging, waking
from projects.exchange.earlier import following
from projects.exchange.judging import checking, closed_days, many_rows, twice
from projects.exchange.meanings import asking
from projects.exchange.models import Import, ImportFile, ImportRow
from projects.exchange.readers import lists_of_others
from projects.exchange.vocabulary import MOVING, Standing, Step
from projects.exchange.workbooks import known_again
from sheets import reading

CONCERNED = ("project", "made_by", "read_for", "applied_by", "undone_by", "earlier")
AT_ONCE = 1_000
# How often a piece is begun that the database ended for the sake of somebody else's work.
TRIES = 5


@dataclass
class Walk:
    """One worker's way through an import: what it knows from one piece to the next.

    `after` is the number of the last row that it took at this step: the rows before that are done, or
    others hold them, and it takes the database long to see of ever more rows that they are.
    """

    import_id: UUID
    on: date
    before: Import | None = None
    step: str = ""
    after: int = 0


def advance(import_id: UUID, *, on: date) -> None:
    """Go on until nothing moves any more, or others are at work on all that is left."""
    walk = Walk(import_id, on)
    while taken := _take_next(walk):
        walk.before = taken


def _take_next(walk: Walk) -> Import | None:
    """The next piece; begun anew where the database ended it for the sake of somebody else's work."""
    tries = 0
    while True:
        try:
            return _take_some(walk) or _take_all(walk)
        except OperationalError as ended:
            tries += 1
            if tries == TRIES or not isinstance(ended.__cause__, ENDED_FOR_ANOTHER):
                raise
            # What was read for the piece may be of what is undone now.
            walk.before = None


def _take_some(walk: Walk) -> Import | None:
    """The next rows that nobody else holds; None where the step is for one alone, or none is left.

    No step ends while rows of it are left, and those that are held here are: so it goes on as it is read
    after they were taken.
    """
    with transaction.atomic():
        seen = Import.objects.filter(pk=walk.import_id).first()
        held = _held(seen, walk) if seen else []
        now = Import.objects.select_related(*CONCERNED).filter(pk=walk.import_id).first()
        if seen is None or now is None or not held or _facts(now) != _facts(seen):
            return None
        if walk.before is not None:
            rows.carry_readers(walk.before, now)
        try:
            with transaction.atomic():
                SHARED[Step(now.step)](now, held, on=walk.on)
        except NotAllowed:
            # Said once for all rows, by whoever ends the step.
            return None
    if now.step != walk.step:
        _call_another(now)
    walk.step, walk.after = now.step, held[-1].number
    return now


def _facts(one: Import) -> tuple[object, ...]:
    """By what its rows were chosen."""
    return one.step, one.differing, one.sheet, one.head, one.answering


def _held(seen: Import, walk: Walk) -> list[ImportRow]:
    left = _shared(seen).select_for_update(skip_locked=True)
    after = walk.after if seen.step == walk.step else 0
    held = list(left.filter(number__gt=after)[:AT_ONCE])
    return held or (list(left[:AT_ONCE]) if after else [])


def _take_all(walk: Walk) -> Import | None:
    """What is for one alone; None when nothing is left but rows that others hold.

    Somebody else may be looking at this moment and see the rows that were done here as not yet done: so
    whoever did some waits for it, and does not go away without looking.
    """
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",), skip_locked=not walk.step)
        concerned = locked.select_related(*CONCERNED)
        one = concerned.filter(pk=walk.import_id, step__in=MOVING).first()
        if one is None:
            return None
        if walk.before is not None:
            rows.carry_readers(walk.before, one)
        return one if PIECES[Step(one.step)](one, on=walk.on) else None


def _shared(found: Import) -> Any:
    """The rows of its step that workers take side by side, those that are left."""
    if found.step == Step.CHECKING and not found.answering:
        return rows.data_of(found).filter(standing=Standing.NEW)
    if found.step == Step.APPLYING and rows.kind_of(found).is_apart:
        return rows.waiting(found)
    return ImportRow.objects.none()


def _call_another(found: Import) -> None:
    """Where more is left than a piece, whoever has begun wakes one more worker, and that one the next."""
    if _shared(found)[AT_ONCE : AT_ONCE + 1].exists():
        waking.wake(found)


def _read(found: Import, *, on: date) -> bool:
    content = files.content_of(found) or b""
    try:
        with transaction.atomic():
            heads = staging.read(found, content, files.name_of(found))
    except reading.Refused as refusal:
        found.step = Step.REFUSED
        found.refusal = json.dumps({"reason": refusal.reason, "where": refusal.where})
        ImportFile.objects.filter(pk=found.pk).delete()
    else:
        if not known_again.recognise(found, heads, on=on):
            found.template = ""
            _ask_for_columns(found, heads, on=on)
    found.save()
    if found.step == Step.REFUSED:
        following.go_on(found)
    return True


def _ask_for_columns(found: Import, heads: staging.Heads, *, on: date) -> None:
    targets = rows.reader_of(found, on=on).targets
    staging.recognise(found, heads, targets, queries.remembered(found))
    # A list of ours has headers of theirs among its own: whoever knows more of its columns is right.
    lists_of_others.recognise(found, heads, least=len(found.columns))


def _check(found: Import, *, on: date) -> bool:
    if found.answering:
        many_rows.answer_some(found, on=on)
        return True
    if _shared(found).exists():
        return False
    if not closed_days.is_begun(found):
        reader = rows.reader_of(found, on=on)
        if asking.take_up_what_is_known(found, reader):
            return True
        twice.mark(found, reader)
    if not closed_days.look_at_some(found, on=on):
        found.step = Step.READY
        found.save(update_fields=["step"])
        following.go_on_if_settled(found)
    return True


def _apply(found: Import, *, on: date) -> bool:
    """The next rows, or the end. Whoever asked may have lost the right meanwhile: what is in stays in, the
    rest waits for somebody else.
    """
    left = rows.waiting(found)
    if applying.is_allowed(found):
        if rows.kind_of(found).is_apart and left.exists():
            return False
        if some := list(left[:AT_ONCE]):
            applying.apply(found, some, on=on)
            return True
    # Others end with the rows they hold.
    list(left.select_for_update().values_list("pk"))
    found.step = Step.APPLIED
    found.save(update_fields=["step"])
    _record(found, "entered a file", found.applied_by, Standing.DONE)
    following.go_on(found)
    return True


def _undo(found: Import, *, on: date) -> bool:
    try:
        with transaction.atomic():
            goes_on = applying.undo_some(found, on=on)
    except NotAllowed:
        found.step = Step.APPLIED
        found.save(update_fields=["step"])
        following.go_on(found)
        return True
    if not goes_on:
        found.step = Step.UNDONE
        found.save(update_fields=["step"])
        _record(found, "took a file back", found.undone_by, Standing.BACK)
        following.go_on(found)
    return True


def _record(found: Import, verb: str, by: object, standing: Standing) -> None:
    count = rows.data_of(found).filter(standing=standing).count()
    audit.record(verb, found, by=by, count=max(count, 1))  # type: ignore[arg-type]


SHARED: dict[Step, Callable[..., None]] = {
    Step.CHECKING: checking.check,
    Step.APPLYING: applying.apply,
}
PIECES: dict[Step, Callable[..., bool]] = {
    Step.READING: _read,
    Step.CHECKING: _check,
    Step.APPLYING: _apply,
    Step.UNDOING: _undo,
}
