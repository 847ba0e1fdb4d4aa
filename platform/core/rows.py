"""Rows that are read by the thousand: made of what the database gave, without ceremony."""

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState
from django.utils.translation import get_language

WORDS = "words_by_value"


class Row(models.Model):
    """The base of a table of which lists, files and checks read many rows.

    Django makes a record by its constructor, which looks at every field of it; of sixty columns that takes
    longer than the database takes to find them. What was not read is still read when it is asked for.
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
