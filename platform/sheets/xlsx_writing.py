"""A workbook as a stream: rows go into the archive as they come, some megabytes of XML at a time.

Texts stand in their cells and never become formulas, whatever they begin with.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from isal import isal_zlib

from sheets.tables import Column, Kind, Part, Repeating, Sheet, Values, cut, in_parts
from sheets.waiting import letters
from sheets.xlsx_cells import Cells, Encoded, Ended, Laid, encoded, escaped, first, legal
from sheets.xlsx_comments import (
    VML_TYPE,
    comments_relations,
    comments_type,
    comments_xml,
    drawings_xml,
)  # fmt: skip
from sheets.xlsx_fixed import (
    BOOK,
    CORE,
    DECLARATION,
    RELATIONS,
    SHEET_NAMESPACE,
    STYLES,
    Style,
    book_relations,
    content_types,
)  # fmt: skip

BATCH = 1_000
ROWS_OF_A_SHEET = 1_048_575  # besides the header
LONGEST_NAME = 31
WIDEST, NARROWEST, A_DAYS_WIDTH, A_MOMENTS_WIDTH = 50, 8, 11, 17
SAMPLED = 200
LEVEL = 1
HELD = 4 << 20  # bytes of XML
# A row for what is written of a value alone.
ONE = range(1, 2)
STYLE_OF = {
    Kind.TEXT: Style.TEXT,
    Kind.DAY: Style.DAY,
    Kind.MOMENT: Style.MOMENT,
    Kind.WHOLE: Style.WHOLE,
    Kind.DECIMAL: Style.DECIMAL,
    Kind.YES_NO: Style.PLAIN,
    Kind.MONEY: Style.MONEY,
    Kind.PERCENT: Style.PERCENT,
    Kind.SHARE: Style.SHARE,
}


@dataclass
class Written:
    """A sheet that is in the archive: its name and how far its filter reaches."""

    name: str
    reach: str
    state: str = ""


class Book:
    """The archive of a workbook that is being written."""

    def __init__(self, out: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self.sheets: list[Written] = []
        self._types: list[str] = []
        self.cut = 0

    def add(self, sheet: Sheet) -> None:
        """Write a sheet, and further ones where Excel's number of rows is not enough."""
        parts = in_parts(sheet.rows, BATCH)
        while True:
            parts = self._add_one(sheet, parts)
            following = next(parts, None)
            if following is None:
                return
            parts = chain([following], parts)

    def add_notes(self, title: str, notes: Sequence[tuple[str, str]]) -> None:
        """Write what a reader must know: two columns, long texts in lines."""
        rows = "".join(
            f'<row r="{number}">{text_cell("A", number, label, Style.LABEL)}'
            f"{text_cell('B', number, text, Style.NOTE)}</row>"
            for number, (label, text) in enumerate(notes, start=1)
        )
        body = (
            f"{DECLARATION}<worksheet {SHEET_NAMESPACE}>{columns_xml([28, 90])}"
            f"<sheetData>{rows}</sheetData></worksheet>"
        )
        self.put(title, [body])

    def put(
        self, title: str, body: Iterable[str | bytes], *, reach: str = "", state: str = ""
    ) -> None:
        """Write the XML of a sheet; no more than `HELD` of it waits at once."""
        self.sheets.append(Written(self._free_name(title), reach, state))
        path = f"xl/worksheets/sheet{len(self.sheets)}.xml"
        info = zipfile.ZipInfo(path)
        info.compress_type = zipfile.ZIP_DEFLATED
        with self._zip.open(info, "w", force_zip64=True) as part:
            # The same size in a third of the time; an archive offers no way to name what deflates.
            part._compressor = isal_zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)  # type: ignore[attr-defined]
            for piece in gathered(body, HELD):
                part.write(piece)

    def comment(self, comments: Mapping[tuple[int, int], str]) -> str:
        """Write comments for the sheet that comes next, by row from 1 and column from 0.

        Return what the sheet must say of them at its end.
        """
        number = len(self.sheets) + 1
        self.part(f"xl/comments{number}.xml", comments_xml(comments))
        self.part(f"xl/drawings/comments{number}.vml", drawings_xml(comments))
        self.part(f"xl/worksheets/_rels/sheet{number}.xml.rels", comments_relations(number))
        self._types.append(comments_type(number))
        return '<legacyDrawing r:id="rId1"/>'

    def part(self, path: str, content: str) -> None:
        self._zip.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED, LEVEL)

    def end(self, *, title: str, made_at: datetime | None, types: str = "", rels: str = "") -> None:
        """Write what names the parts; a book without this is none."""
        numbers = range(1, len(self.sheets) + 1)
        self.part(
            "[Content_Types].xml", content_types(numbers, VML_TYPE + "".join([types, *self._types]))
        )
        self.part("_rels/.rels", RELATIONS.format(more=rels))
        self.part("docProps/core.xml", _core(title, made_at or datetime.now(UTC)))
        self.part("xl/styles.xml", STYLES)
        self.part("xl/_rels/workbook.xml.rels", book_relations(numbers))
        self.part("xl/workbook.xml", self._workbook())
        self._zip.close()

    def _add_one(self, sheet: Sheet, parts: Iterator[Part]) -> Iterator[Part]:
        """Write as much as a sheet holds; what is left comes back."""
        first = next(parts, None)
        left = parts if first is None else chain([first], parts)
        count = 0

        def counted() -> Iterator[Part]:
            nonlocal count, left
            for part in left:
                room = ROWS_OF_A_SHEET - count
                count += min(room, len(part[0]))
                yield cut(part, 0, room)
                if len(part[0]) > room:
                    left = chain([cut(part, room)], left)
                if count == ROWS_OF_A_SHEET:
                    return

        def body() -> Iterator[str | bytes]:
            yield _head(sheet.columns, first or [()] * len(sheet.columns))
            yield from self._rows(sheet.columns, counted())
            yield _tail(len(sheet.columns), count)

        self.put(sheet.title, body())
        self.sheets[-1].reach = _reach(len(sheet.columns), count)
        return left

    def _rows(self, columns: Sequence[Column], parts: Iterable[Part]) -> Iterator[bytes]:
        cells = [
            Cells(letters(place), style=STYLE_OF[column.kind], text_style=Style.TEXT)
            for place, column in enumerate(columns)
        ]
        writers = [writer_of(one, column.kind) for one, column in zip(cells, columns, strict=True)]
        number = 2
        for part in parts:
            numbers = range(number, number + len(part[0]))
            number += len(part[0])
            yield joined(
                numbers,
                [write(values, numbers) for write, values in zip(writers, part, strict=True)],
            )
        self.cut += sum(one.cut for one in cells)

    def _free_name(self, title: str) -> str:
        """Excel allows 31 signs, none of these, and each name once whatever its case."""
        plain = re.sub(r"[\[\]:*?/\\]", " ", legal(title)).strip("' \n\t")
        name = plain[:LONGEST_NAME].strip("' ") or "Szansa"
        taken = {sheet.name.casefold() for sheet in self.sheets}
        further = 2
        while name.casefold() in taken:
            tail = f" ({further})"
            name = plain[: LONGEST_NAME - len(tail)].strip("' ") + tail
            further += 1
        return name

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name={quoteattr(sheet.name)} sheetId="{number}"{sheet.state} '
            f'r:id="rId{number}"/>'
            for number, sheet in enumerate(self.sheets, start=1)
        )
        filters = "".join(
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
            f"{escaped(quoted(sheet.name))}!{sheet.reach}</definedName>"
            for place, sheet in enumerate(self.sheets)
            if sheet.reach
        )
        names = f"<definedNames>{filters}</definedNames>" if filters else ""
        return BOOK.format(sheets=sheets, names=names)


