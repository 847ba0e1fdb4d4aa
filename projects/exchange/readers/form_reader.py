"""What the readers of all kinds have in common: one form for all rows, and words of each language."""

import copy
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.permissions import Actor
from projects.exchange.kinds import Target
from projects.exchange.readers import in_words, typed
from projects.exchange.readers.in_words import PutRight
from projects.exchange.readers.reading_rows import Cells, Read, Writer
from projects.exchange.readers.said_with import SaidWith
from projects.exchange.readers.titles import ALSO, BRIEFLY
from projects.forms import DayField
from projects.participants.forms.fields import CONTACT, IDENTITY
from projects.participants.similarity import Index
from sheets.tables import Kind as Holds

FULL_NAME = "full_name"
# What tells one person from another: a list that does not tell it cannot say it once for everybody.
OWN = frozenset({*IDENTITY[1], *CONTACT[1]}) - {"sex", "citizenship"}
Words = Iterable[tuple[str, str]]
# By question and folded words, the code of the choice that they mean.
Explained = Mapping[str, Mapping[str, str]]
# The first that fits: an integer field is no decimal one.
HOLDS: Sequence[tuple[type[forms.Field], Holds]] = (
    (DayField, Holds.DAY),
    (forms.BooleanField, Holds.YES_NO),
    (forms.DecimalField, Holds.DECIMAL),
    (forms.FloatField, Holds.DECIMAL),
    (forms.IntegerField, Holds.WHOLE),
)


