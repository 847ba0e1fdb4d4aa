"""Many rows written by one statement that stays the same however many they are; new ones by COPY."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import (
    BinaryField,
    BooleanField,
    CharField,
    DateField,
    ForeignKey,
    IntegerField,
    Model,
    UUIDField,
)
from django.utils import timezone

from core.sealed import SealedField

CHANGED_AT = "changed_at"
# Columns of which such values go in as they are.
PLAIN = frozenset({str, int, bool, date, UUID, type(None)})
WRITTEN_PLAINLY = frozenset({UUID, bytes, str, type(None)})
WRITTEN = (BinaryField, CharField, ForeignKey, UUIDField)
PLAINLY = (BooleanField, CharField, DateField, ForeignKey, IntegerField, UUIDField)
# A length belongs to the column, which refuses what is too long; a cast would cut it off.
LENGTH = re.compile(r"\(.*\)")


def update_each(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write these fields of every row, each with its own value, sealed ones too.

    Django's bulk_update writes a branch for every row and field: of a thousand rows that takes longer
    than everything else about them.
    """
    if not rows:
        return
    meta = rows[0]._meta
    written = [meta.pk, *(meta.get_field(name) for name in fields)]
    columns = [_column(field, rows) for field in written]
    with connection.cursor() as cursor:
        cursor.execute(_statement(meta.db_table, written), columns)


def insert_each(rows: Sequence[Model]) -> None:
    """Insert the rows by COPY, sealed ones too; they must have their keys, as ours have from the start.

    The moment of a change is the trigger's, whatever is said here.
    """
    if not rows:
        return
    meta, now = rows[0]._meta, timezone.now()
    keys = [str(row.pk) for row in rows]
    columns = [_taken(field, rows, keys, now) for field in meta.concrete_fields]
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(field.column)) for field in meta.concrete_fields)
    statement = f"copy {quoted(meta.db_table)} ({names}) from stdin"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as lines,
    ):
        for values in zip(*columns, strict=True):
            lines.write_row(values)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _taken(field: Any, rows: Sequence[Model], keys: Sequence[str], now: datetime) -> list[Any]:
    """A column of the rows. What is plain already is not looked at one by one: of sixty columns that
    takes longer than writing them.
    """
    name, here = field.attname, connections[DEFAULT_DB_ALIAS]
    if name == CHANGED_AT or getattr(field, "auto_now_add", False):
        for row in rows:
            setattr(row, name, now)
        return [now] * len(rows)
    if isinstance(field, SealedField):
        return field.sealed_of(rows, keys)
    if isinstance(field, PLAINLY):
        values = [row.__dict__[name] for row in rows]
        if PLAIN.issuperset(map(type, values)):
            return values
    return [field.get_db_prep_save(field.pre_save(row, add=True), here) for row in rows]


def _statement(table: str, written: Sequence[Any]) -> str:
    """The first of the fields is the key."""
    quoted = connection.ops.quote_name
    names = [quoted(field.column) for field in written]
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in written)
    changes = ", ".join(f"{name} = new.{name}" for name in names[1:])
    return (
        f"update {quoted(table)} as kept set {changes}"
        f" from unnest({arrays}) as new({', '.join(names)}) where kept.{names[0]} = new.{names[0]}"
    )


def _type(field: Any) -> str:
    if isinstance(field, ArrayField):
        raise TypeError(f"{field}: an array of arrays would come apart.")
    return LENGTH.sub("", field.db_type(connection))


def _column(field: Any, rows: Sequence[Model]) -> Any:
    told = [field.pre_save(row, add=False) for row in rows]
    if isinstance(field, CharField):
        # One of the words of a list is a text too.
        told = [value if value is None else str(value) for value in told]
    # A text in a column of bytes was to be sealed, and is not.
    is_open = isinstance(field, BinaryField) and str in map(type, told)
    if isinstance(field, WRITTEN) and not is_open and isinstance(written := as_array(told), str):
        return written
    kept, here = field.get_db_prep_save, connections[DEFAULT_DB_ALIAS]
    return [kept(value, here) for value in told]


def as_array(values: Sequence[Any]) -> Any:
    """Keys, texts and sealed values as PostgreSQL writes an array; all others as they are, for psycopg to
    write.

    Psycopg looks at each value of a list by itself, which of a thousand takes longer than the statement.
    """
    if not WRITTEN_PLAINLY.issuperset(map(type, values)):
        return values
    return f"{{{','.join([_written(value) for value in values])}}}"


def _written(value: UUID | bytes | str | None) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, str):
        return f'"{_QUOTED.sub(_BACKSLASHED, value)}"'
    # A backslash says of the next sign that it is meant: so there are two.
    return f"\\\\x{value.hex()}" if isinstance(value, bytes) else str(value)


_QUOTED, _BACKSLASHED = re.compile(r'(["\\])'), r"\\\1"
