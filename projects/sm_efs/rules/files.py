"""The bytes of a national file: written as its import takes it, read as people really send it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from projects.sm_efs.layout import Layout, plain

BYTE_ORDER_MARK = "\ufeff"
DELIMITERS = ";\t,"
# In the order in which they are tried: the last reads any bytes.
ENCODINGS = ("utf-8-sig", "cp1250", "latin-1")
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A field of a hand-made file may be long, but not a book.
LONGEST_FIELD = 32_767
MOST_LINES = 50_000
FIRST_LINES = 5


class NotATable(ValueError):
    """The bytes are no text that could be read as rows and cells."""


class TooManyLines(ValueError):
    """More rows than one project could have."""


@dataclass(frozen=True)
class ReadFile:
    """The rows with their numbers as a reader of the file counts lines, the headers apart."""

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def written(rows: Iterable[Sequence[str]], layout: Layout) -> bytes:
    """The import file. Cells are written sign by sign: a machine reads them, and no spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=layout.delimiter, lineterminator=layout.newline)
    writer.writerow(layout.headers)
    writer.writerows(rows)
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def lines_of(content: bytes) -> Iterator[tuple[str, ...]]:
    """Every line of a file of comma or semicolon separated values, as text."""
    text = _decoded(content)
    if "\0" in text:
        raise NotATable
    # A title may stand above the headers.
    first = "\n".join(text.split("\n", FIRST_LINES)[:FIRST_LINES])
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_FIELD)
    try:
        for number, cells in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ):
            if number > MOST_LINES:
                raise TooManyLines
            yield tuple(cells)
    except csv.Error as error:
        raise NotATable from error


def read(lines: Iterable[Sequence[str]], layout: Layout) -> ReadFile:
    """The rows of a national file; lines without a word are no rows."""
    headers: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, cells in enumerate(lines, start=1):
        if not any(cell.strip() for cell in cells):
            continue
        if not rows and not headers and is_header(cells, layout):
            headers = tuple(cells)
        else:
            rows.append((number, tuple(cells)))
    return ReadFile(headers, tuple(rows))


def is_header(cells: Sequence[str], layout: Layout) -> bool:
    """Whether most of a line are headers: ours, in whatever case and order of accents."""
    known = {plain(header) for header in layout.headers}
    same = sum(plain(cell) in known for cell in cells)
    return same * 2 > len(layout.columns)


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16_MARKS):
        return _strictly(content, "utf-16")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotATable from error
