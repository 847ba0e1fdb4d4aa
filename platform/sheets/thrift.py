"""As much of Thrift's compact protocol as a description of a Parquet file takes. No Django here."""

from collections.abc import Sequence
from typing import NamedTuple

I32, I64, BINARY, LIST, STRUCT = 5, 6, 8, 9, 12
STOP = b"\0"


class Field(NamedTuple):
    """A numbered value; a STRUCT is bytes of `encoded`, a LIST a pair of kind and values."""

    number: int
    kind: int
    value: object


def encoded(*fields: Field) -> bytes:
    """A structure: its fields by rising number, each told by its distance from the last."""
    told, last = b"", 0
    for field in fields:
        told += bytes([((field.number - last) << 4) | field.kind]) + _value(field.kind, field.value)
        last = field.number
    return told + STOP


def varint(value: int) -> bytes:
    """Seven bits a byte, the lowest first."""
    told = bytearray()
    while value > 0x7F:
        told.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*told, value])


def _value(kind: int, value: object) -> bytes:
    if isinstance(value, int):
        return varint(value << 1 if value >= 0 else (-value << 1) - 1)
    if isinstance(value, bytes):
        return value if kind == STRUCT else varint(len(value)) + value
    assert isinstance(value, tuple)  # noqa: S101 - the kind says so
    return _list(*value)


def _list(kind: int, values: Sequence[object]) -> bytes:
    size = len(values)
    head = bytes([(size << 4) | kind]) if size < 15 else bytes([0xF0 | kind]) + varint(size)
    return head + b"".join(_value(kind, value) for value in values)
