"""Model fields whose values are sealed before they reach the database."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from core import crypto, tenancy


class Typed(str):
    """A text that is not sealed yet."""


class SealedAttribute:
    """Opens a value when it is asked for, not when the row is read."""

    def __init__(self, field: "SealedField") -> None:
        self.field = field

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        if row is None:
            return self
        if self.field.attname not in row.__dict__ and not row._state.adding:
            self._read(row)
        kept = row.__dict__.get(self.field.attname)
        if kept is None or isinstance(kept, Typed):
            return kept and str(kept)
        return opened(self.field, self.field.bound_id(row), bytes(kept))

    def _read(self, row: models.Model) -> None:
        """What was left out when the row was read, as Django does it for any other field."""
        name = self.field.attname
        found = type(row)._base_manager.filter(pk=row.pk)
        row.__dict__[name] = found.values_list(name, flat=True).first()

    def __set__(self, row: models.Model, value: Any) -> None:
        if isinstance(value, str):
            value = Typed(value) if value else None
        row.__dict__[self.field.attname] = value


if TYPE_CHECKING:
    Base = models.Field[str | None, str | None]
else:
    Base = models.BinaryField


class SealedField(Base):
    """A short text kept sealed; `values()` and bulk paths see bytes: use `opened` on those.

    It opens only beside the id it was sealed for: that of its own row, or the one in the column
    `bound_to`, where the database gives rows their numbers and nobody knows them beforehand.
    """

    def __init__(self, *args: Any, bound_to: str = "pk", **kwargs: Any) -> None:
        kwargs.setdefault("null", True)
        kwargs["editable"] = True
        self.bound_to = bound_to
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.bound_to != "pk":
            kwargs["bound_to"] = self.bound_to
        return name, path, args, kwargs

    def bound_id(self, row: models.Model) -> object:
        return getattr(row, self.bound_to)

    @property
    def get_placeholder(self) -> Any:
        """Has none: a plain one fits sealed bytes, and so rows in bulk go in by columns (UNNEST)."""
        raise AttributeError

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, SealedAttribute(self))

    def pre_save(self, row: models.Model, add: bool) -> bytes | None:
        kept = row.__dict__.get(self.attname)
        if isinstance(kept, Typed):
            kept = row.__dict__[self.attname] = sealed(self, self.bound_id(row), str(kept))
        return kept

    def sealed_of(self, rows: Sequence[models.Model], names: Sequence[str]) -> list[bytes | None]:
        """What `pre_save` says of each row; `names` are their keys as texts, told once for all columns."""
        told = [row.__dict__.get(self.attname) for row in rows]
        if any(isinstance(kept, Typed) for kept in told):
            if self.bound_to != "pk":
                names = [str(self.bound_id(row)) for row in rows]
            seal = sealer(self)
            for place, kept in enumerate(told):
                if isinstance(kept, Typed):
                    told[place] = rows[place].__dict__[self.attname] = seal(names[place], kept)
        return told


def told_by_each(field: "SealedField", rows: Sequence[models.Model]) -> list[str | None]:
    """What rows that were read whole say in a column, opened at once; what was typed since as it was typed."""
    kept = [row.__dict__[field.attname] for row in rows]
    if any(isinstance(one, Typed) for one in kept):
        return [getattr(row, field.attname) for row in rows]
    return opened_each(field, [field.bound_id(row) for row in rows], kept)


def sealer(field: models.Field) -> Callable[[object, str], bytes]:
    """Seals many values of one column, given the id of the row of each."""
    tenant = tenancy.current()
    column = _name_of(tenant.uuid, field.model, field.column)
    seal = crypto.sealer(bytes(tenant.wrapped_key))
    return lambda row_id, text: seal(text.encode(), f"{column}|{row_id}".encode())


def opened_each(
    field: models.Field, row_ids: Sequence[object], values: Sequence[bytes | None]
) -> list[str | None]:
    """Opens the values of one column in many rows, given the id each was sealed for; nothing stays nothing."""
    tenant = tenancy.current()
    column = _name_of(tenant.uuid, field.model, field.column)
    places = [
        f"{column}|{row_id}".encode()
        for row_id, value in zip(row_ids, values, strict=True)
        if value is not None
    ]
    kept = [value for value in values if value is not None]
    told = iter(crypto.opened_each(kept, places, wrapped_key=bytes(tenant.wrapped_key)))
    return [None if value is None else next(told).decode() for value in values]


def sealed(field: models.Field, row_id: object, text: str) -> bytes:
    key, place = _key_and_place(field, row_id)
    return crypto.seal(text, wrapped_key=key, place=place)


def opened(field: models.Field, row_id: object, value: bytes) -> str:
    key, place = _key_and_place(field, row_id)
    return crypto.opened(value, wrapped_key=key, place=place)


def sealed_content(field: Any, row_id: object, content: bytes) -> bytes:
    """Seal a whole file for a plain BinaryField: read seldom, and never by accident."""
    key, place = _key_and_place(field, row_id)
    return crypto.seal_bytes(content, wrapped_key=key, place=place)


def opened_content(field: Any, row_id: object, value: bytes) -> bytes:
    key, place = _key_and_place(field, row_id)
    return crypto.opened_bytes(value, wrapped_key=key, place=place)


def _key_and_place(field: models.Field, row_id: object) -> tuple[bytes, bytes]:
    """The tenant's wrapped key, and what binds a value to its tenant, column and row."""
    tenant = tenancy.current()
    column = _name_of(tenant.uuid, field.model, field.column)
    return bytes(tenant.wrapped_key), f"{column}|{row_id}".encode()


@lru_cache(maxsize=1024)
def _name_of(tenant: UUID, model: type[models.Model], column: str) -> str:
    return f"{tenant}|{model._meta.db_table}.{column}"


def search_index(text: str, *, kind: str) -> bytes:
    """The blind index of a text in the tenant we are inside of."""
    return crypto.blind_index(text, kind=kind, wrapped_key=bytes(tenancy.current().wrapped_key))
