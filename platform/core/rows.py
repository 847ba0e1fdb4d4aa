"""Rows that are read and made by the thousand: of what the database or a file gave, without ceremony."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from functools import cache
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState
from django.utils.translation import get_language

from core.sealed import SealedField

WORDS = "words_by_value"


class Row(models.Model):
    """The base of a table of which lists, files and checks read or make many rows.

    Django makes a record by its constructor, which looks at every field of it; of sixty columns that takes
    longer than the database takes to find them. What was not read is still read when it is asked for. No
    signal of Django is sent.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        made = cls.__new__(cls)
        made.__dict__.update(zip(field_names, values, strict=True))
        made._state = state = ModelState()
        state.adding, state.db = False, db
        return made

    @classmethod
    def new(cls, columns: Mapping[str, Any]) -> Self:
        """A new row with these columns and its defaults; what it points at is told by key, as `person_id`."""
        blank, made, sealed = _blank(cls)
        if not columns.keys() <= blank.keys():
            raise TypeError(f"{cls.__name__} has no {sorted(columns.keys() - blank.keys())}.")
        row = cls.__new__(cls)
        row._state = ModelState()
        row.__dict__.update(blank, **columns)
        for name, default in made:
            if name not in columns:
                row.__dict__[name] = default()
        for name in sealed & columns.keys():
            setattr(row, name, columns[name])
        return row

    def _get_FIELD_display(self, field: models.Field) -> Any:  # noqa: N802 - Django's own name
        """The words of a choice, which Django looks for by making its dictionary anew each time."""
        value = getattr(self, field.attname)
        return _words(field).get(value, value)


def _words(field: models.Field) -> dict[Any, str]:
    """By value, in the language of whoever asks."""
    kept, language = field.__dict__.setdefault(WORDS, {}), get_language()
    if language not in kept:
        kept[language] = {value: str(words) for value, words in field.flatchoices}
    return kept[language]


@cache
def _blank(
    model: type[Row],
) -> tuple[Mapping[str, Any], Sequence[tuple[str, Callable[[], Any]]], Set[str]]:
    """Its defaults by column, those that are made anew for each row, and which columns are sealed."""
    listed = model._meta.concrete_fields
    blank = {field.attname: field.get_default() for field in listed}
    made = [
        (field.attname, field.default)
        for field in listed
        if field.has_default() and callable(field.default)
    ]
    return blank, made, {field.attname for field in listed if isinstance(field, SealedField)}
