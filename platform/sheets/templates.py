"""Templates that offices fill in: headers that cannot be changed, lists to choose from, an example.

A template carries a fingerprint among the properties of the file, which survives being saved by
Excel and LibreOffice; `reading` tells it as `book.template`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from sheets.tables import Kind
from sheets.waiting import letters
from sheets.xlsx_cells import Cells, escaped, legal
from sheets.xlsx_fixed import (
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_RELATION,
    CUSTOM_PROPERTIES_TYPE,
    DECLARATION,
    SHEET_NAMESPACE,
    Style,
)
from sheets.xlsx_parts import PROPERTIES
from sheets.xlsx_writing import BATCH, Book, columns_xml, joined, quoted, text_cell, writer_of

ROWS_TO_FILL = 5_000
LONGEST_TITLE_OF_HELP, LONGEST_HELP = 32, 255
FREE = {
    Kind.DAY: Style.FREE_DAY,
    Kind.MOMENT: Style.FREE_MOMENT,
    Kind.WHOLE: Style.FREE_WHOLE,
    Kind.DECIMAL: Style.FREE_DECIMAL,
}
WIDEST = 40
SELECTED = ' tabSelected="1"'


@dataclass(frozen=True)
class TemplateColumn:
    """`help` is shown beside the cell; with `choices` only one of them can be typed.

    What is hidden is for whoever reads the file again; it goes along when rows are sorted.
    """

    title: str
    kind: Kind = Kind.TEXT
    help: str = ""
    choices: Sequence[str] = ()
    required: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class TemplateSheet:
    """A sheet to fill in; `rows` stand in it from the start, an example or what is to be corrected."""

    title: str
    columns: Sequence[TemplateColumn]
    rows: Iterable[Sequence[object]]


def written(
    out: BinaryIO,
    sheet_title: str,
    columns: Sequence[TemplateColumn],
    rows: Iterable[Sequence[object]],
    fingerprint: str,
    *,
    notes: Sequence[tuple[str, str]] = (),
) -> None:
    """Write a template: one sheet to fill in, one that explains it, one hidden with the choices.

    `notes` are told below what each column takes.
    """
    sheet = TemplateSheet(sheet_title, columns, rows)
    written_together(out, sheet_title, [sheet], fingerprint, notes=notes)


def written_together(
    out: BinaryIO,
    title: str,
    sheets: Sequence[TemplateSheet],
    fingerprint: str,
    *,
    notes: Sequence[tuple[str, str]] = (),
) -> None:
    """Several sheets to fill in, one that explains all of them, and hidden ones with their choices."""
    book = Book(out)
    lists = [_lists(number, len(sheets)) for number in range(1, len(sheets) + 1)]
    for place, one in enumerate(sheets):
        # Only one is selected: what is typed into a group of sheets goes into each of them.
        book.put(one.title, _sheet(one.columns, one.rows, lists[place], is_first=not place))
    book.put(_("How to fill in"), [_explained(sheets, notes)])
    for one, name in zip(sheets, lists, strict=True):
        chosen = [column for column in one.columns if column.choices]
        if chosen:
            book.put(name, _choices(chosen), state=' state="hidden"')
    book.end(title=title, made_at=None, **carry_fingerprint(book, fingerprint))


def _lists(number: int, count: int) -> str:
    return f"{_('Lists')} {number}" if count > 1 else _("Lists")


def carry_fingerprint(book: Book, fingerprint: str) -> dict[str, str]:
    """Put the fingerprint among the properties; return what the end of the book must name."""
    book.part(PROPERTIES, CUSTOM_PROPERTIES.format(fingerprint=escaped(legal(fingerprint))))
    return {"types": CUSTOM_PROPERTIES_TYPE, "rels": CUSTOM_PROPERTIES_RELATION}


def _sheet(
    columns: Sequence[TemplateColumn],
    rows: Iterable[Sequence[object]],
    lists: str,
    *,
    is_first: bool = True,
) -> Iterator[str | bytes]:
    """The sheet to fill in: only its header is locked, and rows may be added without end."""
    widths = [min(max(len(column.title) + 4, 12), WIDEST) for column in columns]
    styles = [_style(column) for column in columns]
    hidden = [place for place, column in enumerate(columns) if column.hidden]
    titles = "".join(
        text_cell(letters(place), 1, column.title, _head_style(column))
        for place, column in enumerate(columns)
    )
    yield (
        f"{DECLARATION}<worksheet {SHEET_NAMESPACE}>"
        f'<sheetViews><sheetView workbookViewId="0"{SELECTED if is_first else ""}><pane ySplit="1" '
        'topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"{columns_xml(widths, styles, hidden)}<sheetData>"
        f'<row r="1">{titles}</row>'
    )
    last = 1
    for numbers, body in _bodies(columns, styles, rows):
        last = numbers[-1]
        yield body
    yield (
        "</sheetData>"
        '<sheetProtection sheet="1" formatCells="0" formatColumns="0" formatRows="0" '
        'insertRows="0" deleteRows="0" sort="0" autoFilter="0"/>'
        f"{_validations(columns, lists, last + ROWS_TO_FILL)}</worksheet>"
    )


def _bodies(
    columns: Sequence[TemplateColumn], styles: Sequence[int], rows: Iterable[Sequence[object]]
) -> Iterator[tuple[range, bytes]]:
    """The rows below the header, a batch at a time, with their numbers."""
    writers = [
        writer_of(Cells(letters(place), style=style, text_style=style), column.kind)
        for place, (column, style) in enumerate(zip(columns, styles, strict=True))
    ]
    coming, number = iter(rows), 2
    while batch := list(islice(coming, BATCH)):
        numbers = range(number, number + len(batch))
        number += len(batch)
        by_column = zip(*batch, strict=True)
        told = [write(values, numbers) for write, values in zip(writers, by_column, strict=True)]
        yield numbers, joined(numbers, told)


def _style(column: TemplateColumn) -> int:
    return FREE.get(column.kind, Style.FREE_TEXT)


def _validations(columns: Sequence[TemplateColumn], lists: str, last: int) -> str:
    told, chosen = [], 0
    for place, column in enumerate(columns):
        if column.hidden:
            continue
        name = letters(place)
        rule = 'type="none"'
        formula = ""
        if column.choices:
            source = letters(chosen)
            chosen += 1
            rule = (
                'type="list" errorStyle="stop" showErrorMessage="1" '
                f"errorTitle={_attribute(_('Choose from the list'), LONGEST_TITLE_OF_HELP)} "
                f"error={_attribute(_('Only what is on the list is taken.'), LONGEST_HELP)}"
            )
            reach = f"!${source}$2:${source}${len(column.choices) + 1}"
            formula = f"<formula1>{escaped(quoted(lists))}{reach}</formula1>"
        told.append(
            f'<dataValidation {rule} allowBlank="1" showInputMessage="1" '
            f"promptTitle={_attribute(column.title, LONGEST_TITLE_OF_HELP)} "
            f"prompt={_attribute(_prompt(column), LONGEST_HELP)} "
            f'sqref="{name}2:{name}{last}">{formula}</dataValidation>'
        )
    return f'<dataValidations count="{len(told)}">{"".join(told)}</dataValidations>'


def _explained(sheets: Sequence[TemplateSheet], notes: Sequence[tuple[str, str]]) -> str:
    """What each column takes, and what is typed how."""
    ways = {
        Kind.DAY: _("a day, such as 31.12.2024"),
        Kind.MOMENT: _("a day and an hour, such as 31.12.2024 10:00"),
        Kind.WHOLE: _("a whole number"),
        Kind.DECIMAL: _("a number, such as 12,50"),
        Kind.YES_NO: _("yes or no"),
    }
    lines = [(_("Column"), _("Needed"), _("What is typed"), _("Help"))]
    for one in sheets:
        # Of several sheets each is named above its columns.
        lines += [("", "", "", ""), (one.title, "", "", "")] if len(sheets) > 1 else []
        for column in (column for column in one.columns if not column.hidden):
            way = _("one of the list") if column.choices else ways.get(column.kind, _("a text"))
            needed = _("yes") if column.required else _("no")
            lines.append((column.title, needed, way, column.help))
    lines += [("", "", "", ""), *((label, "", "", text) for label, text in notes)]
    rows = "".join(
        f'<row r="{number}">'
        + "".join(
            text_cell(letters(place), number, text, Style.HEAD if number == 1 else Style.NOTE)
            for place, text in enumerate(line)
        )
        + "</row>"
        for number, line in enumerate(lines, start=1)
    )
    return (
        f"{DECLARATION}<worksheet {SHEET_NAMESPACE}>{columns_xml([34, 10, 34, 80])}"
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _choices(columns: Sequence[TemplateColumn]) -> Iterator[str]:
    """The choices of each column that has them, one below another."""
    yield f"{DECLARATION}<worksheet {SHEET_NAMESPACE}><sheetData>"
    for number in range(1, 2 + max(len(column.choices) for column in columns)):
        cells = "".join(
            text_cell(
                letters(place), number, [column.title, *column.choices][number - 1], Style.TEXT
            )
            for place, column in enumerate(columns)
            if number <= len(column.choices) + 1
        )
        yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _prompt(column: TemplateColumn) -> str:
    needed = _("Needed.") if column.required else _("May stay empty.")
    return f"{needed} {column.help}".strip()


def _head_style(column: TemplateColumn) -> int:
    return Style.NEEDED_HEAD if column.required else Style.HEAD


def _attribute(text: str, longest: int) -> str:
    shown = legal(text)
    return quoteattr(shown if len(shown) <= longest else f"{shown[: longest - 1]}…")
