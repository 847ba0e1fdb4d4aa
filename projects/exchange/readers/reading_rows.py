"""Many rows through one form: what the form accepts and refuses, without making a form for each."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.exchange.readers import typed
from projects.forms import DayField

# Different texts of one column whose answers are kept; a column of unique texts is not worth more.
KEPT = 4_000
# Different sets of questions that rows answer: few, unless a list is nothing but gaps.
PLANS = 250
Cells = Mapping[str, tuple[str, str]]
Cleaned = tuple[Any, ValidationError | None]
Finish = Callable[[], Any]
Asked = tuple[str, forms.Field, dict[Any, Cleaned], Finish | None]


@dataclass(frozen=True)
class Read:
    """What one row says. Without mistakes `entry` is whole; with them `mistakes` says, by field."""

    entry: Any = None
    mistakes: Mapping[str, list[str]] = field(default_factory=dict)


class ManyRows(forms.Form):
    """Mixed in before a form's own class: its fields are cleaned once for each text they meet."""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args, **facts)
        self.is_bound = True
        self.kept: dict[str, dict[Any, Cleaned]] = defaultdict(dict)
        self.plans: dict[frozenset[str], tuple[dict[str, Any], list[Asked]]] = {}

    @cached_property
    def by_field(self) -> list[Asked]:
        """Every field with its answers so far and what the form does with them; once they are all there."""
        return [
            (name, field, self.kept[name], getattr(self, f"clean_{name}", None))
            for name, field in self.fields.items()
        ]

    def take(self, posted: dict[str, Any]) -> None:
        """The next row, as a page would have sent it."""
        self.data, self._errors = posted, None

    def _clean_fields(self) -> None:
        """As Django does it, except that a field is asked once about the same text."""
        posted, cleaned = self.data, self.cleaned_data
        told = frozenset(posted)
        silent, asked = self.plans.get(told) or self._planned(told)
        cleaned.update(silent)
        for name, one, kept, finish in asked:
            text = posted.get(name, "")
            by = text if text.__class__ is str else tuple(text)
            value, refusal = kept.get(by) or _cleaned(one, text, kept, by)
            if refusal is None:
                cleaned[name] = value
                if finish is not None:
                    refusal = _finished(finish, cleaned, name)
            if refusal is not None:
                self.add_error(name, refusal)

    def _planned(self, told: frozenset[str]) -> tuple[dict[str, Any], list[Asked]]:
        """For rows that answer these questions: what all others come to, and which are left to be asked.

        Left are those too that must be answered and are not, and those of which the form has a say of
        its own.
        """
        silent: dict[str, Any] = {}
        asked: list[Asked] = []
        for name, one, kept, finish in self.by_field:
            value, refusal = _cleaned(one, "", kept, "")
            if name in told or finish or refusal:
                asked.append((name, one, kept, finish))
            else:
                silent[name] = value
        if len(self.plans) == PLANS:
            self.plans.clear()
        self.plans[told] = silent, asked
        return silent, asked


def _cleaned(one: forms.Field, text: Any, kept: dict[Any, Cleaned], by: Any) -> Cleaned:
    try:
        found: Cleaned = (one.clean(text), None)
    except ValidationError as refusal:
        found = (None, refusal)
    if len(kept) < KEPT:
        kept[by] = found
    return found


def _finished(finish: Finish, cleaned: dict[str, Any], name: str) -> ValidationError | None:
    try:
        cleaned[name] = finish()
    except ValidationError as refusal:
        return refusal
    return None


Converter = Callable[[str, str], Any]


class Writer:
    """Writes cells as somebody would have typed them, field by field."""

    def __init__(
        self, fields: Mapping[str, forms.Field], *, words: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.words = words
        self.by_field = {
            name: _writer(name, field, words.get(name, {})) for name, field in fields.items()
        }
        # Whose cells are words for choices; whether one cell may hold several.
        self.chosen_from = {
            name: isinstance(field, forms.MultipleChoiceField)
            for name, field in fields.items()
            if isinstance(field, forms.ChoiceField) and name not in BY_NAME
        }

    def typed(self, cells: Cells) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """What a page would have sent, and what could never be typed there."""
        posted: dict[str, Any] = {}
        mistakes: dict[str, list[str]] = {}
        for name, (cell, kind) in cells.items():
            if kind == typed.ERROR:
                mistakes[name] = [_("The formula in this cell has no result: %s.") % cell]
            elif (told := self.by_field[name](cell, kind)) is None:
                mistakes[name] = [_("Write “tak” or “nie”.")]
            else:
                posted[name] = told
        return posted, mistakes

    def unknown(self, name: str, cell: str, kind: str) -> list[str]:
        """The words of a cell that name none of the choices of its field."""
        if kind == typed.ERROR or name not in self.chosen_from:
            return []
        words = self.words.get(name, {})
        told = typed.listed(cell, words) if self.chosen_from[name] else [cell]
        return [one for one in told if typed.is_unknown(one, words)]


# What a sheet spoils in its own way.
BY_NAME: dict[str, Converter] = {
    "pesel": typed.number_of_person,
    "postal_code": typed.postal_code,
}

BY_KIND: Sequence[tuple[type[forms.Field], Converter]] = (
    (DayField, typed.day),
    (forms.TimeField, typed.hour),
    (forms.BooleanField, lambda cell, _kind: typed.yes_or_no(cell)),
)


def _writer(name: str, field: forms.Field, words: Mapping[str, str]) -> Converter:
    if name in BY_NAME:
        return BY_NAME[name]
    for kind, convert in BY_KIND:
        if isinstance(field, kind):
            return lru_cache(KEPT)(convert)
    if isinstance(field, forms.MultipleChoiceField):
        return lambda cell, _kind: typed.several(cell, words)
    if words:
        return lru_cache(KEPT)(lambda cell, _kind: typed.chosen(cell, words))
    return typed.text
