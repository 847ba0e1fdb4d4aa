"""Opens one uploaded file and says what is wrong with it; run as a program of its own, with limits.

It reads the file from its input, is told the type as an argument, and prints one line of JSON:
{"fault": "" or a code, "pages": number or null}. It never imports Django or anything of ours: what
it opens may try to break it, and all it can break is itself.
"""

import io
import json
import re
import resource
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote
from xml.parsers import expat

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MEGABYTE = 1024 * 1024
MEMORY, SECONDS = 1024 * MEGABYTE, 15

LONGEST_TAIL, FILLING = 1024, b"\0\r\n"
MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
MOST_FRAMES = 20
MOST_PIXELS = 80_000_000
MOST_PAGES = 500
MOST_OBJECTS = 100_000
MOST_ENTRIES = 3_000
MOST_UNPACKED = 150 * MEGABYTE
# A single entry of less than this may be packed as tightly as it likes.
SMALL_ENTRY, HIGHEST_RATIO = MEGABYTE, 200

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
# What runs, reaches out or hides something, wherever in a PDF it stands.
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/Launch", "/XFA", "/RichMedia", "/RichMediaContent"}
)
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition"}
)
ATTACHED_KEYS = frozenset({"/EmbeddedFiles", "/EF"})

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = {
    "docx": (CONTENT_TYPES, "word/document.xml"),
    "xlsx": (CONTENT_TYPES, "xl/workbook.xml"),
    "odt": ("mimetype", "content.xml"),
}
# How a printer was set is the one binary part that honest workbooks have.
MACROS = re.compile(
    r"(vbaproject|macrosheets/|activex|^basic/|^scripts/|^(?!xl/printersettings/).*\.bin$)",
    re.IGNORECASE,
)
INSIDE = re.compile(
    r"(embeddings/|^object |\.(zip|exe|dll|com|scr|js|vbs|bat|cmd|ps1|jar|docm|xlsm|html?)$)",
    re.IGNORECASE,
)
XML_NAMES = (".xml", ".rels", ".rdf")
XML_TYPE = re.compile(r"[/+]xml\b", re.IGNORECASE)
ACTIVE_TYPES = re.compile(r"macroenabled|vbaproject|activex|oleobject|externallink", re.IGNORECASE)
# The last word of a relationship's type; whatever of these stands in a document runs or fetches.
ACTIVE_RELATIONS = re.compile(
    r"vbaproject|wordvbadata|attachedtoolbars|xl(intl)?macrosheet|control|activexcontrolbinary|"
    r"oleobject|afchunk|externallink|externallinkpath|connections",
    re.IGNORECASE,
)
# Elements of Excel and of OpenDocument that do so.
ACTIVE_ELEMENTS = re.compile(
    r"ddeLink|externalLink|connections|dde-source|dde-connection(-decl)?|event-listener|"
    r"library-linked|auto-reload"
)
# Fields of Word that do so; quotes may stand around the name.
ACTIVE_FIELD = re.compile(
    r'[\s"]*(DDE|DDEAUTO|LINK|IMPORT|INCLUDE|INCLUDETEXT|INCLUDEPICTURE)\b', re.IGNORECASE
)
# OpenDocument: where a link is for the reader, or only says where a document came from.
LINKS = frozenset({"a", "template"})
OUTSIDE = re.compile(r"\s*([a-z][a-z0-9+.-]*:|[/\\]|\.\.[/\\])", re.IGNORECASE)
HREF = "http://www.w3.org/1999/xlink href"

Begin = Callable[[str, dict[str, str]], None]


class Fault(Exception):
    """The code of what is wrong with the file."""


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    # It writes no file and starts no program.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    print(json.dumps(verdict(sys.stdin.buffer.read(), sys.argv[1])))  # noqa: T201 - its one answer


def verdict(content: bytes, media_type: str) -> dict[str, Any]:
    try:
        return {"fault": "", "pages": INSPECTIONS[media_type](content)}
    except Fault as found:
        return {"fault": str(found), "pages": None}
    except MemoryError:
        return {"fault": "too-big-inside", "pages": None}
    except Exception:  # noqa: BLE001 - whatever a parser stumbles over, the file is broken
        return {"fault": "broken", "pages": None}


def _refuse_if(wrong: object, code: str) -> None:
    if wrong:
        raise Fault(code)


def inspect_jpeg(content: bytes) -> None:
    """Decode it whole; phones put a second, smaller picture and a few bytes of their own behind."""
    frames = _decoded(content, form="JPEG")
    end = _end_of_jpeg(content, 0)
    for _frame in range(1, min(frames, MOST_FRAMES)):
        start = content.find(b"\xff\xd8\xff", end)
        if start < 0 or content[end:start].strip(FILLING):
            break
        end = _end_of_jpeg(content, start)
    _check_tail(content, end, harmless=content.endswith(b"SEFT"))


def inspect_png(content: bytes) -> None:
    """Decode it whole, and let nothing stand behind its last chunk."""
    _decoded(content, form="PNG")
    _check_tail(content, _end_of_png(content))


