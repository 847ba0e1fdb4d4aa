"""How a value of each kind of column is written: exactly, for programs, the same in both forms."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.sealed import SealedField

# They end a line for some readers: in a text they are written as escapes, so that a row is one line.
LINE_ENDS = str.maketrans({"\u0085": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class Kind(StrEnum):
    """What stands in a column; decimals are texts in JSON, because few readers keep their digits."""

    UUID = "uuid"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    JSON = "json"
    LIST = "list"
    HEX = "hex"
    # The path of a file in the archive.
    FILE = "file"


KIND_OF: dict[type[models.Field], Kind] = {
    models.UUIDField: Kind.UUID,
    SealedField: Kind.TEXT,
    models.CharField: Kind.TEXT,
    models.TextField: Kind.TEXT,
    models.GenericIPAddressField: Kind.TEXT,
    models.IntegerField: Kind.INTEGER,
    models.FloatField: Kind.NUMBER,
    models.DecimalField: Kind.DECIMAL,
    models.BooleanField: Kind.BOOLEAN,
    # A moment is a day as well: it comes first.
    models.DateTimeField: Kind.MOMENT,
    models.DateField: Kind.DATE,
    models.TimeField: Kind.TIME,
    models.JSONField: Kind.JSON,
    ArrayField: Kind.LIST,
}


class UnknownKind(TypeError):
    """A field of a kind that nobody has said how to write."""


def kind_of(field: models.Field) -> Kind:
    """The kind of a column; of a foreign key, that of the key it holds."""
    while field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]
    for known, kind in KIND_OF.items():
        if isinstance(field, known):
            return kind
    raise UnknownKind(f"{field} is of a kind that no export can write")


def as_json(row: dict[str, Any]) -> str:
    """One row as one line."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_written)
    return text.translate(LINE_ENDS)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    raise UnknownKind(f"no export can write a {type(value).__name__}")


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _decimal(value: Decimal) -> str:
    return format(value, "f")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _nested(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_written)
    return _quoted(text)


CELL_OF: dict[Kind, Callable[[Any], str]] = {
    Kind.UUID: str,
    Kind.TEXT: _quoted,
    Kind.INTEGER: str,
    Kind.NUMBER: repr,
    Kind.DECIMAL: _decimal,
    Kind.BOOLEAN: lambda value: "true" if value else "false",
    Kind.DATE: date.isoformat,
    Kind.MOMENT: _moment,
    Kind.TIME: time.isoformat,
    Kind.JSON: _nested,
    Kind.LIST: _nested,
    Kind.HEX: _quoted,
    Kind.FILE: _quoted,
}


def as_cells(values: list[Any], writers: list[Callable[[Any], str]]) -> str:
    """One row of CSV: what is absent is nothing at all, a text stands in quotation marks."""
    pairs = zip(writers, values, strict=True)
    return ",".join("" if value is None else write(value) for write, value in pairs) + "\r\n"
