"""Parquet for analysts: one file, a group of rows for every ten thousand, nothing to install.

The format is small where it is plain: values one after another, a bit for each that is missing,
everything packed by gzip, and a description at the end in Thrift's compact protocol
(parquet.apache.org, format 2.9). DuckDB reads it back in the tests.
"""

import gzip
import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import BinaryIO, NamedTuple

from sheets.tables import Column, Kind, Sheet, in_parts
from sheets.thrift import BINARY, I32, I64, LIST, STRUCT, Field, encoded, varint
from sheets.xlsx_cells import ZONE, legal

MAGIC = b"PAR1"
GROUP = 10_000
BOOLEAN, INT32, INT64, DOUBLE, BYTE_ARRAY = 0, 1, 2, 5, 6
OPTIONAL, GZIP, PLAIN, RLE, DATA_PAGE = 1, 2, 0, 3, 0
UTF8, DATE, TIMESTAMP_MICROS = 0, 6, 10
EPOCH = date(1970, 1, 1).toordinal()
LEVEL = 1


class Type(NamedTuple):
    """How the values of a column are stored, and what they mean."""

    physical: int
    meaning: int | None
    pack: Callable[[Sequence[object]], bytes]


class Chunk(NamedTuple):
    """Where a column of a group stands in the file."""

    offset: int
    values: int
    packed: int
    unpacked: int


def write(out: BinaryIO, sheet: Sheet) -> None:
    """Write a sheet; a value of another type than its column's is an error of the caller."""
    types = [_TYPES.get(column.kind, _DOUBLE) for column in sheet.columns]
    place = out.write(MAGIC)
    groups: list[tuple[int, list[Chunk]]] = []
    for columns in _groups(sheet):
        chunks = []
        for kind, values in zip(types, columns, strict=True):
            page, unpacked = _page(kind, values)
            out.write(page)
            chunks.append(Chunk(place, len(values), len(page), unpacked))
            place += len(page)
        groups.append((len(columns[0]), chunks))
    footer = _footer(sheet.columns, types, groups)
    out.write(footer + struct.pack("<I", len(footer)) + MAGIC)


def _groups(sheet: Sheet) -> Iterator[list[list[object]]]:
    """Parts by column, put together until they fill a group; no row is made of them."""
    held: list[list[object]] = [[] for _column in sheet.columns]
    for part in in_parts(sheet.rows, GROUP):
        for values, more in zip(held, part, strict=True):
            values.extend(more)
        count = len(held[0])
        if any(len(values) != count for values in held):
            raise ValueError("a column of a part has more or fewer values than there are rows")
        if count >= GROUP:
            yield [values[:GROUP] for values in held]
            held = [values[GROUP:] for values in held]
    if held[0]:
        yield held


def _page(kind: Type, values: Sequence[object]) -> tuple[bytes, int]:
    """One column of one group as a page with its header, and its size before packing."""
    present = [value for value in values if value is not None]
    levels = _bits([value is not None for value in values])
    # Runs of eight levels, as many as there are, each a bit.
    run = varint((len(levels) << 1) | 1) + levels
    plain = struct.pack("<I", len(run)) + run + kind.pack(present)
    packed = gzip.compress(plain, LEVEL, mtime=0)
    header = encoded(
        Field(1, I32, DATA_PAGE),
        Field(2, I32, len(plain)),
        Field(3, I32, len(packed)),
        Field(
            5,
            STRUCT,
            encoded(
                Field(1, I32, len(values)),
                Field(2, I32, PLAIN),
                Field(3, I32, RLE),
                Field(4, I32, RLE),
            ),
        ),
    )
    return header + packed, len(header) + len(plain)


