"""Saying what words of a file mean: once for every row, and for the next file of the unit."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from core import audit, together
from core.operation import operation
from core.permissions import Actor
from projects.exchange import rows
from projects.exchange.earlier import following
from projects.exchange.holding import in_somebodys_name
from projects.exchange.judging import checking, many_rows
from projects.exchange.kinds import Reader
from projects.exchange.meanings import asking, said
from projects.exchange.meanings.said import Meaning
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers.typed import folded
from projects.exchange.refusals import ShownOtherwise
from projects.exchange.vocabulary import Step
from projects.exchange.waking import have_checked, judge_anew

# By question and words, the code of the choice that they mean; empty where they mean none after all.
Answers = Mapping[str, Mapping[str, str]]


@operation()
def explain(*, of: Import, answers: Answers, on: date, at: datetime, by: Actor) -> int:
    """Say what words mean, question by question; returns how many rows are in order or further because of it.

    Where those are very many, or a word meant something else before, a worker reads the rows anew, and
    nobody knows yet how many: 0. Who people are stays answered.
    """
    found = in_somebodys_name(of, Step.READY, by=by)
    reader = rows.reader_of(found, on=on)
    _insist_on_choices(reader, answers)
    told, before = _meanings(answers, at=at), said.of(found)
    is_otherwise = any(
        (was := before.get(name, {}).get(word)) and was.code not in ("", one.code)
        for name, words in told.items()
        for word, one in words.items()
    )
    concerned = [] if is_otherwise else _concerned(found, reader, told)
    said.keep(found, told)
    if is_otherwise:
        judge_anew(found, sides_of=told)
    elif concerned is None:
        asking.have_judged_anew(found, told)
        have_checked(found)
    else:
        found.save(update_fields=["meanings"])
        _judge(found, concerned, on=on)
    count = len(concerned or ())
    audit.record(
        "explained words of a file", found, by=by, fields=list(answers), count=max(count, 1)
    )
    following.go_on_if_settled(found)
    return count


def _insist_on_choices(reader: Reader, answers: Answers) -> None:
    choices = asking.askable(reader)
    for name, words in answers.items():
        if {code for code in words.values() if code} - choices.get(name, {}).keys():
            raise ShownOtherwise


def _meanings(answers: Answers, *, at: datetime) -> dict[str, dict[str, Meaning]]:
    moment = at.astimezone(UTC).isoformat()
    return {
        name: {folded(word): Meaning(word, code, moment) for word, code in words.items()}
        for name, words in answers.items()
    }


def _concerned(found: Import, reader: Reader, told: said.Meanings) -> list[ImportRow] | None:
    """Rows that say one of these words; None where they are too many to look at while somebody waits."""
    wrong = asking.wrong_in(found, told)
    if many_rows.are_many(wrong):
        return None
    each = asking.words_of_each(found, list(wrong), reader)
    return [row for row, words in each if any(word in told.get(name, {}) for name, word in words)]


def _judge(found: Import, concerned: list[ImportRow], *, on: date) -> None:
    for row in concerned:
        row.decided = None
    together.update_each(concerned, ["decided"])
    checking.check_again(found, concerned, on=on)
