"""A row with mistakes as the page shows it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django import forms

from projects.exchange import queries, rows
from projects.exchange.forms import MendForm, WrongAnswer
from projects.exchange.judging import checking
from projects.exchange.kinds import Reader, Target
from projects.exchange.models import Import, ImportRow
from projects.exchange.vocabulary import Standing

# Rows with mistakes among which the same words are looked for.
LOOKED_AT = 1_000
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
    # The answers that tell most, where nothing is asked of them: (question, answer).
    says: Sequence[tuple[str, str]] = ()

    @property
    def standing(self) -> Standing:
        return Standing(self.row.standing)


Alike = Mapping[tuple[str, tuple[str, str]], int]


def alike_in(found: Import, reader: Reader, names: Collection[str] | None = None) -> Alike:
    """By field and what is said, how many rows have that mistake; of these fields, or of all."""
    told: Counter[tuple[str, tuple[str, str]]] = Counter()
    wrong = queries.bad_rows(found)
    if names is not None:
        wrong = wrong.filter(fields__overlap=list(names))
    for row in wrong.only("cells", "mended", "fields")[:LOOKED_AT]:
        cells = rows.cells_of(row, found.columns)
        told.update((name, reader.said(name, cells)) for name in row.fields)
    return told


def shown(found: Import, some: Iterable[ImportRow], reader: Reader, alike: Alike) -> list[ShownRow]:
    """Rows with their mistakes, in the reader's language."""
    return [shown_row(found, row, reader, alike) for row in some]


def shown_row(found: Import, row: ImportRow, reader: Reader, alike: Alike) -> ShownRow:
    """One row with its mistakes; where it has one by now, it stands so."""
    said = checking.said_about(found, row, reader) if row.standing == Standing.BAD else {}
    if said:
        row.standing = Standing.BAD
    form = MendForm(prefix=row.pk.hex, wrong=wrong_in(found, row, said, reader, alike))
    others = [text for name, texts in said.items() if name not in form.fields for text in texts]
    return ShownRow(row, who(found, row), _answers(form, said), others)


def who(found: Import, row: ImportRow) -> str:
    cells = rows.cells_of(row, found.columns)
    return " ".join(cells[name][0] for name in WHO if name in cells)


def wrong_in(
    found: Import, row: ImportRow, said: Mapping[str, list[str]], reader: Reader, alike: Alike
) -> dict[str, WrongAnswer]:
    targets = {one.name: one for one in reader.targets}
    cells = rows.cells_of(row, found.columns)
    told: dict[str, WrongAnswer] = {}
    for name in said:
        if name in targets:
            here = reader.said(name, cells)
            asked = reader.narrowed(targets[name], cells)
            word = _word(targets[name], here[0])
            told[name] = WrongAnswer(asked, here, word, alike.get((name, here), 1))
    return told


def _word(one: Target, text: str) -> str:
    """What stands in the row; an answer that goes with another one beside is told with that."""
    for group in one.groups:
        if said := dict(group.choices).get(text):
            return f"{said} ({group.label})"
    return text or "—"


def _answers(form: MendForm, said: Mapping[str, list[str]]) -> list[Answer]:
    return [
        Answer(
            form[name],
            list(said[name]),
            form[f"all_{name}"] if f"all_{name}" in form.fields else None,
        )
        for name in form.wrong
    ]
