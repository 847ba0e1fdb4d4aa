"""What an XLSX file is made of: its sheets, its table of texts, its looks. No Django here."""

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sheets import canonical, limits
from sheets.packages import Package
from sheets.reasons import Reason, Unreadable
from sheets.waiting import Waiting
from sheets.xlsx_looks import looks
from sheets.xlsx_rows import SheetRows, unescaped
from sheets.xml_parts import Attributes, LocalNames, Pieces, elements, parser

TYPES, PROPERTIES = "[Content_Types].xml", "docProps/custom.xml"
# Texts of one run, as all writers write most of them.
TEXT = re.compile(r'\s*<si><t(?: xml:space="preserve")?>([^<&]*)</t>', re.ASCII)
FINGERPRINT = "szansa-template"


@dataclass(frozen=True)
class Part:
    """One sheet as the workbook names it."""

    name: str
    path: str
    hidden: bool


@dataclass(frozen=True)
class Head:
    """What is told of a book before its rows: (name, rows, columns, hidden) of each sheet."""

    kind: str
    template: str
    sheets: list[tuple[str, int, int, bool]]


def read(package: Package, waiting: Waiting) -> Head:
    """Read every sheet of a workbook into `waiting`."""
    workbook = Workbook(package)
    parts = workbook.sheets()
    texts = _texts(package, workbook.path_of("sharedStrings"))
    shown = looks(package.chunks(path)) if (path := workbook.path_of("styles")) else {}
    heads = []
    for place, part in enumerate(parts):
        waiting.begin(place, part.name)
        SheetRows(waiting, texts, shown, from_1904=workbook.from_1904).read(
            package.chunks(part.path)
        )
        waiting.end()
        heads.append((part.name, waiting.rows_here, waiting.columns_here, part.hidden))
    return Head("XLSX", fingerprint(package), heads)


class Workbook:
    """The part that names the sheets, and where they are."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._paths = {name.lower(): name for name in package.names}
        self.path = self._main()
        folder, name = posixpath.split(self.path)
        self._related = self._relations(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
        self.from_1904 = False

    def sheets(self) -> list[Part]:
        found: list[tuple[str, str, bool]] = []

        def tell(name: str, attributes: Attributes) -> None:
            if name == "workbookPr":
                self.from_1904 = attributes.get("date1904", "") in ("1", "true")
            elif name == "sheet":
                is_hidden = attributes.get("state", "visible") != "visible"
                found.append((attributes.get("name", ""), attributes.get("id", ""), is_hidden))

        elements(self._package.chunks(self.path), tell)
        if len(found) > limits.SHEETS:
            raise Unreadable(Reason.TOO_MANY_SHEETS, most=limits.SHEETS)
        parts = [
            Part(canonical.text(unescaped(name)), self._related[key][1], hidden)
            for name, key, hidden in found
            # Sheets of charts and dialogues hold no rows.
            if key in self._related and self._related[key][0] == "worksheet"
        ]
        if not parts:
            raise Unreadable(Reason.BROKEN)
        return parts

    def path_of(self, kind: str) -> str:
        return next((path for told, path in self._related.values() if told == kind), "")

    def _main(self) -> str:
        roots = self._relations("_rels/.rels", "")
        found = [path for kind, path in roots.values() if kind == "officeDocument"]
        if not found:
            raise Unreadable(Reason.BROKEN)
        return found[0]

    def _relations(self, path: str, folder: str) -> dict[str, tuple[str, str]]:
        """Kind and path of each part that another names; what lies outside the file is left out."""
        related: dict[str, tuple[str, str]] = {}

        def tell(name: str, attributes: Attributes) -> None:
            if name != "Relationship" or attributes.get("TargetMode") == "External":
                return
            target = attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            known = self._paths.get(posixpath.normpath(whole).lstrip("/").lower())
            kind = attributes.get("Type", "").rpartition("/")[2]
            if known:
                related[attributes.get("Id", "")] = (kind, known)

        known = self._paths.get(path.lower())
        if known:
            elements(self._package.chunks(known), tell)
        return related


def fingerprint(package: Package) -> str:
    """What our templates carry among the properties of the file."""
    found: list[str] = []
    is_ours = False

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal is_ours
        if names[tag] == "property":
            is_ours = attributes.get("name") == FINGERPRINT

    def data(text: str) -> None:
        if is_ours:
            found.append(text)

    if PROPERTIES not in package:
        return ""
    names = LocalNames()
    made = parser()
    made.StartElementHandler, made.CharacterDataHandler = start, data
    Pieces(made, container="", piece="").read(package.chunks(PROPERTIES), lambda _: False)
    return canonical.text("".join(found))


class _Texts:
    """Reads the workbook's table of texts; the sounds of Japanese are left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._names = LocalNames()
        self._read: list[str] = []
        self._is_reading = self._is_phonetic = False

    def read(self, chunks: Iterable[bytes]) -> None:
        made = parser()
        made.StartElementHandler, made.EndElementHandler = self._start, self._end
        made.CharacterDataHandler = self._data
        self._pieces = Pieces(made, container="sst", piece="si")
        self._pieces.read(chunks, self._quick)

    def _quick(self, piece: str) -> bool:
        found = TEXT.fullmatch(piece)
        if found is None:
            return False
        self._add(found[1])
        return True

    def _add(self, raw: str) -> None:
        if len(self.texts) >= limits.STRINGS:
            raise Unreadable(Reason.TOO_HEAVY)
        self.texts.append(canonical.text(unescaped(raw)))

    def _start(self, tag: str, _attributes: Attributes) -> None:
        name = self._names[tag]
        self._pieces.entered(name)
        if name == "si":
            self._read = []
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "t":
            self._is_reading = not self._is_phonetic

    def _data(self, data: str) -> None:
        if self._is_reading:
            self._read.append(data)

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name == "t":
            self._is_reading = False
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "si":
            self._add("".join(self._read))


def _texts(package: Package, path: str) -> list[str]:
    table = _Texts()
    if path:
        table.read(package.chunks(path))
    return table.texts
