"""What a worker does with an import: the next piece, then the next, each committed by itself.

Whoever works holds the import's row locked for one piece only, so there is no lease to run out: a worker that
dies lets go, and the next one goes on with the rows that are left.
"""

import json
from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import transaction

from core import audit
from core.errors import NotAllowed
from projects.exchange import applying, files, queries, rows, staging
from projects.exchange.earlier import following
from projects.exchange.judging import checking, closed_days, many_rows, twice
from projects.exchange.models import Import, ImportFile
from projects.exchange.readers import lists_of_others
from projects.exchange.vocabulary import MOVING, Standing, Step
from projects.exchange.workbooks import known_again
from sheets import reading


def advance(import_id: UUID, *, on: date) -> None:
    """Go on until nothing moves any more, or somebody else is at work."""
    before: Import | None = None
    while taken := _take_piece(import_id, on=on, before=before):
        before = taken


def _take_piece(import_id: UUID, *, on: date, before: Import | None) -> Import | None:
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",), skip_locked=True)
        concerned = ("project", "made_by", "applied_by", "undone_by", "earlier")
        found = locked.select_related(*concerned)
        one = found.filter(pk=import_id, step__in=MOVING).first()
        if one is None:
            return None
        if before is not None:
            rows.carry_readers(before, one)
        PIECES[Step(one.step)](one, on=on)
        return one


def _read(found: Import, *, on: date) -> None:
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


def _ask_for_columns(found: Import, heads: staging.Heads, *, on: date) -> None:
    targets = rows.reader_of(found, on=on).targets
    staging.recognise(found, heads, targets, queries.remembered(found))
    # A list of ours has headers of theirs among its own: whoever knows more of its columns is right.
    lists_of_others.recognise(found, heads, least=len(found.columns))


def _check(found: Import, *, on: date) -> None:
    if many_rows.answer_some(found) or checking.check_some(found, on=on):
        return
    if not closed_days.is_begun(found):
        twice.mark(found, rows.reader_of(found, on=on))
    if not closed_days.look_at_some(found, on=on):
        found.step = Step.READY
        found.save(update_fields=["step"])
        following.go_on_if_settled(found)


def _apply(found: Import, *, on: date) -> None:
    try:
        with transaction.atomic():
            goes_on = applying.apply_some(found, on=on)
    except NotAllowed:
        # Whoever asked lost the right meanwhile: what is in stays in, the rest waits for somebody else.
        goes_on = False
    if not goes_on:
        found.step = Step.APPLIED
        found.save(update_fields=["step"])
        _record(found, "entered a file", found.applied_by, Standing.DONE)
        following.go_on(found)


def _undo(found: Import, *, on: date) -> None:
    try:
        with transaction.atomic():
            goes_on = applying.undo_some(found, on=on)
    except NotAllowed:
        found.step = Step.APPLIED
        found.save(update_fields=["step"])
        return
    if not goes_on:
        found.step = Step.UNDONE
        found.save(update_fields=["step"])
        _record(found, "took a file back", found.undone_by, Standing.BACK)


def _record(found: Import, verb: str, by: object, standing: Standing) -> None:
    count = rows.data_of(found).filter(standing=standing).count()
    audit.record(verb, found, by=by, count=max(count, 1))  # type: ignore[arg-type]


PIECES: dict[Step, Callable[..., None]] = {
    Step.READING: _read,
    Step.CHECKING: _check,
    Step.APPLYING: _apply,
    Step.UNDOING: _undo,
}