def _footer(
    columns: Sequence[Column], types: Sequence[Type], groups: Sequence[tuple[int, list[Chunk]]]
) -> bytes:
    names = _names(columns)
    root = encoded(Field(4, BINARY, b"table"), Field(5, I32, len(names)))
    leaves = [
        encoded(
            Field(1, I32, kind.physical),
            Field(3, I32, OPTIONAL),
            Field(4, BINARY, name),
            *([] if kind.meaning is None else [Field(6, I32, kind.meaning)]),
        )
        for name, kind in zip(names, types, strict=True)
    ]
    return encoded(
        Field(1, I32, 1),
        Field(2, LIST, (STRUCT, [root, *leaves])),
        Field(3, I64, sum(rows for rows, _ in groups)),
        Field(4, LIST, (STRUCT, [_group(names, types, *group) for group in groups])),
        Field(6, BINARY, b"Szansa"),
    )


def _group(
    names: Sequence[bytes], types: Sequence[Type], rows: int, chunks: Sequence[Chunk]
) -> bytes:
    told = [
        encoded(
            Field(2, I64, chunk.offset),
            Field(
                3,
                STRUCT,
                encoded(
                    Field(1, I32, kind.physical),
                    Field(2, LIST, (I32, [PLAIN, RLE])),
                    Field(3, LIST, (BINARY, [name])),
                    Field(4, I32, GZIP),
                    Field(5, I64, chunk.values),
                    Field(6, I64, chunk.unpacked),
                    Field(7, I64, chunk.packed),
                    Field(9, I64, chunk.offset),
                ),
            ),
        )
        for name, kind, chunk in zip(names, types, chunks, strict=True)
    ]
    size = sum(chunk.unpacked for chunk in chunks)
    return encoded(Field(1, LIST, (STRUCT, told)), Field(2, I64, size), Field(3, I64, rows))


def _names(columns: Sequence[Column]) -> list[bytes]:
    """Names of columns, each once."""
    taken: list[str] = []
    for column in columns:
        name, further = column.title, 2
        while name in taken:
            name, further = f"{column.title} ({further})", further + 1
        taken.append(name)
    return [legal(name).encode() for name in taken]


def _bits(truths: Sequence[object]) -> bytes:
    """Eight truths a byte, the first in the lowest bit."""
    padded = [*map(bool, truths), *[False] * (-len(truths) % 8)]
    return bytes(
        sum(padded[at + bit] << bit for bit in range(8)) for at in range(0, len(padded), 8)
    )


def _texts(values: Sequence[object]) -> bytes:
    told = list(map(str, values))
    packed = {text: _text(text) for text in set(told)}
    return b"".join(map(packed.__getitem__, told))


def _text(text: str) -> bytes:
    kept = legal(text).encode()
    return struct.pack("<I", len(kept)) + kept


def _days(values: Sequence[object]) -> bytes:
    days = [value.toordinal() - EPOCH for value in values if isinstance(value, date)]
    return struct.pack(f"<{len(values)}i", *days)


def _moments(values: Sequence[object]) -> bytes:
    return struct.pack(f"<{len(values)}q", *map(_microseconds, values))


def _microseconds(value: object) -> int:
    """Since 1970, by the clock in Poland: a moment without a zone, as in the other files."""
    assert isinstance(value, datetime)  # noqa: S101 - the column says so
    local = value.astimezone(ZONE).replace(tzinfo=None) if value.tzinfo else value
    since = local - datetime(1970, 1, 1)  # noqa: DTZ001
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def _wholes(values: Sequence[object]) -> bytes:
    return struct.pack(f"<{len(values)}q", *values)


def _doubles(values: Sequence[object]) -> bytes:
    return struct.pack(f"<{len(values)}d", *map(float, values))  # type: ignore[arg-type]


_DOUBLE = Type(DOUBLE, None, _doubles)
_TYPES = {
    Kind.TEXT: Type(BYTE_ARRAY, UTF8, _texts),
    Kind.DAY: Type(INT32, DATE, _days),
    Kind.MOMENT: Type(INT64, TIMESTAMP_MICROS, _moments),
    Kind.WHOLE: Type(INT64, None, _wholes),
    Kind.YES_NO: Type(BOOLEAN, None, _bits),
}
