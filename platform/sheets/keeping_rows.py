"""One sheet of a stranger's workbook, written anew: what is not named here is left out. No Django here.

Rows of the usual shape without a mark go through as they are; all others are put together from what
expat tells of them.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.sax.saxutils import quoteattr

from sheets.reasons import Reason, Unreadable
from sheets.waiting import letters
from sheets.xlsx_cells import ESCAPE, legal
from sheets.xlsx_fixed import DECLARATION, SHEET_NAMESPACE
from sheets.xlsx_rows import CELL, LAST_ROW, REFERENCE, ROW, STRANGE_ENTITY, Columns
from sheets.xml_parts import Attributes, LocalNames, Pieces, parser

# Children of a sheet in the order in which they must stand (ECMA-376, 18.3.1.99).
BEFORE = ("sheetPr", "sheetViews", "sheetFormatPr", "cols")
AFTER = (
    "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations",
    "printOptions", "pageMargins", "pageSetup", "headerFooter",
)  # fmt: skip
KEPT = frozenset((*BEFORE, *AFTER))
# What a formula of a rule may not do: reach out of the book, or call a program.
REACHING = re.compile(r"[\[|]|webservice|hyperlink|image\s*\(|\bcall\b|register|rtd\s*\(|dde", re.I)
FORMULA = re.compile(r"<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)")
FOREIGN = re.compile(r' [\w]+:[\w]+="[^"]*"', re.A)
# Attributes of rows and cells; spans of a row may be wrong once a cell is added.
OF_ROW = frozenset(
    ("r", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed")
)
TEXTS = frozenset(("v", "t", "formula", "formula1", "formula2", "oddHeader", "oddFooter", "evenHeader",
                   "evenFooter", "firstHeader", "firstFooter"))  # fmt: skip
DEEPEST = 40
Cell = tuple[int, int]


class SheetWithMarks:
    """`bad` gives a look that is as another and coloured; cells are told by row from 1, column from 0."""

    def __init__(
        self,
        remarks: Mapping[Cell, str],
        answers: Mapping[Cell, str],
        bad: Callable[[str], str],
    ) -> None:
        self._remarks, self._answers, self._bad = remarks, answers, bad
        self._waiting: dict[int, set[int]] = defaultdict(set)
        for row, column in (*remarks, *answers):
            self._waiting[row].add(column)
        self._todo = sorted(self._waiting, reverse=True)
        self._names, self._columns = LocalNames(), Columns()
        self._out: list[str] = []
        self._tail: list[str] = []
        self._number = self._depth = self._skipped = 0
        self._prefix = self._begun = ""
        self._is_in_data = self._has_data = False
        self._kept: list[str] = []
        self._is_text = False
        self._row: Row | None = None

    def written(self, chunks: Iterable[bytes], end: str) -> Iterator[str]:
        """The sheet as it comes; `end` is what stands behind everything that is kept."""
        made = parser()
        made.StartElementHandler, made.EndElementHandler = self._start, self._stop
        made.CharacterDataHandler = self._data
        self._pieces = Pieces(made, container="sheetData", piece="row")
        yield f"{DECLARATION}<worksheet {SHEET_NAMESPACE}>"
        for chunk in self._pieces.steps(chunks, self._quick):
            del chunk
            yield "".join(self._out)
            self._out.clear()
        if not self._has_data:
            raise Unreadable(Reason.BROKEN)
        yield "".join([*self._out, *self._in_order(), end, "</worksheet>"])

    def _in_order(self) -> list[str]:
        place = {name: number for number, name in enumerate(AFTER)}
        named = [(place[_name_of(piece)], piece) for piece in self._tail]
        return [piece for _place, piece in sorted(named, key=lambda one: one[0])]

    # Rows of the usual shape.

    def _quick(self, piece: str) -> bool:
        head = ROW.match(piece)
        if head is None or piece.count("<row") != 1 or STRANGE_ENTITY.search(piece):
            return False
        number = int(head[1]) if head[1] else self._number + 1
        cells = piece[head.end() :]
        if number in self._waiting or CELL.sub("", cells).strip():
            return False
        self._begin(number)
        if "<f" in cells:
            cells = FORMULA.sub("", cells)
        self._out.append(f"{_plain_head(head[0])}{cells}</row>")
        return True

    def _begin(self, number: int) -> None:
        """Rows with marks that the file does not have come before the next that it has."""
        if not self._number < number <= LAST_ROW:
            raise Unreadable(Reason.BROKEN)
        while self._todo and self._todo[-1] <= number:
            due = self._todo.pop()
            if due < number:
                self._out.append(self._finished(Row({"r": str(due)}), due))
        self._number = number

    # What expat tells.

    def _start(self, tag: str, attributes: Attributes) -> None:
        name, prefix = self._names[tag], tag.rpartition(":")[0]
        self._pieces.entered(name)
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable(Reason.BROKEN)
        if self._depth == 1:
            self._prefix = prefix
            return
        if self._skipped or prefix != self._prefix or not self._is_wanted(name):
            self._skipped = self._skipped or self._depth
            return
        plain = {key: value for key, value in attributes.items() if ":" not in key}
        if self._is_in_data:
            self._start_in_data(name, plain)
        elif name == "sheetData":
            self._is_in_data = self._has_data = True
            self._out.append("<sheetData>")
        else:
            self._kept.append(f"<{name}{_attributes(plain)}>")
            self._is_text = name in TEXTS

    def _is_wanted(self, name: str) -> bool:
        if self._is_in_data:
            return name in ("row", "c", "v", "is", "t", "r")
        if self._depth == 2:
            return name in KEPT or name == "sheetData" and not self._has_data
        return name != "extLst"

    def _start_in_data(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            raw = attributes.get("r", "")
            number = int(raw) if raw.isdecimal() and len(raw) < 8 else self._number + 1
            self._begin(number)
            self._row = Row({**attributes, "r": str(number)})
        elif self._row is not None and name == "c":
            found = REFERENCE.fullmatch(attributes.get("r", ""))
            self._row.begin(self._columns[found[1]] if found else None, attributes)
        elif name in ("v", "t"):
            self._is_text = True

    def _data(self, text: str) -> None:
        if not self._is_text or self._skipped:
            return
        if self._is_in_data and self._row is not None:
            self._row.text += text
        elif not self._is_in_data:
            self._kept.append(_escaped(text))

    def _stop(self, tag: str) -> None:
        name = self._names[tag]
        self._depth -= 1
        if self._skipped:
            if self._depth < self._skipped:
                self._skipped = 0
            return
        self._is_text = self._is_text and name not in TEXTS
        if self._is_in_data:
            self._stop_in_data(name)
        elif self._depth:
            self._kept.append(f"</{name}>")
            if self._depth == 1:
                self._keep("".join(self._kept))

    def _stop_in_data(self, name: str) -> None:
        if name == "c" and self._row is not None:
            self._row.end()
        elif name == "row" and self._row is not None:
            self._out.append(self._finished(self._row, self._number))
            self._row = None
        elif name == "sheetData":
            while self._todo:
                due = self._todo.pop()
                if due > self._number:
                    self._out.append(self._finished(Row({"r": str(due)}), due))
            self._is_in_data = False
            self._out.append("</sheetData>")

    def _keep(self, piece: str) -> None:
        self._kept.clear()
        is_rule = _name_of(piece) in ("conditionalFormatting", "dataValidations")
        if is_rule and REACHING.search(piece):
            return
        (self._tail if self._has_data else self._out).append(piece)

    def _finished(self, row: "Row", number: int) -> str:
        for column in self._waiting.get(number, ()):
            if (number, column) in self._answers:
                row.answer(column, self._answers[number, column])
            if (number, column) in self._remarks:
                row.colour(column, self._bad)
        return row.written()


class Row:
    """The cells of one row by their places: (look, kind, text)."""

    def __init__(self, attributes: Attributes) -> None:
        self._attributes = {k: v for k, v in attributes.items() if k in OF_ROW}
        self._cells: dict[int, tuple[str, str, str]] = {}
        self._place = -1
        self._look = self._kind = self.text = ""

    def begin(self, place: int | None, attributes: Attributes) -> None:
        self._place = self._place + 1 if place is None else place
        self._look, self._kind, self.text = attributes.get("s", ""), attributes.get("t", ""), ""

    def end(self) -> None:
        self._cells[self._place] = (self._look, self._kind, self.text)
        self.text = ""

    def answer(self, column: int, text: str) -> None:
        look, _kind, _text = self._cells.get(column, ("", "", ""))
        self._cells[column] = (look, "inlineStr", ESCAPE.sub("_x005F_", text))

    def colour(self, column: int, bad: Callable[[str], str]) -> None:
        look, kind, text = self._cells.get(column, ("", "", ""))
        self._cells[column] = (bad(look), kind, text)

    def written(self) -> str:
        number = self._attributes["r"]
        cells = "".join(
            cell(f"{letters(place)}{number}", *self._cells[place]) for place in sorted(self._cells)
        )
        return f"<row{_attributes(self._attributes)}>{cells}</row>"


def cell(place: str, look: str, kind: str, text: str) -> str:
    told = {"r": place, "s": look, "t": kind if text else ""}
    head = f"<c{_attributes({name: value for name, value in told.items() if value})}"
    if not text:
        return f"{head}/>"
    if kind == "inlineStr":
        return f'{head}><is><t xml:space="preserve">{_escaped(text)}</t></is></c>'
    return f"{head}><v>{_escaped(text)}</v></c>"


def _escaped(text: str) -> str:
    """Signs that Excel writes as _x0041_ come escaped already, and stay so."""
    return legal(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attributes(told: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(legal(value))}" for name, value in told.items())


def _plain_head(head: str) -> str:
    return FOREIGN.sub("", head) if ":" in head else head


def _name_of(piece: str) -> str:
    found = re.match(r"<(\w+)", piece)
    return found[1] if found else ""
