"""Words of a file on its page: what is asked, and what is understood because somebody said so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from projects.exchange import rows
from projects.exchange.kinds import Reader
from projects.exchange.meanings import asking, said
from projects.exchange.meanings.forms import Asked, ExplainForm
from projects.exchange.models import Import
from projects.exchange.vocabulary import Standing, Step


@dataclass(frozen=True)
class Line:
    """One of the words with its control; `count` says how many rows say it, where that is known."""

    field: forms.BoundField
    count: int
    was_known: bool


@dataclass(frozen=True)
class Question:
    label: str
    lines: list[Line]


@dataclass(frozen=True)
class Words:
    """The card; `is_more` says that more rows may say each of the words than were looked at."""

    form: ExplainForm
    unknown: list[Question]
    understood: list[Question]
    is_more: bool
    were_known: bool


def words_of(
    found: Import,
    counts: Mapping[str, int],
    *,
    on: date,
    posted: Mapping[str, Any] | None = None,
) -> Words | None:
    """What stands on the page; nothing where no word is asked or explained."""
    if found.step != Step.READY:
        return None
    reader, bad = rows.reader_of(found, on=on), counts.get(Standing.BAD, 0)
    choices = asking.askable(reader)
    unknown = [
        Asked(field=one.field, word=one.word, count=one.count)
        for one in (asking.unknown_words(found, reader) if bad else ())
    ]
    understood = list(_understood(found, reader))
    if not unknown and not understood:
        return None
    form = ExplainForm(posted, asked=[*unknown, *understood], choices=choices)
    labels = {one.name: one.label for one in reader.targets}
    return Words(
        form=form,
        unknown=_questions(form, unknown, labels),
        understood=_questions(form, understood, labels),
        is_more=bad > asking.LOOKED_AT,
        were_known=any(one.was_known for one in understood),
    )


def _understood(found: Import, reader: Reader) -> Iterable[Asked]:
    """What was said of words, where a column answers the question still and nothing else names them."""
    told = said.of(found)
    for field in (one.name for one in reader.targets if one.name in told):
        for one in told[field].values():
            is_read = "column" in found.columns.get(field, {})
            if is_read and one.code and reader.meaning(field, one.word) == one.code:
                known = one.was_known
                yield Asked(field=field, word=one.word, code=one.code, was_known=known)


def _questions(
    form: ExplainForm, asked: Iterable[Asked], labels: Mapping[str, str]
) -> list[Question]:
    lines: dict[str, list[Line]] = {}
    for one in asked:
        line = Line(form[one.name], one.count, one.was_known)
        lines.setdefault(one.field, []).append(line)
    return [Question(labels.get(name, name), some) for name, some in lines.items()]
