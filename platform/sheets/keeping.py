"""A stranger's workbook written anew with marks: its looks stay, and nothing of it that could act.

What is kept is named here: values, looks, widths, heights, merged cells, frozen panes, colours by
condition, drop-downs, protection, pages of print. Formulas stay as their values; links, pictures,
macros, comments, names and whatever else a workbook may hold are left out. No Django here.
"""

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from sheets import keeping_rows
from sheets.keeping_looks import Looks
from sheets.packages import Package
from sheets.waiting import letters
from sheets.xlsx_cells import escaped, legal
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
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_RELATION,
    CUSTOM_PROPERTIES_TYPE,
    DECLARATION,
    OFFICE,
    RELATIONS,
    SHEET_NAMESPACE,
    SHEET_TYPE,
    book_relations,
    content_types,
)  # fmt: skip
from sheets.xlsx_parts import PROPERTIES, Part, Workbook, fingerprint

LEVEL = 1
# Where a part of the look of the whole book may point outside of itself.
POINTS = (b"r:embed", b"r:link", b"r:id", b":embed=", b":link=")
THEME_TYPE = (
    '<Override PartName="/xl/theme/theme1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
)
TEXTS_TYPE = (
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET_TYPE}.sharedStrings+xml"/>'
)
Cell = tuple[int, int]


class Marked(NamedTuple):
    """What is told of one sheet: texts at cells, and what shall stand in cells instead."""

    remarks: dict[Cell, str]
    answers: dict[Cell, str]


def write(
    out: BinaryIO,
    package: Package,
    sheets: Mapping[int, Marked],
    *,
    title: str,
    at: str,
    most_comments: int,
    extra: tuple[str, Sequence[Sequence[str]]] | None = None,
) -> None:
    """Write the workbook with its marks; `extra` is the name and the rows of a sheet of ours."""
    Writer(out, package, title=title, at=at).write(sheets, most_comments, extra)


class Writer:
    def __init__(self, out: BinaryIO, package: Package, *, title: str, at: str) -> None:
        self._package, self._title, self._at = package, title, at
        self._book = Workbook(package)
        self._parts = self._book.sheets()
        self._zip = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self._types = [VML_TYPE]
        self._relations: list[str] = []
        styles = self._book.path_of("styles")
        self._looks = Looks(package.read(styles) if styles else b"")

    def write(
        self,
        sheets: Mapping[int, Marked],
        most_comments: int,
        extra: tuple[str, Sequence[Sequence[str]]] | None,
    ) -> None:
        left = most_comments
        for place, part in enumerate(self._parts):
            told = sheets.get(place, Marked({}, {}))
            comments = dict(sorted(told.remarks.items())[:left])
            left -= len(comments)
            self._sheet(place + 1, part, told, comments)
        named = [(part.name, part.hidden) for part in self._parts]
        if extra:
            named.append((extra[0], False))
            self._put(f"xl/worksheets/sheet{len(named)}.xml", _list(extra[1]))
        self._copy("theme", "xl/theme/theme1.xml", THEME_TYPE, is_safe=self._points_nowhere)
        self._copy("sharedStrings", "xl/sharedStrings.xml", TEXTS_TYPE)
        self._end(named)

    def _sheet(self, number: int, part: Part, told: Marked, comments: Mapping[Cell, str]) -> None:
        end = ""
        if comments:
            self._put(f"xl/comments{number}.xml", [comments_xml(comments)])
            self._put(f"xl/drawings/comments{number}.vml", [drawings_xml(comments)])
            path = f"xl/worksheets/_rels/sheet{number}.xml.rels"
            self._put(path, [comments_relations(number)])
            self._types.append(comments_type(number))
            end = '<legacyDrawing r:id="rId1"/>'
        rows = keeping_rows.SheetWithMarks(told.remarks, told.answers, self._looks.bad)
        self._put(
            f"xl/worksheets/sheet{number}.xml",
            rows.written(self._package.chunks(part.path), end),
        )

    def _copy(self, kind: str, path: str, told: str, *, is_safe=lambda _: True) -> None:  # type: ignore[no-untyped-def]
        source = self._book.path_of(kind)
        if not source or not is_safe(source):
            return
        with self._zip.open(_info(path), "w", force_zip64=True) as part:
            for chunk in self._package.chunks(source):
                part.write(chunk)
        self._types.append(told)
        self._relations.append(
            f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{path[3:]}"/>'
        )

    def _points_nowhere(self, path: str) -> bool:
        content = self._package.read(path)
        return not any(sign in content for sign in (*POINTS, b"<!"))

    def _end(self, sheets: list[tuple[str, bool]]) -> None:
        """What names the parts, our own words throughout."""
        numbers = range(1, len(sheets) + 1)
        ours = fingerprint(self._package)
        if ours:
            told = CUSTOM_PROPERTIES.format(fingerprint=escaped(legal(ours)))
            self._put(PROPERTIES, [told])
            self._types.append(CUSTOM_PROPERTIES_TYPE)
        more = CUSTOM_PROPERTIES_RELATION if ours else ""
        self._put("[Content_Types].xml", [content_types(numbers, "".join(self._types))])
        self._put("_rels/.rels", [RELATIONS.format(more=more)])
        self._put(
            "docProps/core.xml", [CORE.format(title=escaped(legal(self._title)), at=self._at)]
        )
        self._put("xl/styles.xml", [self._looks.written()])
        self._put("xl/_rels/workbook.xml.rels", [self._book_relations(numbers)])
        self._put("xl/workbook.xml", [self._workbook(sheets)])
        self._zip.close()

    def _book_relations(self, numbers: range) -> str:
        more = "".join(self._relations)
        return book_relations(numbers).replace("</Relationships>", f"{more}</Relationships>")

    def _workbook(self, sheets: list[tuple[str, bool]]) -> str:
        told = "".join(
            f'<sheet name="{_attribute(name)}" sheetId="{number}"'
            f'{" state=" + chr(34) + "hidden" + chr(34) if hidden else ""} r:id="rId{number}"/>'
            for number, (name, hidden) in enumerate(sheets, start=1)
        )
        whole = BOOK.format(sheets=told, names="")
        if self._book.from_1904:
            whole = whole.replace("<bookViews>", '<workbookPr date1904="1"/><bookViews>')
        return whole

    def _put(self, path: str, body: Iterable[str]) -> None:
        with self._zip.open(_info(path), "w", force_zip64=True) as part:
            for piece in body:
                part.write(piece.encode())


def _info(path: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED
    info._compresslevel = LEVEL  # type: ignore[attr-defined]
    return info


def _attribute(text: str) -> str:
    return escaped(legal(text)).replace('"', "&quot;")


def _list(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A plain sheet of texts."""
    yield f"{DECLARATION}<worksheet {SHEET_NAMESPACE}><sheetData>"
    for number, row in enumerate(rows, start=1):
        cells = [
            keeping_rows.cell(f"{letters(place)}{number}", "", "inlineStr", text)
            for place, text in enumerate(row)
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"