def write(
    out: BinaryIO,
    sheets: Sequence[Sheet],
    *,
    notes: Iterable[tuple[str, str]],
    notes_title: str,
    cut_note: tuple[str, str],
    title: str = "",
    made_at: datetime | None = None,
) -> None:
    """Write a workbook; `cut_note` holds %d for the number of texts that were too long."""
    book = Book(out)
    for sheet in sheets:
        book.add(sheet)
    told = list(notes)
    if book.cut:
        told.append((cut_note[0], cut_note[1] % book.cut))
    if told:
        book.add_notes(notes_title, told)
    book.end(title=title or (sheets[0].title if sheets else ""), made_at=made_at)


def gathered(pieces: Iterable[str | bytes], most: int) -> Iterator[bytes]:
    """The same pieces, many after one another as soon as they are so many bytes: who makes the next
    finds in the processor's memory what it left there, not what compressing needs.
    """
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece if isinstance(piece, bytes) else piece.encode())
        size += len(held[-1])
        if size > most:
            yield from held
            held, size = [], 0
    yield from held


def writer_of(cells: Cells, kind: Kind) -> Callable[[Values, range], Encoded]:
    """Writes the parts of a column of this kind; a value that comes again is not written anew."""
    write = {
        Kind.TEXT: cells.texts,
        Kind.DAY: cells.days,
        Kind.MOMENT: cells.moments,
        Kind.WHOLE: cells.wholes,
        Kind.YES_NO: cells.truths,
    }.get(kind, cells.decimals)

    def end_of(value: object) -> bytes:
        return cells.end(write([value], ONE))

    def written(values: Values, numbers: range) -> Encoded:
        if isinstance(values, Repeating):
            return cells.ended(list(values.then(end_of)))  # type: ignore[arg-type]
        return write(values, numbers)

    return written


