"""The rows of one sheet of a workbook. No Django here."""

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import unescape

from sheets import canonical, limits
from sheets.reasons import Reason, Unreadable
from sheets.waiting import Waiting
from sheets.xlsx_looks import Look
from sheets.xml_parts import Attributes, LocalNames, Pieces, parser

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MOST_KEPT = 50_000
# The shape in which Excel, LibreOffice, Google and the usual libraries write a row and its cells.
ROW = re.compile(r'\s*<row(?: r="(\d{1,7})")?(?: [\w:]+="[^"<>&]*")*>', re.ASCII)
CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})\d{1,7}")?(?: s="(\d{1,5})")?(?: t="(\w+)")?'
    r"(?:/>|>(?:<f(?:[^<>]*/>|[^<>]*>[^<]*</f>))?(?:<v/>|"
    r'(?:<v>|<is><t(?: xml:space="preserve")?>)([^<]*)(?:</v>|</t></is>))?</c>)',
    re.ASCII,
)
STRANGE_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?\d+", re.ASCII)
QUOTES = {"&quot;": '"', "&apos;": "'"}
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(raw: str) -> str:
    """Excel writes signs that XML lacks as _x000D_."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), raw) if "_x" in raw else raw


class Columns(dict[str, int]):
    """Column letters and their places from 0."""

    def __missing__(self, name: str) -> int:
        place = 0
        for letter in name.upper():
            place = place * 26 + ord(letter) - 64
        if place > LAST_COLUMN:
            raise Unreadable(Reason.BROKEN)
        self[name] = place - 1
        return place - 1


class SheetRows:
    """Reads a sheet into `waiting`, given the workbook's texts and looks."""

    def __init__(
        self, waiting: Waiting, texts: Sequence[str], looks: dict[str, Look], *, from_1904: bool
    ) -> None:
        self._waiting, self._texts, self._looks = waiting, texts, looks
        self._from_1904 = from_1904
        self._columns, self._names = Columns(), LocalNames()
        self._days: dict[str, dict[str, tuple[str, str]]] = {style: {} for style in looks}
        self._number = 0
        self._begin_row(0)
        self._begin_cell({})

    def read(self, chunks: Iterable[bytes]) -> None:
        made = parser()
        made.StartElementHandler, made.EndElementHandler = self._start, self._end
        made.CharacterDataHandler = self._data
        self._pieces = Pieces(made, container="sheetData", piece="row")
        self._pieces.read(chunks, self._quick)

    def _quick(self, piece: str) -> bool:
        """Read a row of the usual shape; otherwise change nothing and say so."""
        head = ROW.match(piece)
        if head is None or piece.count("<row") != 1 or STRANGE_ENTITY.search(piece):
            return False
        found = CELL.findall(piece, head.end())
        if len(found) != piece.count("<c"):
            return False
        self._begin_row(int(head[1]) if head[1] else self._number + 1)
        texts, columns, days = self._texts, self._columns, self._days
        cells, kinds = self._cells, self._kinds
        place = -1
        for name, style, kind, raw in found:
            place = columns[name] if name else place + 1
            if not raw:
                continue
            if "&" in raw:
                raw = unescape(raw, QUOTES)
            # The three kinds that most cells are, without a call of our own for each.
            if kind == "s" and raw.isdecimal() and len(raw) < 8 and int(raw) < len(texts):
                sign, text = "t", texts[int(raw)]
            elif not kind and style in days:
                sign, text = days[style].get(raw) or self._day(style, raw)
            elif not kind and raw.isdecimal() and len(raw) < 16 and raw[0] != "0":
                sign, text = "n", raw
            else:
                sign, text = self._value(kind, style, raw)
            if place == len(cells) and text and place < limits.COLUMNS:
                cells.append(text)
                kinds.append(sign)
            else:
                self._put(place, sign, text)
        self._end_row()
        return True

    def _begin_row(self, number: int) -> None:
        if number > LAST_ROW:
            raise Unreadable(Reason.BROKEN)
        self._number = number
        self._cells: list[str] = []
        self._kinds: list[str] = []
        self._place = -1

    def _put(self, place: int, kind: str, text: str) -> None:
        if not text:
            return
        cells, kinds = self._cells, self._kinds
        gap = place - len(cells)
        if gap < 0:
            cells[place], kinds[place] = text, kind
            return
        if place >= limits.COLUMNS:
            raise self._waiting.too_wide(self._number, place)
        if gap:
            cells.extend([""] * gap)
            kinds.extend([" "] * gap)
        cells.append(text)
        kinds.append(kind)

    def _end_row(self) -> None:
        if self._cells:
            self._waiting.add(self._number, "".join(self._kinds), self._cells)

    def _value(self, kind: str, style: str, raw: str) -> tuple[str, str]:
        """The kind and text of any cell in which something stands."""
        if kind in ("", "n"):
            return self._number_or_day(style, raw.strip())
        if kind == "s":
            return canonical.TEXT, self._shared(raw.strip())
        if kind in ("inlineStr", "str"):
            return canonical.TEXT, canonical.text(unescaped(raw))
        if kind == "b":
            return canonical.YES_NO, canonical.truth(raw)
        if kind == "e":
            return canonical.ERROR, canonical.text(raw)
        if kind == "d":
            return canonical.iso(raw.strip())
        raise Unreadable(Reason.BROKEN)

    def _shared(self, raw: str) -> str:
        if raw.isdecimal() and len(raw) < 8 and int(raw) < len(self._texts):
            return self._texts[int(raw)]
        raise Unreadable(Reason.BROKEN)

    def _number_or_day(self, style: str, raw: str) -> tuple[str, str]:
        if style in self._days:
            return self._days[style].get(raw) or self._day(style, raw)
        number = canonical.number(raw)
        return (canonical.NUMBER, number) if number else (canonical.TEXT, canonical.text(raw))

    def _day(self, style: str, raw: str) -> tuple[str, str]:
        """Tell a day once: it comes again and again."""
        look = self._looks[style]._asdict()
        told = canonical.serial(raw.strip(), **look, from_1904=self._from_1904)
        if len(self._days[style]) < MOST_KEPT:
            self._days[style][raw] = told
        return told

    # What expat tells of everything that has not the usual shape.

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = self._names[tag]
        self._pieces.entered(name)
        if name == "row":
            self._begin_row(_row_number(attributes) or self._number + 1)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "rPh":
            self._is_reading = False
            self._is_phonetic = True
        elif name in ("v", "t") and not self._is_phonetic:
            self._is_reading = True

    def _data(self, data: str) -> None:
        if self._is_reading:
            self._read.append(data)

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name in ("v", "t"):
            self._is_reading = False
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "c":
            if raw := "".join(self._read):
                self._put(self._place, *self._value(self._kind, self._style, raw))
        elif name == "row":
            self._end_row()

    def _begin_cell(self, attributes: Attributes) -> None:
        reference = REFERENCE.fullmatch(attributes.get("r", ""))
        self._place = self._columns[reference[1]] if reference else self._place + 1
        self._style = attributes.get("s", "")
        self._kind = attributes.get("t", "")
        self._read: list[str] = []
        self._is_reading = self._is_phonetic = False


def _row_number(attributes: Attributes) -> int:
    raw = attributes.get("r", "")
    return int(raw) if raw.isdecimal() and len(raw) < 8 else 0
