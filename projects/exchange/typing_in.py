"""What is done with what somebody typed into a row of a file."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.errors import RuleBroken
from core.permissions import Actor
from projects.exchange import operations, rows
from projects.exchange.forms import MendForm
from projects.exchange.judging import checking, mending
from projects.exchange.judging.mending import ShownRow
from projects.exchange.models import ImportRow
from projects.exchange.vocabulary import Standing

LEAVE = "leave"


def answered(row: ImportRow, posted: Mapping[str, Any], *, on: date, by: Actor) -> ShownRow:
    """Take what was typed into a row, and show the row as it stands then."""
    found = row.of
    reader, refusal = rows.reader_of(found, on=on), ""
    if posted.get(LEAVE):
        return _left(row, on=on, by=by)
    said = checking.said_about(found, row, reader)
    alike = mending.alike_in(found, reader)
    wrong = mending.wrong_in(found, row, said, reader, alike)
    form = MendForm(posted, prefix=row.pk.hex, wrong=wrong)
    if form.is_valid():
        try:
            _carry_out(form, row, on=on, by=by)
        except RuleBroken as told:
            refusal = str(told)
    fresh = ImportRow.objects.select_related("of__project").get(pk=row.pk)
    now = mending.shown_row(found, fresh, reader, alike)
    return ShownRow(now.row, now.who, now.answers, now.others, refusal)


def _left(row: ImportRow, *, on: date, by: Actor) -> ShownRow:
    refusal = ""
    try:
        operations.leave_out(of=row.of, row=row, on=on, by=by)
        row.standing = Standing.LEFT
    except RuleBroken as told:
        refusal = str(told)
    return ShownRow(row, mending.who(row.of, row), refusal=refusal)


def _carry_out(form: MendForm, row: ImportRow, *, on: date, by: Actor) -> None:
    """The row's own answers first: one for all rows may be given by a worker, and take a while.

    Of those for all rows the ones that are said with another go before it: once that one is right, no
    other row says any more what this row was shown to say.
    """
    answers = form.as_arguments()["answers"]
    for_all = [name for name in form.for_all if name in answers]
    if answers:
        fresh = ImportRow.objects.select_related("of__project").get(pk=row.pk)
        operations.mend(row=fresh, answers=answers, on=on, by=by)
    for name in sorted(for_all, key=lambda name: not form.wrong[name].asked.said_with):
        was, beside = form.wrong[name].said
        facts = {"field": name, "was": was, "beside": beside, "becomes": answers[name]}
        operations.mend_alike(of=row.of, **facts, on=on, by=by)