def joined(numbers: range, columns: Sequence[Encoded]) -> bytes:
    """The rows of a batch: all their parts are put together at once, not cell by cell."""
    rows = encoded([str(number) for number in numbers])
    if any(_length(column) != len(numbers) for column in columns):
        raise ValueError("a column of a part has more or fewer values than there are rows")
    parts: list[Iterable[bytes]] = [repeat(b'<row r="'), rows]
    between = b'">'
    for column in columns:
        if isinstance(column, Ended):
            if column.is_empty:
                continue
            parts += [repeat(between + column.begins.encode()), rows, column.ends]
            between = b""
        elif isinstance(column, Laid):
            begins = repeat(between + column.begins.encode())
            parts += [begins, rows, repeat(column.opens.encode()), encoded(column.told)]
            between = column.closes.encode()
        else:
            parts += [repeat(between), encoded(column)]
            between = b""
    parts.append(repeat(between + b"</row>"))
    return b"".join(chain.from_iterable(zip(*parts)))  # noqa: B905 - what repeats has no end


def _length(column: Encoded) -> int:
    if isinstance(column, Ended):
        return len(column.ends)
    return len(column.told if isinstance(column, Laid) else column)


def _head(columns: Sequence[Column], first: Part) -> str:
    titles = "".join(
        text_cell(letters(place), 1, column.title, Style.HEAD)
        for place, column in enumerate(columns)
    )
    widths = [
        _width(column, values[:SAMPLED]) for column, values in zip(columns, first, strict=True)
    ]
    return (
        f"{DECLARATION}<worksheet {SHEET_NAMESPACE}>"
        '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" '
        'activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f'{columns_xml(widths)}<sheetData><row r="1">{titles}</row>'
    )


def _tail(columns: int, rows: int) -> str:
    return f'</sheetData><autoFilter ref="{_reach(columns, rows).replace("$", "")}"/></worksheet>'


def _reach(columns: int, rows: int) -> str:
    return f"$A$1:${letters(columns - 1)}${rows + 1}"


def columns_xml(
    widths: Sequence[int], styles: Sequence[int] = (), hidden: Collection[int] = ()
) -> str:
    """How wide columns are, and the looks of cells in which nothing stands yet."""
    looks = [f' style="{style}"' for style in styles] or [""] * len(widths)
    for place in hidden:
        looks[place] += ' hidden="1"'
    told = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"{look}/>'
        for place, (width, look) in enumerate(zip(widths, looks, strict=True), start=1)
    )
    return f"<cols>{told}</cols>"


def _width(column: Column, sample: Sequence[object]) -> int:
    if column.width:
        return column.width
    least = {Kind.DAY: A_DAYS_WIDTH, Kind.MOMENT: A_MOMENTS_WIDTH}.get(column.kind, NARROWEST)
    told = (
        []
        if column.kind in (Kind.DAY, Kind.MOMENT)
        else [len(str(value)) for value in sample if value is not None]
    )
    # The sign of the filter takes place in the header.
    return min(max([least, len(column.title) + 2, *told]), WIDEST) + 2


def text_cell(column: str, number: int, text: str, style: int) -> str:
    cells = Cells(column, style=style, text_style=style)
    return first(cells.texts([text], range(number, number + 1)))


def quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _core(title: str, made_at: datetime) -> str:
    return CORE.format(
        title=escaped(legal(title)), at=made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    )
