"""Many rows written by one statement that stays the same however many they are."""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Model
from django.utils import timezone

CHANGED_AT = "changed_at"
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


def insert_each(rows: Sequence[Model], *, at_once: int = 1_000) -> None:
    """Insert the rows by columns, sealed ones too.

    Where the database fills in a column itself, Django writes an expression into every row, and
    expressions go in row by row. The moment of a change is the trigger's, whatever is said here.
    """
    now = timezone.now()
    for row in rows:
        if hasattr(row, CHANGED_AT):
            setattr(row, CHANGED_AT, now)
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=at_once)


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


def _column(field: Any, rows: Sequence[Model]) -> list[Any]:
    value, kept, here = field.pre_save, field.get_db_prep_save, connections[DEFAULT_DB_ALIAS]
    return [kept(value(row, add=False), here) for row in rows]