def _check_tail(content: bytes, end: int, *, harmless: bool = False) -> None:
    """Behind a picture there is nothing but filling, or the few words a phone writes there."""
    tail = content[end:]
    _refuse_if(len(tail) > LONGEST_TAIL, "hidden")
    _refuse_if(tail.strip(FILLING) and not harmless, "hidden")
    _refuse_if(_hides_archive(content), "hidden")


def _decoded(content: bytes, *, form: str) -> int:
    """How many pictures there are, each of them decoded to its last pixel."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(content), formats=(form,)) as picture:
        _refuse_if(picture.width * picture.height > MOST_PIXELS, "too-big-inside")
        picture.verify()
    with Image.open(io.BytesIO(content), formats=(form,)) as picture:
        frames = int(getattr(picture, "n_frames", 1))
        _refuse_if(frames > MOST_FRAMES, "too-big-inside")
        for number in range(frames):
            picture.seek(number)
            _refuse_if(picture.width * picture.height > MOST_PIXELS, "too-big-inside")
            picture.load()
        return frames


def _end_of_png(content: bytes) -> int:
    """The place behind the chunk IEND: each chunk says its length (PNG, 5.3)."""
    place = 8
    while True:
        kind = content[place + 4 : place + 8]
        _refuse_if(len(kind) < 4, "broken")
        length = int.from_bytes(content[place : place + 4])
        place += 12 + length
        if kind == b"IEND":
            _refuse_if(length, "hidden")
            return place


def _end_of_jpeg(content: bytes, start: int) -> int:
    """The place behind the marker EOI that ends the picture begun at `start` (T.81, B.1)."""
    place = start + 2
    while place + 4 <= len(content):
        _refuse_if(content[place] != 0xFF, "broken")
        marker = content[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker == 0xFF or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            place += 1 if marker == 0xFF else 2
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == 0xDA:
            place = _end_of_scan(content, place)
    # EOI itself may be the file's last two bytes.
    _refuse_if(content[place : place + 2] != b"\xff\xd9", "broken")
    return place + 2


def _end_of_scan(content: bytes, place: int) -> int:
    """The next marker after packed pixels, in which FF is followed by 00 or a restart."""
    found = MARKER.search(content, place)
    _refuse_if(found is None, "broken")
    return found.start() if found else len(content)


def inspect_pdf(content: bytes) -> int:
    """Walk every object: nothing that runs, reaches out, hides a file or needs a password."""
    end = content.rfind(b"%%EOF")
    _refuse_if(end < 0, "broken")
    _refuse_if(len(content) - end > LONGEST_TAIL or _hides_archive(content), "hidden")
    reader = PdfReader(io.BytesIO(content), strict=False)
    _refuse_if(reader.is_encrypted, "locked")
    pages = len(reader.pages)
    _refuse_if(not pages, "broken")
    _refuse_if(pages > MOST_PAGES, "too-big-inside")
    for one in _objects(reader):
        keys = {str(key) for key in one}
        action = str(one.get("/S", ""))
        _refuse_if(keys & ACTIVE_KEYS or action in ACTIVE_ACTIONS, "active")
        _refuse_if(keys & ATTACHED_KEYS, "hidden")
    return pages


def _objects(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those nested in others too."""
    numbers = [(number, generation) for generation, kept in reader.xref.items() for number in kept]
    numbers += [(number, 0) for number in reader.xref_objStm]
    _refuse_if(len(numbers) > MOST_OBJECTS, "too-big-inside")
    waiting: list[Any] = [reader.trailer]
    for number, generation in numbers:
        waiting.append(reader.get_object(IndirectObject(number, generation, reader)))
        while waiting:
            one = waiting.pop()
            if isinstance(one, DictionaryObject):
                yield one
                # Raw, so that nothing is followed twice: what it refers to has its own turn.
                waiting += [one.raw_get(key) for key in one]
            elif isinstance(one, ArrayObject):
                waiting += [value for value in list.__iter__(one) if not _refers(value)]


def _refers(value: object) -> bool:
    return isinstance(value, IndirectObject)


def inspect_docx(content: bytes) -> None:
    _inspect_office(content, OFFICE["docx"])


def inspect_xlsx(content: bytes) -> None:
    _inspect_office(content, OFFICE["xlsx"])


