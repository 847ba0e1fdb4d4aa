"""Reads a table as it was at one moment, opened, a few rows at a time."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, F, Func, Model, QuerySet

from core import sealed, tenancy
from core.crypto import Unreadable
from core.tenancy.moments import Moment
from projects.leaving.kinds import Kind
from projects.leaving.names import path_of
from projects.leaving.tables import Column, Table

ROWS_AT_ONCE = 1_000
# The first bytes of what a file column holds: whether there is anything, and of which type.
HEAD = 8
TYPES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}

Row = dict[str, Any]


@dataclass(frozen=True)
class Unit:
    """Whose rows are read: the unit's number among all, and its projects."""

    number: int
    projects: Collection[UUID] = ()


@dataclass(frozen=True)
class Content:
    """One file: whose it is, where it will stand, and its bytes; nothing where they do not open."""

    table: Table
    column: Column
    row: object
    path: str
    opened: bytes | None


@dataclass
class Reader:
    """Reads for one export, inside the unit. What does not open is nothing, and is named in `unreadable`."""

    unit: Unit
    moment: Moment
    # Table, column, row.
    unreadable: set[tuple[str, str, str]] = field(default_factory=set)

    def rows(self, table: Table) -> Iterator[list[Any]]:
        """Each row as values in the order of its columns; of a file, its path."""
        for row in self._rows(table):
            yield [self._value(table, column, row) for column in table.columns]

    def contents(self, table: Table) -> Iterator[Content]:
        """Each file that stands in the table, one after the other."""
        for row in self._rows(table):
            for column in table.files:
                if path := self._path(table, column, row):
                    opened = self._content(table, column, row)
                    yield Content(table, column, _key_of(table, row), path, opened)

    def _rows(self, table: Table) -> Iterator[Row]:
        """By keys and not by a cursor: between two looks whoever reads may write elsewhere."""
        wanted, last = _wanted(table), None
        while True:
            with self._there(table):
                rows = _rows_of(table, self.unit)
                if last is not None:
                    rows = rows.filter(pk__gt=last)
                asked = rows.order_by("pk").values_list(*wanted.values())
                batch = list(asked[:ROWS_AT_ONCE])
            for values in batch:
                row = dict(zip(wanted, values, strict=True))
                yield row
            if len(batch) < ROWS_AT_ONCE:
                return
            last = _key_of(table, row)

    @contextmanager
    def _there(self, table: Table) -> Iterator[None]:
        place = tenancy.acting_as(table.role) if table.role else tenancy.inside(tenancy.current())
        with place, self.moment.seen():
            yield

    def _value(self, table: Table, column: Column, row: Row) -> Any:
        if column.kind == Kind.FILE:
            return self._path(table, column, row)
        value = row[column.field.attname]
        if column.kind == Kind.HEX:
            return None if value is None else bytes(value).hex()
        if column.is_sealed:
            return self._text(table, column.field, value, row)
        return value

    def _text(self, table: Table, kept: Any, value: Any, row: Row) -> str | None:
        """A sealed text, opened beside the id that it is bound to."""
        if value is None:
            return None
        bound = kept.bound_to
        row_id = _key_of(table, row) if bound == "pk" else row[bound]
        try:
            return sealed.opened(kept, row_id, bytes(value))
        except Unreadable:
            self._note(table, kept, row)
            return None

    def _path(self, table: Table, column: Column, row: Row) -> str | None:
        kept = column.file
        head = row[column.field.attname]
        if head is None or kept is None:
            return None
        name = kept.name
        if kept.column:
            source = _source(table.model, kept.column)
            value = row[kept.column]
            opened = self._text(table, source, value, row) if _is_sealed(source) else value
            name = opened or "file"
        ending = kept.ending or ("" if kept.is_sealed else _type_of(bytes(head)))
        return path_of(_key_of(table, row), f"{name}.{ending}" if ending else name)

    def _content(self, table: Table, column: Column, row: Row) -> bytes | None:
        key, each = _key_of(table, row), column.field
        with self._there(table):
            kept = _rows_of(table, self.unit).filter(pk=key).values_list(each.attname, flat=True)
            content = bytes(kept.get())
        if not (column.file and column.file.is_sealed):
            return content
        try:
            return sealed.opened_content(each, key, content)
        except Unreadable:
            self._note(table, each, row)
            return None

    def _note(self, table: Table, each: Any, row: Row) -> None:
        self.unreadable.add((table.name, each.column, str(_key_of(table, row))))


def _wanted(table: Table) -> dict[str, Any]:
    """What to ask for, by name: of a file only its first bytes, for it is read when its turn comes."""
    wanted: dict[str, Any] = {each.attname: each.attname for each in table.model._meta.pk_fields}
    for column in table.columns:
        name = column.field.attname
        is_file = column.kind == Kind.FILE
        wanted[name] = _head(name) if is_file else name
        if column.file and column.file.column:
            wanted[column.file.column] = column.file.column
    return wanted


def _head(name: str) -> Func:
    return Func(F(name), 1, HEAD, function="substr", output_field=BinaryField())


def _rows_of(table: Table, unit: Unit) -> QuerySet[Model]:
    rows = table.model._base_manager.all()
    belonging = table.belonging
    if belonging is None:
        return rows
    rows = rows.filter(**dict(belonging.only))
    if belonging.of_projects:
        return rows.filter(**{f"{belonging.by}__in": list(unit.projects)})
    if belonging.by:
        # Through another table the same row may be reached twice.
        return rows.filter(**{belonging.by: unit.number}).distinct()
    return rows


def _key_of(table: Table, row: Row) -> Any:
    key = tuple(row[each.attname] for each in table.model._meta.pk_fields)
    return key if len(key) > 1 else key[0]


def _source(model: Any, path: str) -> Any:
    """The field at the end of a path of names."""
    first, _, rest = path.partition("__")
    found = model._meta.get_field(first)
    return _source(found.related_model, rest) if rest else found


def _is_sealed(each: Any) -> bool:
    return isinstance(each, sealed.SealedField)


def _type_of(head: bytes) -> str:
    return next((ending for first, ending in TYPES.items() if head.startswith(first)), "bin")
