"""The rows of an ODS file, the format of LibreOffice. No Django here."""

import re
from collections.abc import Iterable

from sheets import canonical, limits
from sheets.packages import Package
from sheets.reasons import Reason, Unreadable
from sheets.waiting import Waiting
from sheets.xlsx_parts import FINGERPRINT, Head
from sheets.xml_parts import Attributes, LocalNames, elements, feed, parser

CONTENT, META, MANIFEST = "content.xml", "meta.xml", "META-INF/manifest.xml"
TIME = re.compile(r"-?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?", re.ASCII)
# What stands in a cell and is not its text: comments, drawings, and what changes were tracked.
BESIDE = frozenset(
    {"annotation", "tracked-changes", "frame", "shapes", "ruby-text", "forms", "dde-link"}
)
MOST_SPACES = 1_000


def read(package: Package, waiting: Waiting) -> Head:
    """Read every sheet into `waiting`."""
    if MANIFEST in package:
        elements(package.chunks(MANIFEST), _refuse_encrypted)
    if CONTENT not in package:
        raise Unreadable(Reason.BROKEN)
    tables = _Tables(waiting)
    tables.read(package.chunks(CONTENT))
    if not tables.heads:
        raise Unreadable(Reason.BROKEN)
    return Head("ODS", _fingerprint(package), tables.heads)


def _refuse_encrypted(name: str, _attributes: Attributes) -> None:
    if name == "encryption-data":
        raise Unreadable(Reason.ENCRYPTED)


class _Tables:
    """Follows the tables of a document: repeated rows and cells are unfolded under the limits."""

    def __init__(self, waiting: Waiting) -> None:
        self.heads: list[tuple[str, int, int, bool]] = []
        self._waiting = waiting
        self._names = LocalNames()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._beside = self._depth = 0
        self._paragraphs: list[str] | None = None
        self._starts = {
            "style": self._start_style, "table-properties": self._start_properties,
            "table": self._start_table, "table-row": self._start_row,
            "table-cell": self._start_cell, "covered-table-cell": self._start_cell,
            "p": self._start_paragraph, "s": self._spaces,
            "tab": self._break, "line-break": self._break,
        }  # fmt: skip
        self._ends = {
            "table": self._end_table, "table-row": self._end_row,
            "table-cell": self._end_cell, "covered-table-cell": self._end_cell,
        }  # fmt: skip

    def read(self, chunks: Iterable[bytes]) -> None:
        made = parser()
        made.StartElementHandler, made.EndElementHandler = self._start, self._end
        made.CharacterDataHandler = self._data
        for chunk in chunks:
            feed(made, chunk)
        feed(made, b"", is_last=True)

    def _start(self, tag: str, attributes: Attributes) -> None:
        name = self._names[tag]
        if self._beside or name in BESIDE:
            self._beside += 1
        elif name in self._starts:
            local = {self._names[key]: value for key, value in attributes.items()}
            self._starts[name](local)

    def _end(self, tag: str) -> None:
        if self._beside:
            self._beside -= 1
            return
        name = self._names[tag]
        if name in self._ends:
            self._ends[name]()

    def _data(self, data: str) -> None:
        if self._paragraphs and not self._beside:
            self._paragraphs[-1] += data

    def _start_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("name", "")

    def _start_properties(self, attributes: Attributes) -> None:
        if attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > 1:
            raise Unreadable(Reason.BROKEN)
        if len(self.heads) >= limits.SHEETS:
            raise Unreadable(Reason.TOO_MANY_SHEETS, most=limits.SHEETS)
        self._name = canonical.text(attributes.get("name", ""))
        self._is_hidden = attributes.get("style-name", "") in self._hidden_styles
        self._waiting.begin(len(self.heads), self._name)
        self._number, self._repeated = 0, 1

    def _end_table(self) -> None:
        self._depth -= 1
        self._waiting.end()
        rows, columns = self._waiting.rows_here, self._waiting.columns_here
        self.heads.append((self._name, rows, columns, self._is_hidden))

    def _start_row(self, attributes: Attributes) -> None:
        self._repeated = _repeats(attributes.get("number-rows-repeated"))
        self._place = 0
        self._cells: list[str] = []
        self._kinds: list[str] = []

    def _end_row(self) -> None:
        if self._cells:
            if self._waiting.rows + self._repeated > limits.ROWS:
                raise Unreadable(Reason.TOO_MANY_ROWS, sheet=self._name, most=limits.ROWS)
            kinds = "".join(self._kinds)
            for further in range(1, self._repeated + 1):
                self._waiting.add(self._number + further, kinds, self._cells)
        self._number += self._repeated

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._paragraphs = []

    def _end_cell(self) -> None:
        repeated = _repeats(self._cell.get("number-columns-repeated"))
        kind, text = self._value()
        self._paragraphs = None
        if text:
            if self._place + repeated > limits.COLUMNS:
                raise self._waiting.too_wide(self._number + 1, self._place + repeated - 1)
            gap = self._place - len(self._cells)
            self._cells += [""] * gap + [text] * repeated
            self._kinds += [" "] * gap + [kind] * repeated
        self._place += repeated

    def _value(self) -> tuple[str, str]:
        kind = self._cell.get("value-type", "")
        shown = canonical.text("\n".join(self._paragraphs or ()))
        if kind in ("float", "percentage", "currency"):
            number = canonical.number(self._cell.get("value", ""))
            return (canonical.NUMBER, number) if number else (canonical.TEXT, shown)
        if kind == "date":
            return canonical.iso(self._cell.get("date-value", ""))
        if kind == "time":
            return canonical.TEXT, _time(self._cell.get("time-value", "")) or shown
        if kind == "boolean":
            return canonical.YES_NO, canonical.truth(self._cell.get("boolean-value", ""))
        if shown.startswith("#") and (self._cell.get("formula") or kind == "error"):
            return canonical.ERROR, shown
        return canonical.TEXT, shown or canonical.text(self._cell.get("string-value", ""))

    def _start_paragraph(self, _attributes: Attributes) -> None:
        if self._paragraphs is not None:
            self._paragraphs.append("")

    def _spaces(self, attributes: Attributes) -> None:
        self._data(" " * min(_repeats(attributes.get("c")), MOST_SPACES))

    def _break(self, _attributes: Attributes) -> None:
        self._data("\n")


def _repeats(raw: str | None) -> int:
    if raw is None:
        return 1
    if not raw.isdecimal() or len(raw) > 8 or int(raw) < 1:
        raise Unreadable(Reason.BROKEN)
    return int(raw)


def _time(raw: str) -> str:
    found = TIME.fullmatch(raw)
    if found is None or any(part and len(part) > 8 for part in found.groups()):
        return ""
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return canonical.clock(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def _fingerprint(package: Package) -> str:
    """LibreOffice carries our property over when it saves a template as its own."""
    found: list[str] = []
    is_ours = False
    names = LocalNames()

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal is_ours
        local = {names[key]: value for key, value in attributes.items()}
        is_ours = names[tag] == "user-defined" and local.get("name") == FINGERPRINT

    def data(text: str) -> None:
        if is_ours:
            found.append(text)

    if META not in package:
        return ""
    made = parser()
    made.StartElementHandler, made.CharacterDataHandler = start, data
    for chunk in package.chunks(META):
        feed(made, chunk)
    feed(made, b"", is_last=True)
    return canonical.text("".join(found))
