"""A row with mistakes as the page shows it, and what is done with what was typed into it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from core.errors import RuleBroken
from core.permissions import Actor
from projects.exchange import operations, queries, rows
from projects.exchange.forms import MendForm
from projects.exchange.judging import checking
from projects.exchange.kinds import Reader, Target
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing

# Rows with mistakes among which the same words are looked for.
LOOKED_AT = 1_000
LEAVE = "leave"
WHO = ("full_name", "family_name", "given_name")


@dataclass(frozen=True)
class Answer:
    """One control with what is wrong beside it."""

    field: forms.BoundField
    said: list[str]
    for_all: forms.BoundField | None


@dataclass(frozen=True)
class ShownRow:
    """A row of the page; without answers nothing is wrong with it any more."""

    row: ImportRow
    who: str
    answers: list[Answer] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    refusal: str = ""

    @property
    def standing(self) -> Standing:
        return Standing(self.row.standing)


Alike = Mapping[tuple[str, str], int]


def alike_in(found: Import, names: Collection[str] | None = None) -> Alike:
    """By field and words, how many rows have that mistake; of these fields, or of all."""
    told: Counter[tuple[str, str]] = Counter()
    wrong = queries.bad_rows(found)
    if names is not None:
        wrong = wrong.filter(fields__overlap=list(names))
    for row in wrong.only("cells", "mended", "fields")[:LOOKED_AT]:
        cells = rows.cells_of(row, found.columns)
        told.update((name, cells.get(name, ("", ""))[0]) for name in row.fields)
    return told


def shown(found: Import, some: Iterable[ImportRow], reader: Reader, alike: Alike) -> list[ShownRow]:
    """Rows with their mistakes, in the reader's language."""
    return [_shown(found, row, reader, alike) for row in some]


def _shown(found: Import, row: ImportRow, reader: Reader, alike: Alike) -> ShownRow:
    said = checking.said_about(found, row, reader) if row.standing == Standing.BAD else {}
    if said:
        row.standing = Standing.BAD
    form = MendForm(prefix=row.pk.hex, wrong=_wrong(found, row, said, reader, alike))
    others = [text for name, texts in said.items() if name not in form.fields for text in texts]
    return ShownRow(row, who(found, row), _answers(form, said), others)


def who(found: Import, row: ImportRow) -> str:
    cells = rows.cells_of(row, found.columns)
    return " ".join(cells[name][0] for name in WHO if name in cells)


def answered(row: ImportRow, posted: Mapping[str, Any], *, on: date, by: Actor) -> ShownRow:
    """Take what was typed into a row, and show the row as it stands then."""
    found = row.of
    reader, refusal = rows.reader_of(found, on=on), ""
    if posted.get(LEAVE):
        return _left(row, on=on, by=by)
    said = checking.said_about(found, row, reader)
    alike = alike_in(found)
    wrong = _wrong(found, row, said, reader, alike)
    form = MendForm(posted, prefix=row.pk.hex, wrong=wrong)
    if form.is_valid():
        try:
            _carry_out(form, row, on=on, by=by)
        except RuleBroken as told:
            refusal = str(told)
    fresh = ImportRow.objects.select_related("of__project").get(pk=row.pk)
    now = _shown(found, fresh, reader, alike)
    return ShownRow(now.row, now.who, now.answers, now.others, refusal)


def _left(row: ImportRow, *, on: date, by: Actor) -> ShownRow:
    refusal = ""
    try:
        operations.leave_out(of=row.of, row=row, on=on, by=by)
        row.standing = Standing.LEFT
    except RuleBroken as told:
        refusal = str(told)
    return ShownRow(row, who(row.of, row), refusal=refusal)


def _carry_out(form: MendForm, row: ImportRow, *, on: date, by: Actor) -> None:
    """The row's own answers first: one for all rows may be given by a worker, and take a while."""
    answers = form.as_arguments()["answers"]
    for_all = {name: answers.pop(name) for name in form.for_all if name in answers}
    if answers:
        fresh = ImportRow.objects.select_related("of__project").get(pk=row.pk)
        operations.mend(row=fresh, answers=answers, on=on, by=by)
    for name, becomes in for_all.items():
        facts = {"field": name, "was": form.wrong[name][1], "becomes": becomes}
        operations.mend_alike(of=row.of, **facts, on=on, by=by)


Wrong = dict[str, tuple[Target, str, list[str], int]]


def _wrong(
    found: Import, row: ImportRow, said: Mapping[str, list[str]], reader: Reader, alike: Alike
) -> Wrong:
    targets = {one.name: one for one in reader.targets}
    cells = rows.cells_of(row, found.columns)
    told: Wrong = {}
    for name, texts in said.items():
        if name in targets:
            text = cells.get(name, ("", ""))[0]
            told[name] = (targets[name], text, texts, alike.get((name, text), 1))
    return told


def _answers(form: MendForm, said: Mapping[str, list[str]]) -> list[Answer]:
    return [
        Answer(
            form[name],
            list(said[name]),
            form[f"all_{name}"] if f"all_{name}" in form.fields else None,
        )
        for name in form.wrong
    ]