def inspect_odt(content: bytes) -> None:
    _inspect_office(content, OFFICE["odt"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        declared = archive.read("mimetype").strip()
    _refuse_if(declared != b"application/vnd.oasis.opendocument.text", "broken")


def _inspect_office(content: bytes, needed: tuple[str, ...]) -> None:
    """Read every entry within limits: no bomb, no macro, no program, nothing from elsewhere."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        _refuse_if(len(entries) > MOST_ENTRIES, "too-big-inside")
        _refuse_if(sum(entry.file_size for entry in entries) > MOST_UNPACKED, "too-big-inside")
        _refuse_if(not set(needed) <= set(names), "broken")
        _refuse_if(len(set(names)) < len(names), "broken")
        # An archive that begins later, or ends earlier, than the file is two files in one.
        _refuse_if(min(entry.header_offset for entry in entries) != 0 or archive.comment, "hidden")
        _refuse_if(any(entry.flag_bits & 0x1 for entry in entries), "locked")
        types = _types(archive) if CONTENT_TYPES in names else {}
        for entry in entries:
            _inspect_entry(archive, entry, types)


def _inspect_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, types: dict[str, str]) -> None:
    name = unquote(entry.filename)
    _refuse_if(name.startswith("/") or "\\" in name or ".." in name.split("/"), "broken")
    _refuse_if(MACROS.search(name), "active")
    _refuse_if(INSIDE.search(name), "hidden")
    tight = entry.file_size > SMALL_ENTRY * 4
    _refuse_if(
        tight and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1), "too-big-inside"
    )
    text = archive.read(entry)
    _refuse_if(EICAR in text, "infected")
    lower = name.lower()
    # The office believes the type, not the name: a part of any name may be read as XML.
    declared = types.get(f"/{lower}") or types.get(lower.rpartition(".")[2], "")
    if lower.endswith(".rels"):
        _read_xml(text, _check_relationship)
    elif lower.endswith(XML_NAMES) or XML_TYPE.search(declared):
        _inspect_part(text)


def _types(archive: zipfile.ZipFile) -> dict[str, str]:
    """What [Content_Types] says of each ending, and of each part that it names."""
    _refuse_if(archive.getinfo(CONTENT_TYPES).file_size > SMALL_ENTRY * 4, "too-big-inside")
    types: dict[str, str] = {}

    def note(_name: str, given: dict[str, str]) -> None:
        declared = given.get("ContentType", "")
        _refuse_if(ACTIVE_TYPES.search(declared), "active")
        types[unquote(given.get("PartName") or given.get("Extension", "")).lower()] = declared

    _read_xml(archive.read(CONTENT_TYPES), note)
    return types


def _check_relationship(_name: str, given: dict[str, str]) -> None:
    kind = given.get("Type", "").strip().rpartition("/")[2]
    _refuse_if(ACTIVE_RELATIONS.fullmatch(kind), "active")
    inside = given.get("TargetMode", "Internal") == "Internal"
    _refuse_if(not inside and kind != "hyperlink", "active")


def _inspect_part(text: bytes) -> None:
    """Nothing that runs or fetches, neither an element nor a field of Word in however many runs."""
    fields: list[list[str]] = [[]]

    def begin(name: str, given: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        _refuse_if(ACTIVE_ELEMENTS.fullmatch(local), "active")
        _refuse_if(local not in LINKS and OUTSIDE.match(given.get(HREF, "")), "active")
        if local == "instrText":
            listen(fields[-1].append)
        elif local == "fldChar":
            _turn(fields, _said(given, "fldCharType"))
        elif local == "fldSimple":
            _check_field(_said(given, "instr"))

    def listen(hear: Callable[[str], None] | None) -> None:
        parser.CharacterDataHandler = hear
        parser.EndElementHandler = (lambda _name: listen(None)) if hear else None

    parser = _parser(begin)
    _feed(parser, text)
    while fields:
        _check_field("".join(fields.pop()))


def _turn(fields: list[list[str]], kind: str) -> None:
    """A field begins, has said its instruction, or ends; fields stand inside one another."""
    if kind == "begin":
        fields.append([])
    else:
        _check_field("".join(fields[-1]))
    if kind == "end" and len(fields) > 1:
        fields.pop()


def _check_field(instruction: str) -> None:
    _refuse_if(ACTIVE_FIELD.match(instruction), "active")


def _said(given: dict[str, str], local: str) -> str:
    return next((said for name, said in given.items() if name.rpartition(" ")[2] == local), "")


def _read_xml(text: bytes, begin: Begin) -> None:
    _feed(_parser(begin), text)


def _parser(begin: Begin) -> expat.XMLParserType:
    """One that takes no document type: where none is declared, no entity can be."""

    def refuse(*_declared: object) -> None:
        raise Fault("active")

    def check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        _refuse_if((encoding or "utf-8").lower() not in {"utf-8", "us-ascii"}, "active")

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.XmlDeclHandler = check_encoding
    parser.StartElementHandler = begin
    return parser


def _feed(parser: expat.XMLParserType, text: bytes) -> None:
    """Only UTF-8: what another program may read in another alphabet was not inspected."""
    try:
        _refuse_if("\0" in text.decode(), "active")
    except UnicodeDecodeError:
        raise Fault("active") from None
    parser.Parse(text, True)


def _hides_archive(content: bytes) -> bool:
    return zipfile.is_zipfile(io.BytesIO(content))


INSPECTIONS = {
    "pdf": inspect_pdf,
    "jpeg": inspect_jpeg,
    "png": inspect_png,
    "docx": inspect_docx,
    "xlsx": inspect_xlsx,
    "odt": inspect_odt,
}

if __name__ == "__main__":
    main()