class FormReader(SaidWith):
    """Reads rows through one form, which alone says what is right; `make` makes that form anew.

    The form is one for many rows (`reading_rows.ManyRows`), with `entry()` for a row that is whole.

    `also` gives by field other words for its choices, as (code, words). Mistakes and titles are in the
    language that is active when the reader is made.
    """

    dated: Sequence[str] = ()
    corrects_people = False
    telling: Sequence[str] = ()

    def __init__(
        self, make: Callable[[], Any], *, also: Callable[[str], Words] | None = None
    ) -> None:
        self.form = make()
        self.own_words = _words(self.form, make, also or briefly)
        self.heard: Explained = {}
        self.writer = Writer(self.form.fields, words=self.own_words)
        self.targets: Sequence[Target] = [_full_name(), *map(target, self.form.fields.items())]
        # By field, the words of its choices, once somebody asks for them.
        self.labels: dict[str, Mapping[str, str]] = {}

    def hear(self, explained: Explained) -> None:
        """Understand these words, too. What the form has words for stays what it says, and a choice that
        it no longer has is none."""
        if explained == self.heard:
            return
        self.heard, choices = explained, self.choices()
        words = dict(self.own_words)
        for name in explained.keys() & choices.keys():
            said = {word: code for word, code in explained[name].items() if code in choices[name]}
            words[name] = said | dict(self.own_words.get(name, {}))
        self.writer = Writer(self.form.fields, words=words)

    def choices(self) -> dict[str, Mapping[str, str]]:
        """By question whose answers are chosen, the words of each choice."""
        return {
            one.name: dict(one.choices)
            for one in self.targets
            if one.name in self.writer.chosen_from
        }

    def meaning(self, name: str, word: str) -> str | None:
        """The code of the choice that these words mean by now."""
        return self.writer.words.get(name, {}).get(typed.folded(word))

    def unknown(self, cells: Cells) -> Iterator[tuple[str, str]]:
        """The questions with words of the row that name none of their choices."""
        for name, (cell, kind) in self.asked(cells).items():
            yield from ((name, word) for word in self.writer.unknown(name, cell, kind))

    def is_everywhere(self, _name: str) -> bool:
        return True

    def asked(self, cells: Cells) -> Cells:
        """The cells of a row by the questions of the form that they answer."""
        return _apart(cells)

    def read(self, cells: Cells) -> Read:
        told_by_all = self.filled(cells) if self.said_by else cells
        posted, mistakes = self.writer.typed(self.asked(told_by_all))
        told = frozenset(posted)
        self.form.take(posted)
        found = self.form.errors
        if not found and not mistakes:
            return Read(self.entry(told))
        heard = {
            name: [str(one) for one in said]
            for name, said in found.items()
            if not self.follows(name, found, cells)
        }
        return Read(mistakes={**heard, **mistakes})

    def says(self, entry: Any) -> Sequence[tuple[str, Any]]:
        """A row is about one thing, unless its kind says otherwise."""
        return [("", entry)]

    def resembling(
        self, entries: Sequence[tuple[Any, bytes]], *, among: Index[UUID] | None = None
    ) -> list[list[UUID]]:
        return [[] for _one in entries]

    def answers(self) -> Mapping[str, Any]:
        """What the row that was read last answers, as the form understood it."""
        return self.form.cleaned_data

    def words(self) -> Mapping[str, str]:
        """What the row that was read last tells, in words; a box that it leaves empty is no answer."""
        told = {
            name: self.in_words(name, value)
            for name, value in self.answers().items()
            if name in self.form.data or not isinstance(value, bool)
        }
        return {name: words for name, words in told.items() if words}

    def in_words(self, name: str, value: Any) -> str:
        """An answer to a question of the form, as pages write it."""
        field = self.form.fields.get(name)
        if field is None:
            return ""
        if name not in self.labels:
            self.labels[name] = in_words.labels_of(field)
        return in_words.said(name, field, value, self.labels[name])

    def put_right(self, cells: Cells) -> Mapping[str, PutRight]:
        """Of the row that was read last, by field, what was understood otherwise than it is written."""
        posted, fields = self.form.data, self.form.fields
        found = {
            name: in_words.put_right(name, fields[name], cell, str(posted[name]))
            for name, cell in cells.items()
            if name in posted and name in fields
        }
        return {name: told for name, told in found.items() if told}

    def elsewhere(self, entries: Sequence[tuple[Any, bytes]], *, by: Actor) -> list[bool]:
        return [False for _one in entries]

    def beside(self, entries: Sequence[tuple[Any, UUID]]) -> list[Mapping[str, str]]:
        here = self.shown({target for _entry, target in entries})
        return [here.get(target, {}) for _entry, target in entries]

    def shown(self, targets: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
        """By record and question, what stands here, in words; one query for all of them."""
        return {}

    def read_again(self, cells: Cells) -> Read:
        return self.read(cells)

    def entry(self, _told: frozenset[str]) -> Any:
        """What the whole row says; `_told` names the questions that it answers at all."""
        return self.form.entry()


def briefly(name: str) -> Words:
    return BRIEFLY.get(name, ())


def optional(field: forms.Field) -> forms.Field:
    """The same field where a row may leave it empty."""
    own = copy.deepcopy(field)
    own.required = False
    return own


def target(named: tuple[str, forms.Field]) -> Target:
    name, field = named
    return Target(
        name=name,
        label=str(field.label),
        help=str(field.help_text),
        required=field.required,
        choices=[(str(code), str(said)) for code, said in typed.choices_of(field)],
        also=ALSO.get(name, ()),
        holds=next((held for kind, held in HOLDS if isinstance(field, kind)), Holds.TEXT),
        several=isinstance(field, forms.MultipleChoiceField),
        is_own=name in OWN,
    )


def _full_name() -> Target:
    return Target(name=FULL_NAME, label=_("Last name and first name"), also=ALSO[FULL_NAME])


def _words(
    form: Any, make: Callable[[], Any], also: Callable[[str], Words]
) -> dict[str, dict[str, str]]:
    """By field, the words of each choice in every language; of the one that is active the form has them."""
    found: dict[str, dict[str, str]] = {}
    here = translation.get_language()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for name, field in (form if language == here else make()).fields.items():
                found[name] = typed.words_of(field, also(name)) | found.get(name, {})
    return found


def _apart(cells: Cells) -> Cells:
    """Last and first name written in one cell, taken apart where they are two words.

    Of three nobody can tell where the last name ends: then the first name is asked for.
    """
    if FULL_NAME not in cells:
        return cells
    rest = {name: cell for name, cell in cells.items() if name != FULL_NAME}
    text, kind = cells[FULL_NAME]
    words = text.split()
    if len(words) != 2:
        return {"family_name": (text, kind), **rest}
    return {"family_name": (words[0], kind), "given_name": (words[1], kind), **rest}
