"""Files that are refused, each with the reason: what an attacker builds and what an accident does."""

import struct
from collections.abc import Callable

from sheets import limits
from sheets.reasons import Reason
from tests.platform.sheets import made
from tests.platform.sheets.made import row, sheet, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SOUND = made.xlsx(sheet(row(1, word("A1", "Imię")), row(2, word("A2", "Anna"))))


def with_doctype(text: str, doctype: str) -> str:
    return text.replace(made.DECLARED, made.DECLARED + doctype)


def inflating(megabytes: int) -> bytes:
    """A sheet of blanks that unfolds to this many megabytes."""
    blanks = " " * (1024 * 1024) * megabytes
    return made.xlsx_with(**{"xl/worksheets/sheet1.xml": sheet(blanks)})


def declaring_less(content: bytes) -> bytes:
    """Each part of the directory says that it holds ten bytes."""
    changed = bytearray(content)
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", changed, at + 24, 10)
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def overlapping() -> bytes:
    """Many names of the directory lead to the same packed bytes."""
    content = made.xlsx_with(big=bytes(range(256)) * 40)
    at = content.rfind(b"PK\x01\x02")
    entry = content[at : content.find(b"PK\x05\x06")]
    end = bytearray(content[content.find(b"PK\x05\x06") :])
    copies = [entry.replace(b"big", f"b{n:02}".encode()) for n in range(90)]
    directory = content[content.find(b"PK\x01\x02") : at] + entry + b"".join(copies)
    count = directory.count(b"PK\x01\x02")
    struct.pack_into("<HHI", end, 8, count, count, len(directory))
    return content[: content.find(b"PK\x01\x02")] + directory + bytes(end)


def encrypted_part() -> bytes:
    """The sheet is locked with the old password of zip."""
    changed = bytearray(SOUND)
    at = SOUND.find(b"PK\x01\x02")
    struct.pack_into("<H", changed, at + 8, 1)
    return bytes(changed)


def spoiled() -> bytes:
    """One byte of the sheet was changed on its way."""
    at = SOUND.find(b"xl/worksheets/sheet1.xml") + len("xl/worksheets/sheet1.xml") + 20
    return SOUND[:at] + bytes([SOUND[at] ^ 0xFF]) + SOUND[at + 1 :]


def renamed(part: str, name: str) -> bytes:
    """A part whose name leads elsewhere."""
    return SOUND.replace(part.encode(), name.encode())


def types(kind: str) -> bytes:
    told = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    return made.xlsx_with(**{"[Content_Types].xml": told})


def many_rows(count: int) -> bytes:
    return made.xlsx(sheet(*(f"<row><c><v>{n}</v></c></row>" for n in range(count))))


def texts_of_four_bytes(count: int = 4_000) -> bytes:
    """Texts of 40 kB whose every sign takes four bytes in memory, because one of them does."""
    long = "".join(f"{n:0>40}" for n in range(1_000)) + "\N{GRINNING FACE}"
    return made.xlsx(sheet(row(1, word("A1", "a"))), texts=f"<si><t>{long}</t></si>" * count)


