"""Which words of a file name no choice: what is asked, and what was said of an earlier file."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from projects.exchange import queries, rows
from projects.exchange.kinds import Reader
from projects.exchange.meanings import said
from projects.exchange.meanings.said import Meaning
from projects.exchange.models import Import, ImportRow
from projects.exchange.readers.typed import folded
from projects.exchange.vocabulary import Standing

# Rows with mistakes among which words are looked for while somebody waits.
LOOKED_AT = 1_000
PIECE = 1_000
# More different words than that in one question are no words for its choices: those are mended row by row.
MOST = 40
# A sentence is no word, and tells of one person.
LONGEST = 80


@dataclass(frozen=True)
class Unknown:
    """Words that name no choice of the question, as they stand in the file, and how many rows say them."""

    field: str
    word: str
    count: int


def askable(reader: Reader) -> dict[str, Mapping[str, str]]:
    """By question, its choices; without one whose choices depend on another answer of the row."""
    depending = {one.name for one in reader.targets if one.said_with}
    return {name: told for name, told in reader.choices().items() if name not in depending}


def wrong_in(found: Import, fields: Collection[str]) -> Any:
    """Rows with a mistake at one of these questions."""
    return queries.bad_rows(found).filter(fields__overlap=list(fields))


def unknown_words(found: Import, reader: Reader) -> list[Unknown]:
    """What is asked of the file: by question, the most frequent words first."""
    wrong = wrong_in(found, askable(reader)).only("cells", "mended", "fields")
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for _row, words in words_of_each(found, list(wrong[:LOOKED_AT]), reader):
        counts.update(words.keys())
        first = words | first
    told = [Unknown(key[0], first[key], count) for key, count in counts.most_common()]
    of_each = Counter(one.field for one in told)
    order = list(reader.choices())
    asked = (one for one in told if of_each[one.field] <= MOST)
    return sorted(asked, key=lambda one: order.index(one.field))


def words_of_each(
    found: Import, some: Sequence[ImportRow], reader: Reader
) -> Iterator[tuple[ImportRow, dict[tuple[str, str], str]]]:
    """Rows with their unknown words, as they stand there, by question and folded words."""
    fields = askable(reader)
    for row, cells in zip(some, rows.cells_of_each(some, found.columns), strict=True):
        yield (
            row,
            {
                (name, folded(word)): word
                for name, word in reader.unknown(cells)
                if name in fields and name in row.fields and len(word) <= LONGEST
            },
        )


def have_judged_anew(found: Import, fields: Collection[str]) -> None:
    """Rows with a mistake there are new to a worker, and those that another one of them held back."""
    wrong = queries.bad_rows(found)
    held = wrong.filter(key__isnull=False)
    (wrong_in(found, fields) | held).update(standing=Standing.NEW, decided=None)


def take_up_what_is_known(found: Import, reader: Reader) -> bool:
    """After all rows were checked: words that somebody explained in an earlier file mean the same here.

    Tells whether there were any; the rows that say them are to be checked again.
    """
    known = _known_before(found, reader)
    if not known:
        return False
    wrong = wrong_in(found, known).only("cells", "mended", "fields").iterator(PIECE)
    told = _met(found, _in_pieces(wrong), reader, known)
    if told:
        said.keep(found, told)
        found.save(update_fields=["meanings"])
        have_judged_anew(found, told)
    return bool(told)


def _in_pieces(some: Iterable[ImportRow]) -> Iterator[list[ImportRow]]:
    left = iter(some)
    while piece := list(islice(left, PIECE)):
        yield piece


def _met(
    found: Import, pieces: Iterable[list[ImportRow]], reader: Reader, known: said.Meanings
) -> dict[str, dict[str, Meaning]]:
    told: dict[str, dict[str, Meaning]] = {}
    for piece in pieces:
        for _row, words in words_of_each(found, piece, reader):
            for (field, key), word in words.items():
                if (before := known.get(field, {}).get(key)) is not None:
                    told.setdefault(field, {})[key] = replace(before, word=word, was_known=True)
    return told


def _known_before(found: Import, reader: Reader) -> dict[str, dict[str, Meaning]]:
    """What was said last of each word, of whichever file, where the question is the same in all of them and
    has that choice still. What was said of this file is not told anew, nor what somebody took back last."""
    choices, own = askable(reader), said.of(found)
    known: dict[str, dict[str, Meaning]] = {}
    for one in queries.files_with_meanings(found.kind, but=found):
        for field, words in said.of(one).items():
            last = known.setdefault(field, {}) if reader.is_everywhere(field) else {}
            for word, meaning in words.items():
                is_choice = not meaning.code or meaning.code in choices.get(field, {})
                if is_choice and (word not in last or last[word].said_at < meaning.said_at):
                    last[word] = meaning
    return {
        field: told
        for field, words in known.items()
        if (
            told := {
                word: one
                for word, one in words.items()
                if one.code and word not in own.get(field, {})
            }
        )
    }
