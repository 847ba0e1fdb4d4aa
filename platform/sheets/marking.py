"""Gives a table back with its bad cells coloured and commented, to be mended and sent again.

A workbook of Excel keeps its looks (`keeping`); any other kind, and a workbook whose looks cannot be
kept, is made of its rows: same sheets, same places, same values. The fingerprint of a template stays, and
nothing else that came with the rows (macros, links, pictures, formulas) is handed on.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from sheets import reading
from sheets.canonical import DAY, EMPTY, MOMENT, NUMBER, TEXT, YES_NO
from sheets.child import END, REFUSAL, ROWS
from sheets.limited import Limited
from sheets.reading import Book as Source
from sheets.reading import Row
from sheets.reasons import Unreadable
from sheets.tables import Column, Kind, Sheet
from sheets.templates import carry_fingerprint
from sheets.waiting import letters
from sheets.xlsx_cells import Cells, first
from sheets.xlsx_fixed import DECLARATION, SHEET_NAMESPACE, Style
from sheets.xlsx_writing import Book, columns_xml

# Excel draws each comment as a picture of its own; thousands make it slow to open.
MOST_COMMENTS = 3_000
WIDTH = 18
ZIP = b"PK"
STYLES = {DAY: Style.DAY, MOMENT: Style.MOMENT, NUMBER: Style.PLAIN, YES_NO: Style.PLAIN}
BAD_STYLES = {DAY: Style.BAD_DAY, MOMENT: Style.BAD_MOMENT, NUMBER: Style.BAD, YES_NO: Style.BAD}


class Mark(NamedTuple):
    """What is wrong with a cell: `sheet` by its place, `row` as Excel shows it, `column` from 0."""

    sheet: int
    row: int
    column: int
    text: str


Marks = Mapping[tuple[int, int], str]
Place = tuple[int, int, int]
Told = Mapping[Place, str]


def marked(content: bytes, name: str, marks: Iterable[Mark], answers: Iterable[Mark] = ()) -> bytes:
    """Return an XLSX workbook of the same rows with the marks; raise reading.Refused.

    `answers` are texts that shall stand in cells instead of what stood there.
    """
    told = sorted(marks)
    remarks: dict[Place, str] = {}
    for sheet, row, column, text in told:
        earlier = remarks.get((sheet, row, column))
        remarks[sheet, row, column] = f"{earlier}\n{text}" if earlier else text
    typed = {(one.sheet, one.row, one.column): one.text for one in answers}
    return _kept(content, name, remarks, typed, told) or _of_rows(
        content, name, remarks, typed, told
    )


def _kept(content: bytes, name: str, remarks: Told, answers: Told, told: list[Mark]) -> bytes:
    """The same workbook with its looks; nothing where they cannot be kept."""
    if not content.startswith(ZIP):
        return b""
    header = {
        "name": name,
        "title": name,
        "at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "most_comments": MOST_COMMENTS,
        "remarks": [[*place, text] for place, text in remarks.items()],
        "answers": [[*place, text] for place, text in answers.items()],
        "extra": _listed(content, name, told) if len(told) > MOST_COMMENTS else None,
    }
    made = bytearray()
    try:
        with Limited("marking_child") as child:
            child.send_file(content, header)
            for kind, piece in child.frames():
                if kind == REFUSAL:
                    refused = json.loads(piece)
                    raise reading.Refused(reading.Reason(refused["reason"]), **refused["where"])
                if kind != ROWS:
                    return bytes(made) if kind == END else b""
                made += piece
    except Unreadable:
        pass
    return b""


def _listed(content: bytes, name: str, told: Iterable[Mark]) -> tuple[str, list[list[str]]]:
    """All remarks as a list, where there are too many to stand at their cells."""
    with reading.opened(content, name) as source:
        names = [head.name for head in source.sheets]
    title, further = _("Remarks"), 2
    taken = {name.casefold() for name in names}
    while title.casefold() in taken:
        title, further = f"{_('Remarks')} ({further})", further + 1
    head = [_("Name of the sheet"), _("Row"), _("Column"), _("Remark")]
    lines = [[names[mark.sheet], str(mark.row), letters(mark.column), mark.text] for mark in told]
    return title, [head, *lines]


def _of_rows(content: bytes, name: str, remarks: Told, answers: Told, told: list[Mark]) -> bytes:
    marks: dict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for (sheet, row, column), text in remarks.items():
        marks[sheet][row, column] = text
    typed: dict[tuple[int, int], dict[tuple[int, int], str]] = defaultdict(dict)
    for (sheet, row, column), text in answers.items():
        typed[sheet, row][row, column] = text
    out = BytesIO()
    with reading.opened(content, name) as source:
        book = Book(out)
        _copy(source, book, marks, typed)
        if len(told) > MOST_COMMENTS:
            book.add(_remarks(source, told))
        extra = carry_fingerprint(book, source.template) if source.template else {}
        book.end(title=name, made_at=None, **extra)
    return out.getvalue()


def _copy(
    source: Source,
    book: Book,
    marks: Mapping[int, Marks],
    answers: Mapping[tuple[int, int], Marks],
) -> None:
    rows = groupby(source.rows(), key=lambda row: row.sheet)
    following = next(rows, None)
    left = MOST_COMMENTS
    for place, head in enumerate(source.sheets):
        here: Iterator[Row] = iter(())
        is_here = following is not None and following[0] == place
        if following is not None and is_here:
            here = (_answered(row, answers.get((place, row.number), {})) for row in following[1])
        wrong = marks.get(place, {})
        comments = dict(list(wrong.items())[:left])
        left -= len(comments)
        end = book.comment(comments) if comments else ""
        state = ' state="hidden"' if head.hidden else ""
        book.put(head.name, _sheet(here, head.columns, wrong, end), state=state)
        if is_here:
            following = next(rows, None)


def _answered(row: Row, answers: Marks) -> Row:
    """With what was typed since, also where nothing stood."""
    if not answers:
        return row
    width = max(len(row.cells), 1 + max(column for _number, column in answers))
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    kinds = [*row.kinds, *EMPTY * (width - len(row.cells))]
    for (_number, column), text in answers.items():
        cells[column], kinds[column] = text, TEXT if text else EMPTY
    return row._replace(cells=tuple(cells), kinds="".join(kinds))


def _sheet(rows: Iterator[Row], columns: int, marks: Marks, end: str) -> Iterator[str]:
    yield f"{DECLARATION}<worksheet {SHEET_NAMESPACE}>"
    yield columns_xml([WIDTH] * max(columns, 1))
    yield "<sheetData>"
    waiting = defaultdict[int, list[int]](list)
    for number, column in marks:
        waiting[number].append(column)
    for row in rows:
        for number in [number for number in waiting if number < row.number]:
            yield _row(number, [], "", waiting.pop(number))
        yield _row(row.number, row.cells, row.kinds, waiting.pop(row.number, []))
    for number in list(waiting):
        yield _row(number, [], "", waiting[number])
    yield f"</sheetData>{end}</worksheet>"


def _row(number: int, cells: Iterable[str], kinds: str, bad: Iterable[int]) -> str:
    written = {
        place: _cell(letters(place), number, text, kind, is_bad=place in bad)
        for place, (text, kind) in enumerate(zip(cells, kinds, strict=True))
        if text
    }
    for place in bad:
        written.setdefault(place, f'<c r="{letters(place)}{number}" s="{Style.BAD}"/>')
    return f'<row r="{number}">{"".join(written[place] for place in sorted(written))}</row>'


def _cell(column: str, number: int, text: str, kind: str, *, is_bad: bool) -> str:
    styles, other = (BAD_STYLES, Style.BAD_TEXT) if is_bad else (STYLES, Style.TEXT)
    style = styles.get(kind, other)
    cells, at = Cells(column, style=style, text_style=style), range(number, number + 1)
    if kind == NUMBER:
        return f'<c r="{column}{number}" s="{style}"><v>{text}</v></c>'
    if kind == DAY:
        return first(cells.days([date.fromisoformat(text)], at))
    if kind == MOMENT:
        return first(cells.moments([datetime.fromisoformat(text)], at))
    if kind == YES_NO:
        return first(cells.truths([text == "TRUE"], at))
    return first(cells.texts([text], at))


def _remarks(source: Source, marks: Iterable[Mark]) -> Sheet:
    """All of them as a list, where there are too many to stand at their cells."""
    columns = [
        Column(_("Name of the sheet")),
        Column(_("Row"), Kind.WHOLE),
        Column(_("Column")),
        Column(_("Remark"), width=90),
    ]
    rows = (
        [source.sheets[mark.sheet].name, mark.row, letters(mark.column), mark.text]
        for mark in marks
    )
    return Sheet(_("Remarks"), columns, rows)