def ods_encrypted() -> bytes:
    parts = made.ods_parts('<table:table table:name="A"/>')
    manifest = (
        '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    )
    return made.packed({**parts, "META-INF/manifest.xml": manifest})


Case = tuple[Callable[[], bytes], str, Reason]
FILES: dict[str, Case] = {
    "nothing": (lambda: b"", "a.xlsx", Reason.EMPTY),
    "only a mark": (lambda: b"\xef\xbb\xbf\r\n", "a.csv", Reason.EMPTY),
    "a sheet without a row": (lambda: made.xlsx(sheet()), "a.xlsx", Reason.EMPTY),
    "only separators": (lambda: b";;;\r\n;;;\r\n", "a.csv", Reason.EMPTY),
    "an ods without a row": (lambda: made.ods(), "a.ods", Reason.EMPTY),
    "65 MB": (lambda: b"a;b\r\n" * (13 * limits.MEGABYTE + 1), "a.csv", Reason.TOO_LARGE),
    "500 MB": (lambda: bytes(500 * limits.MEGABYTE), "a.xlsx", Reason.TOO_LARGE),
    "a bomb of blanks": (lambda: inflating(90), "a.xlsx", Reason.SWELLS),
    "a bomb in the texts": (
        lambda: made.xlsx_with(**{"xl/sharedStrings.xml": "<sst>" + " " * (90 * limits.MEGABYTE)}),
        "a.xlsx",
        Reason.SWELLS,
    ),
    "a bomb in an ods": (
        lambda: made.ods(" " * (90 * limits.MEGABYTE)),
        "a.ods",
        Reason.SWELLS,
    ),
    "sizes that lie": (lambda: declaring_less(SOUND), "a.xlsx", Reason.BROKEN),
    "parts over one another": (overlapping, "a.xlsx", Reason.SWELLS),
    "a zip in it": (
        lambda: made.xlsx_with(**{"xl/media/more.zip": SOUND}),
        "a.xlsx",
        Reason.FILE_INSIDE,
    ),
    "a workbook in it": (
        lambda: made.xlsx_with(**{"xl/embeddings/book.xlsx": SOUND}),
        "a.xlsx",
        Reason.FILE_INSIDE,
    ),
    "a zipped workbook": (lambda: made.packed({"a.xlsx": SOUND}), "a.zip", Reason.FILE_INSIDE),
    "a zipped text": (lambda: made.packed({"a.csv": "a;b"}), "a.zip", Reason.NO_TABLE),
    "three thousand parts": (
        lambda: made.xlsx_with(**{f"xl/media/{n}.png": b"" for n in range(3000)}),
        "a.xlsx",
        Reason.TOO_MANY_PARTS,
    ),
    "a way up": (lambda: made.xlsx_with(**{"../../etc/passwd": "x"}), "a.xlsx", Reason.UNSAFE_NAME),
    "an absolute name": (lambda: made.xlsx_with(**{"/etc/x": "x"}), "a.xlsx", Reason.UNSAFE_NAME),
    "a name of Windows": (
        lambda: renamed("xl/styles.xml", "xl\\styles.xml"),
        "a.xlsx",
        Reason.UNSAFE_NAME,
    ),
    "a drive": (lambda: renamed("xl/styles.xml", "C:/styles.xml"), "a.xlsx", Reason.UNSAFE_NAME),
    "a name with a zero": (
        lambda: renamed("xl/styles.xml", "xl/sty\0es.xml"),
        "a.xlsx",
        Reason.UNSAFE_NAME,
    ),
    "two parts of one name": (
        lambda: made.xlsx_with(**{"xl/workbook.xm1": "<a/>"}).replace(b".xm1", b".xml"),
        "a.xlsx",
        Reason.UNSAFE_NAME,
    ),
    "a password of Excel": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        "a.xlsx",
        Reason.ENCRYPTED,
    ),
    "a password of zip": (encrypted_part, "a.xlsx", Reason.ENCRYPTED),
    "a password of LibreOffice": (ods_encrypted, "a.ods", Reason.ENCRYPTED),
    "macros by kind": (
        lambda: types("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "a.xlsm",
        Reason.MACROS,
    ),
    "macros by part": (
        lambda: made.xlsx_with(**{"xl/vbaProject.bin": b"x"}),
        "a.xlsx",
        Reason.MACROS,
    ),
    "macros of LibreOffice": (
        lambda: made.packed({**made.ods_parts(""), "Basic/Standard/a.xml": "<a/>"}),
        "a.ods",
        Reason.MACROS,
    ),
    "an old Excel": (lambda: OLE + "Workbook".encode("utf-16-le"), "a.xls", Reason.OLD_EXCEL),
    "an old Excel with a new name": (lambda: OLE, "a.xlsx", Reason.OLD_EXCEL),
    "a binary workbook": (
        lambda: types("application/vnd.ms-excel.sheet.binary.macro.main"),
        "a.xlsb",
        Reason.BINARY_EXCEL,
    ),
    "a document of Word": (
        lambda: types(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        ),
        "a.docx",
        Reason.NO_TABLE,
    ),
    "a pdf": (lambda: b"%PDF-1.7\n...", "a.xlsx", Reason.NO_TABLE),
    "a pdf that is a zip too": (lambda: b"%PDF-1.7\n" + SOUND, "a.xlsx", Reason.NO_TABLE),
    "a page": (
        lambda: b"<html><table><tr><td>1</td></tr></table></html>",
        "a.xls",
        Reason.NO_TABLE,
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "a.csv", Reason.NO_TABLE),
    "an answer of a program": (lambda: b'{"people": []}', "a.csv", Reason.NO_TABLE),
    "a program": (lambda: b"\x7fELF\x02\x01\x01" + bytes(100), "a.csv", Reason.NO_TABLE),
    "noise": (lambda: bytes(range(1, 32)) * 20, "a.csv", Reason.NO_TABLE),
    "zeros": (lambda: b"a;b\r\n\0\0\0", "a.csv", Reason.NO_TABLE),
    "a text called xlsx": (lambda: b"a;b\r\n1;2\r\n", "a.xlsx", Reason.WRONG_EXTENSION),
    "a workbook called csv": (lambda: SOUND, "a.csv", Reason.WRONG_EXTENSION),
    "a workbook called pdf": (lambda: SOUND, "a.pdf", Reason.WRONG_EXTENSION),
    "an ods called xlsx": (
        lambda: made.ods(made.ods_row(made.ods_word("a"))),
        "a.xlsx",
        Reason.WRONG_EXTENSION,
    ),
    "cut in the middle": (lambda: SOUND[: len(SOUND) // 2], "a.xlsx", Reason.CUT_OFF),
    "four bytes of a workbook": (lambda: SOUND[:4], "a.xlsx", Reason.CUT_OFF),
    "the end alone is missing": (lambda: SOUND[:-30], "a.xlsx", Reason.CUT_OFF),
    "a spoiled byte": (spoiled, "a.xlsx", Reason.BROKEN),
    "the beginning is missing": (
        lambda: b"PK" + SOUND[300:],
        "a.xlsx",
        Reason.BROKEN,
    ),
    "no workbook in it": (
        lambda: made.packed({"[Content_Types].xml": types_of_a_sheet()}),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "xml without an end": (
        lambda: made.xlsx_with(**{"xl/worksheets/sheet1.xml": sheet()[:-20]}),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "letters that are no letters": (
        lambda: made.xlsx_with(
            **{
                "xl/worksheets/sheet1.xml": sheet(row(1, word("A1", "?")))
                .encode()
                .replace(b"?", b"\xff\xfe")
            }
        ),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "a text that is not in the table": (
        lambda: made.xlsx(sheet(row(1, '<c r="A1" t="s"><v>7</v></c>'))),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "a text before the table": (
        lambda: made.xlsx(
            sheet(row(1, '<c r="A1" t="s"><v>-1</v></c>')), texts="<si><t>a</t></si>"
        ),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "a row below the last": (
        lambda: made.xlsx(sheet(row(1_048_577, word("A1048577", "a")))),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "a column right of the last": (
        lambda: made.xlsx(sheet(row(1, word("ZZZ1", "a")))),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "the corner of the sheet": (
        lambda: made.xlsx(sheet(row(1, word("A1", "a")), row(1_048_576, word("XFD1048576", "b")))),
        "a.xlsx",
        Reason.TOO_WIDE,
    ),
    "a wide ods": (
        lambda: made.ods(made.ods_row(made.ods_word("a", repeated=16_384))),
        "a.ods",
        Reason.TOO_WIDE,
    ),
    "a wide text": (lambda: b"a;" * 600 + b"b", "a.csv", Reason.TOO_WIDE),
    "a million repeated rows": (
        lambda: made.ods(made.ods_row(made.ods_word("a"), repeated=1_000_000)),
        "a.ods",
        Reason.TOO_MANY_ROWS,
    ),
    "more rows than are read": (
        lambda: many_rows(limits.ROWS + 1),
        "a.xlsx",
        Reason.TOO_MANY_ROWS,
    ),
    "a repetition below zero": (
        lambda: made.ods(made.ods_row(made.ods_word("a"), repeated=-5)),
        "a.ods",
        Reason.BROKEN,
    ),
    "three hundred sheets": (
        lambda: made.xlsx(*(sheet() for _ in range(300))),
        "a.xlsx",
        Reason.TOO_MANY_SHEETS,
    ),
    "a cell of 40,000 signs": (
        lambda: made.xlsx(sheet(row(1, word("A1", "a" * 40_000)))),
        "a.xlsx",
        Reason.CELL_TOO_LONG,
    ),
    "a quotation mark that is never closed": (
        lambda: b'a;b\r\n1;"2\r\n3;4\r\n',
        "a.csv",
        Reason.STRAY_QUOTE,
    ),
    "a quotation mark within a cell": (
        lambda: b'a;b\r\n1;"Zesp\xc3\xb3\xc5\x82 "Gdynia""\r\n',
        "a.csv",
        Reason.STRAY_QUOTE,
    ),
    "billion laughs": (
        lambda: made.xlsx_with(
            **{"xl/worksheets/sheet1.xml": with_doctype(sheet(row(1, word("A1", "&c;"))), LAUGHS)}
        ),
        "a.xlsx",
        Reason.FOREIGN_ENTITIES,
    ),
    "a file of ours in the texts": (
        lambda: made.xlsx_with(**{"xl/sharedStrings.xml": OUTSIDE + "<sst/>"}),
        "a.xlsx",
        Reason.FOREIGN_ENTITIES,
    ),
    "a file of ours in the workbook": (
        lambda: made.xlsx_with(**{"xl/workbook.xml": OUTSIDE + "<workbook/>"}),
        "a.xlsx",
        Reason.FOREIGN_ENTITIES,
    ),
    "a file of ours in an ods": (
        lambda: made.packed({**made.ods_parts(""), "content.xml": OUTSIDE + "<a>&x;</a>"}),
        "a.ods",
        Reason.FOREIGN_ENTITIES,
    ),
    "an entity nobody declared": (
        lambda: made.xlsx(sheet(row(1, word("A1", "&secret;")))),
        "a.xlsx",
        Reason.BROKEN,
    ),
    "letters of nobody": (lambda: b"a;b\r\n\x81\x83;\x88\r\n", "a.csv", Reason.UNKNOWN_LETTERS),
    "half a letter of UTF-16": (lambda: b"\xff\xfea\0;\0b", "a.csv", Reason.UNKNOWN_LETTERS),
    "texts that fill the memory": (texts_of_four_bytes, "a.xlsx", Reason.TOO_HEAVY),
}


def types_of_a_sheet() -> str:
    return f'<Types><Override PartName="/a" ContentType="{made.SHEET}.sheet.main+xml"/></Types>'
