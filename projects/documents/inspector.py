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
from collections.abc import Iterator
from typing import Any

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

MEGABYTE = 1024 * 1024
MEMORY, SECONDS = 1024 * MEGABYTE, 15

LONGEST_TAIL = 1024
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

OFFICE = {
    "docx": ("[Content_Types].xml", "word/document.xml"),
    "xlsx": ("[Content_Types].xml", "xl/workbook.xml"),
    "odt": ("mimetype", "content.xml"),
}
MACROS = re.compile(r"(vbaproject|macrosheets/|activex|^basic/|^scripts/|\.bin$)", re.IGNORECASE)
INSIDE = re.compile(
    r"(embeddings/|^object |\.(zip|exe|dll|com|scr|js|vbs|bat|cmd|ps1|jar|docm|xlsm|html?)$)",
    re.IGNORECASE,
)
MACRO_TYPES = (b"macroEnabled", b"vbaProject", b"ms-office.activeX")
REACHING_OUT = (b"attachedTemplate", b"oleObject", b"frame")
ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


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


def inspect_picture(content: bytes, *, form: str, end: bytes) -> None:
    """Decode the picture whole, and let nothing hide behind its end."""
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(io.BytesIO(content), formats=(form,)) as picture:
        _refuse_if(picture.width * picture.height > MOST_PIXELS, "too-big-inside")
        picture.verify()
    with Image.open(io.BytesIO(content), formats=(form,)) as picture:
        picture.load()
    tail = len(content) - (content.rfind(end) + len(end))
    _refuse_if(tail > LONGEST_TAIL or _hides_archive(content), "hidden")


def inspect_jpeg(content: bytes) -> None:
    return inspect_picture(content, form="JPEG", end=b"\xff\xd9")


def inspect_png(content: bytes) -> None:
    return inspect_picture(content, form="PNG", end=b"IEND\xaeB`\x82")


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
        for entry in entries:
            _inspect_entry(archive, entry)


def _inspect_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    _refuse_if(entry.flag_bits & 0x1, "locked")
    _refuse_if(name.startswith("/") or "\\" in name or ".." in name.split("/"), "broken")
    _refuse_if(MACROS.search(name), "active")
    _refuse_if(INSIDE.search(name), "hidden")
    tight = entry.file_size > SMALL_ENTRY * 4
    _refuse_if(
        tight and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1), "too-big-inside"
    )
    text = archive.read(entry)
    _refuse_if(EICAR in text, "infected")
    if name.lower().endswith((".xml", ".rels", ".rdf")):
        _refuse_if(ENTITIES.search(text), "active")
        _refuse_if(any(kind in text for kind in MACRO_TYPES), "active")
    if name.lower().endswith(".rels"):
        outside = b'TargetMode="External"' in text
        _refuse_if(outside and any(kind in text for kind in REACHING_OUT), "active")


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
