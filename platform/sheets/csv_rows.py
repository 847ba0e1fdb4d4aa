"""The rows of a text file: which letters, which separator, which rows. No Django here."""

import csv
from collections import Counter
from io import StringIO

from sheets import canonical, limits
from sheets.reasons import Reason, Unreadable
from sheets.waiting import Waiting
from sheets.xlsx_parts import Head

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ";\t,"
TOLD = "sep="  # the first line by which a file tells Excel its separator
LOOKED_AT = 200  # lines
SIGNS = frozenset("=+-@\t\r\n＝＋－＠")


def read(content: bytes, name: str, waiting: Waiting) -> Head:
    """Read the one table of a text file; every cell is a text."""
    text = decoded(content)
    line, _, rest = text.partition("\n")
    told = line.strip().strip('"').lower()
    begins = 1
    if told.startswith(TOLD) and len(told) == len(TOLD) + 1:
        separator, text, begins = told[-1], rest, 2
    elif told == TOLD:
        separator, text, begins = "\t", rest, 2
    else:
        separator = separator_of(text)
    waiting.begin(0, name)
    csv.field_size_limit(limits.INFLATED_BYTES)
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = begins
    try:
        for number, row in enumerate(rows, begins):
            _add(waiting, number, row)
    except csv.Error:
        raise Unreadable(Reason.STRAY_QUOTE, row=number + 1) from None
    waiting.end()
    return Head("CSV", "", [(name, waiting.rows_here, waiting.columns_here, False)])


def decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 with their marks, UTF-8 without, or what Polish Windows writes: cp1250."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    if b"\0" in content:
        raise Unreadable(Reason.NO_TABLE)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "cp1250")


def separator_of(text: str) -> str:
    """The separator that cuts most of the first lines into equally many cells."""
    # Where two do, as in 12,5;13,5, the earlier one is meant.
    lines = text[: limits.CELL_LENGTH].split("\n")[:LOOKED_AT]
    return max(SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: list[str], sign: str) -> int:
    """How many lines have the most usual number of these separators, none not counted."""
    counted = Counter(_outside_quotes(line).count(sign) for line in lines if line.strip())
    counted.pop(0, None)
    return max(counted.values(), default=0)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _add(waiting: Waiting, number: int, row: list[str]) -> None:
    cells = [_cell(raw) for raw in row]
    while cells and not cells[-1]:
        cells.pop()
    if cells:
        kinds = "".join(canonical.TEXT if cell else canonical.EMPTY for cell in cells)
        waiting.add(number, kinds, cells)


def _cell(raw: str) -> str:
    # The apostrophe that our exports put before a sign of a formula, and before mere blanks.
    rest = raw[1:]
    if raw[:1] == "'" and (rest.isspace() or {rest[:1], rest.lstrip()[:1]} & SIGNS):
        raw = rest
    return canonical.text(raw)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(Reason.UNKNOWN_LETTERS) from None
