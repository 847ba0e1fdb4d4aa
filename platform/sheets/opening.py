"""What a file is by its first bytes and its parts, and how it is read. No Django here."""

from sheets import csv_rows, ods_parts, xlsx_parts
from sheets.packages import Package
from sheets.reasons import Reason, Unreadable
from sheets.waiting import Waiting
from sheets.xlsx_parts import Head
from sheets.xml_parts import Attributes, elements

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK"
OTHER_KINDS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"\x7fELF",
    b"MZ", b"{\\rtf", b"BZh", b"\xfd7zXZ", b"RIFF", b"SQLite format",
)  # fmt: skip
# A page saved as .xls, an old Excel XML, a program's answer: all are text and none is a table here.
OTHER_TEXTS = (b"<", b"{", b"[{", b"[[")
EXTENSIONS = {
    "XLSX": {"xlsx", "xltx"},
    "ODS": {"ods", "ots"},
    "CSV": {"csv", "txt", "tsv", "tab"},
}
WITH_MACROS = {"xlsm", "xltm", "xlam"}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MIMETYPE = "mimetype"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
MOST_CONTROLS = 0.01


def read(content: bytes, name: str, waiting: Waiting) -> Head:
    """Read the whole file into `waiting`, or raise Unreadable."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if not content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise Unreadable(Reason.EMPTY)
    if content.startswith(OLE):
        is_encrypted = ENCRYPTED_PACKAGE in content
        raise Unreadable(Reason.ENCRYPTED if is_encrypted else Reason.OLD_EXCEL)
    if content.startswith(ZIP):
        head = _packed(Package(content), extension, waiting)
    else:
        _refuse_other_kinds(content)
        _refuse_other_names("CSV", extension)
        head = csv_rows.read(content, name.rpartition(".")[0] or name, waiting)
    if not waiting.rows:
        raise Unreadable(Reason.EMPTY)
    return head


def _packed(package: Package, extension: str, waiting: Waiting) -> Head:
    if MIMETYPE in package and package.read(MIMETYPE)[:200].decode("latin-1").startswith(
        OPEN_DOCUMENT
    ):
        _refuse_other_names("ODS", extension)
        return ods_parts.read(package, waiting)
    if xlsx_parts.TYPES not in package:
        raise Unreadable(Reason.NO_TABLE)
    types: list[str] = []

    def tell(name: str, attributes: Attributes) -> None:
        if name in ("Override", "Default"):
            types.append(attributes.get("ContentType", ""))

    elements(package.chunks(xlsx_parts.TYPES), tell)
    told = " ".join(types)
    if "macroEnabled" in told or extension in WITH_MACROS:
        raise Unreadable(Reason.MACROS)
    if "sheet.binary" in told:
        raise Unreadable(Reason.BINARY_EXCEL)
    if "spreadsheetml." not in told:
        raise Unreadable(Reason.NO_TABLE)
    _refuse_other_names("XLSX", extension)
    return xlsx_parts.read(package, waiting)


def _refuse_other_names(kind: str, extension: str) -> None:
    if extension and extension not in EXTENSIONS[kind]:
        raise Unreadable(
            Reason.WRONG_EXTENSION, kind=kind, extension=extension, right=min(EXTENSIONS[kind])
        )


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(UTF_16):
        return
    begins = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    controls = sum(1 for byte in begins if byte < 32 and byte not in b"\t\n\r\x0b\x0c\0")
    if begins.startswith(OTHER_KINDS + OTHER_TEXTS) or controls > MOST_CONTROLS * len(begins):
        raise Unreadable(Reason.NO_TABLE)
