"""What a column of a list is made of, so that it is told of one row and of many in the same words.

A page has a record of each row and asks about that. A long file reads nothing but the fields its columns
name, and makes no record of any row.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Model, TextField
from django.db.models.expressions import Expression
from django.db.models.functions import Cast

from core.sealed import SealedField, opened_each
from sheets.tables import Repeating, Told, Values

STEP = "__"
Tells = Callable[..., Values]


def itself(value: object) -> object:
    return value


@dataclass(frozen=True)
class Of:
    """What is told of some fields of a row, named as a query names them, and of nothing else.

    `tell` is given their values, and the day as `on` where it is `is_dated`. Few rows have a value of
    their own, so that it is worth remembering what was told; where most have one, where equal values are
    told otherwise, or it can be no key of a dictionary, it `is_varied`. A query gives a sealed field as it
    is kept: no column is made of one.
    """

    fields: tuple[str, ...]
    tell: Callable[..., object] = itself
    is_dated: bool = False
    is_varied: bool = False

    def __call__(self, row: Any, on: date) -> object:
        return self._on(on)(*(read(row, name) for name in self.fields))

    def tells(self, on: date) -> Tells:
        """Tells the columns of many rows, part after part: given those of the fields, the one to show."""
        tell = self._on(on)
        if self.is_varied:
            return lambda *columns: list(map(tell, *columns))
        if len(self.fields) == 1:
            return partial(_repeating, Told(tell))
        told = Told(lambda values: tell(*values))
        return lambda *columns: Repeating(list(zip(*columns, strict=True)), told)

    def _on(self, on: date) -> Callable[..., object]:
        return partial(self.tell, on=on) if self.is_dated else self.tell


def _repeating(told: Told, keys: Values) -> Repeating:
    return Repeating(keys, told)


def attribute(name: str, *, is_varied: bool = False) -> Of:
    """A field as it is."""
    return Of((name,), is_varied=is_varied)


def display(name: str, choices: Sequence[tuple[Any, Any]]) -> Of:
    """The words of a field with choices."""
    words = dict(choices)
    return Of((name,), lambda value: None if value is None else str(words.get(value, value)))


def text(name: str) -> Of:
    """A field that is empty where what it belongs to is missing."""
    return Of((name,), lambda value: value or "")


def read(row: Any, name: str) -> Any:
    """The value that a query gives by this name, of a record; nothing where something on the way is missing."""
    for step in name.split(STEP):
        if row is None:
            return None
        row = getattr(row, step)
    return row


@dataclass(frozen=True, kw_only=True)
class Number:
    """Where a row has its whole PESEL: by the name of the sealed field, and by that of the row's project."""

    field: str
    project: str

    def project_of(self, row: Any) -> UUID:
        """Asked before the number is: where it may not be taken out, it is not opened."""
        found: UUID = read(row, self.project)
        return found

    def of(self, row: Any) -> str | None:
        found: str | None = read(row, self.field)
        return found

    def fields(self, model: type[Model]) -> tuple[Expression | str, ...]:
        """Of a query: the project and the id that the number is sealed for as texts, which they become
        anyway, and the sealed number.
        """
        way, _step, _name = self.field.rpartition(STEP)
        bound_to = STEP.join(filter(None, (way, self._sealed(model).bound_to)))
        return Cast(self.project, TextField()), Cast(bound_to, TextField()), self.field

    def opened(
        self, model: type[Model], ids: Sequence[str], numbers: Sequence[bytes | None]
    ) -> list[str | None]:
        """The numbers of many rows, as `fields` gave them."""
        return opened_each(self._sealed(model), ids, numbers)

    def _sealed(self, model: type[Model]) -> SealedField:
        *way, name = self.field.split(STEP)
        for step in way:
            model = model._meta.get_field(step).related_model  # type: ignore[assignment]
        found = model._meta.get_field(name)
        assert isinstance(found, SealedField)  # noqa: S101 - whoever declares the list sees it
        return found
