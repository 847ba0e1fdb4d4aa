"""Uploaded files: what is taken, and every hostile one refused with its sentence."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from projects.documents import inspection, inspector
from projects.documents.inspection import (
    ActiveContent,
    BrokenFile,
    EmptyFile,
    FileTooLarge,
    LockedFile,
    LooksInfected,
    NotWhatItSays,
    SomethingHidden,
    TooBigInside,
    UnknownType,
)
from projects.documents.rules import filenames
from tests.make.documents import ODT, archive, docx, odt, pdf, picture, written, xlsx

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
MEGABYTE = 1024 * 1024


def pdf_with(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    change(writer)
    return written(writer)


def action(**keys: str) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{k}"): NameObject(v) for k, v in keys.items()})


def opening(**keys: str) -> bytes:
    """A PDF that does something as soon as it is opened."""
    return pdf_with(
        lambda writer: writer.root_object.update({NameObject("/OpenAction"): action(**keys)})
    )


def spelled_with_an_escape() -> bytes:
    return opening(S="/JavaScript", F="/xx").replace(b"/JavaScript", b"/J#61vaScript")


def on_a_page(**keys: str) -> bytes:
    """A PDF with a link whose click does something; the link is its own indirect object."""

    def change(writer: PdfWriter) -> None:
        link = action(Type="/Annot", Subtype="/Link")
        link[NameObject("/A")] = writer._add_object(action(**keys))
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    return pdf_with(change)


def named_script(writer: PdfWriter) -> None:
    """JavaScript in the document's tree of names, where a viewer runs it on opening."""
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x")])})
    tree[NameObject("/Names")].append(writer._add_object(action(S="/JavaScript")))
    names = DictionaryObject({NameObject("/JavaScript"): writer._add_object(tree)})
    writer.root_object[NameObject("/Names")] = writer._add_object(names)


def with_xfa() -> bytes:
    def change(writer: PdfWriter) -> None:
        form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})
        writer.root_object[NameObject("/AcroForm")] = form

    return pdf_with(change)


def inside_an_object_stream() -> bytes:
    """JavaScript where a search through the plain bytes does not find it."""
    body = b"5 0 << /S /JavaScript /JS (app.alert(1)) >>"
    packed = zlib.compress(body)
    objects = [
        b"1 0 obj << /Type /Catalog /Pages 2 0 R /OpenAction 5 0 R >> endobj\n",
        b"2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n",
        b"3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n",
        b"4 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >> stream\n"
        % len(packed)
        + packed
        + b"\nendstream endobj\n",
    ]
    content, places = b"%PDF-1.5\n", []
    for one in objects:
        places.append(len(content))
        content += one
    start = len(content)
    rows = [struct.pack(">BHH", 0, 0, 65535)]
    rows += [struct.pack(">BHH", 1, place, 0) for place in places]
    rows += [struct.pack(">BHH", 2, 4, 0), struct.pack(">BHH", 1, start, 0)]
    table = b"".join(rows)
    content += (
        b"6 0 obj << /Type /XRef /Size 7 /W [1 2 2] /Root 1 0 R /Length %d >> stream\n" % len(table)
        + table
        + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % start
    )
    return content


def with_attachment() -> bytes:
    return pdf_with(lambda writer: writer.add_attachment("wirus.exe", b"MZ"))


def locked(password: str) -> bytes:
    return pdf_with(lambda writer: writer.encrypt(password, algorithm="AES-256"))


def bomb_of_pixels() -> bytes:
    """A PNG of 40,000 by 40,000 pixels in a few kilobytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        checked = kind + body
        return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    packed = zlib.compress(bytes(5001) * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def locked_archive() -> bytes:
    """A DOCX whose first entry claims to be encrypted."""
    content = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(sign) + place] |= 1
    return bytes(content)


def lying_about_size() -> bytes:
    """An entry that unpacks to 300 MB and claims to hold ten bytes."""
    packed = archive(
        {"[Content_Types].xml": b"<Types/>", "word/document.xml": bytes(60 * MEGABYTE)}
    )
    return packed.replace(struct.pack("<I", 60 * MEGABYTE), struct.pack("<I", 10))


RELATION = b'<Relationship Type="attachedTemplate" Target="http://x" TargetMode="External"/>'
HOSTILE = [
    ("pusty.pdf", b"", EmptyFile),
    ("za duzy.pdf", b"%PDF-" + bytes(10 * MEGABYTE), FileTooLarge),
    ("obraz.svg", b"<svg onload='alert(1)'/>", UnknownType),
    ("strona.html", b"<script>alert(1)</script>", UnknownType),
    ("program.exe", b"MZ" + bytes(100), UnknownType),
    ("umowa.pdf.exe", b"MZ" + bytes(100), UnknownType),
    ("skrypt.sh", b"#!/bin/sh\nrm -rf /", UnknownType),
    ("makro.docm", docx(), UnknownType),
    ("makro.xlsm", xlsx(), UnknownType),
    ("stary.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UnknownType),
    ("paczka.zip", archive({"a": b"b"}), UnknownType),
    ("bez koncowki", pdf(), UnknownType),
    ("program.pdf", b"MZ" + bytes(100), NotWhatItSays),
    ("strona.pdf", b"<html><script>alert(1)</script>", NotWhatItSays),
    ("obraz.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", NotWhatItSays),
    ("zdjecie.jpg", picture("PNG"), NotWhatItSays),
    ("pismo.docx", pdf(), NotWhatItSays),
    ("gif.png", picture("GIF"), NotWhatItSays),
    ("html przed.pdf", b"<html>" + pdf(), NotWhatItSays),
    ("eicar.pdf", EICAR, LooksInfected),
    ("eicar w srodku.docx", docx(**{"word/media/a.jpg": EICAR}), LooksInfected),
    ("uciety.pdf", pdf()[:200], BrokenFile),
    ("tylko poczatek.pdf", b"%PDF-1.7\n" + b"\x00" * 50 + b"%%EOF", BrokenFile),
    ("bez stron.pdf", written(PdfWriter()), BrokenFile),
    ("uciety.jpg", picture("JPEG", width=900, height=900)[:3000], BrokenFile),
    ("uciety.png", picture(width=900, height=900)[:-40], BrokenFile),
    ("uciety.docx", docx()[:-30], BrokenFile),
    ("nie dokument.docx", archive({"a.txt": b"b"}), BrokenFile),
    ("arkusz jako.docx", xlsx(), BrokenFile),
    ("klamie.odt", archive({"mimetype": b"text/html", "content.xml": b"<a/>"}), BrokenFile),
    ("sciezka.docx", docx(**{"../../etc/cron.d/x": b"*"}), BrokenFile),
    ("sciezka.docx", docx(**{"/etc/passwd": b"*"}), BrokenFile),
    ("piksele.png", bomb_of_pixels(), TooBigInside),
    ("bomba.docx", docx(**{"word/media/a.emf": bytes(40 * MEGABYTE)}), TooBigInside),
    ("drobnica.docx", docx(**{f"word/{n}.xml": b"" for n in range(3_100)}), TooBigInside),
    ("tysiac stron.pdf", pdf(pages=501), TooBigInside),
    ("haslo.pdf", locked("tajne"), LockedFile),
    ("puste haslo.pdf", locked(""), LockedFile),
    ("haslo.docx", locked_archive(), LockedFile),
    ("skrypt.pdf", pdf_with(named_script), ActiveContent),
    ("na start.pdf", opening(S="/JavaScript", JS="/x"), ActiveContent),
    ("uruchom.pdf", opening(S="/Launch", F="/cmd.exe"), ActiveContent),
    ("inaczej zapisany.pdf", spelled_with_an_escape(), ActiveContent),
    ("wyslij.pdf", on_a_page(S="/SubmitForm", F="/x"), ActiveContent),
    ("inny plik.pdf", on_a_page(S="/GoToR", F="/x"), ActiveContent),
    ("formularz.pdf", with_xfa(), ActiveContent),
    ("w strumieniu.pdf", inside_an_object_stream(), ActiveContent),
    ("makro.docx", docx(**{"word/vbaProject.bin": b"x"}), ActiveContent),
    ("makro4.xlsx", xlsx(**{"xl/macrosheets/sheet1.xml": b"<x/>"}), ActiveContent),
    ("makro.odt", odt(**{"Basic/Standard/Module1.xml": b"<x/>"}), ActiveContent),
    ("skrypt.odt", odt(**{"Scripts/python/x.py": b"import os"}), ActiveContent),
    ("encje.docx", docx(**{"word/x.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]>"}), ActiveContent),
    ("szablon.docx", docx(**{"word/_rels/s.xml.rels": RELATION}), ActiveContent),
    ("zalacznik.pdf", with_attachment(), SomethingHidden),
    ("pdf i zip.pdf", pdf() + archive({"a": b"b"}), SomethingHidden),
    ("pdf i ogon.pdf", pdf() + b"<script>" * 500, SomethingHidden),
    ("png i zip.png", picture() + archive({"a": b"b"}), SomethingHidden),
    ("jpg i ogon.jpg", picture("JPEG") + bytes(5000), SomethingHidden),
    ("osadzony.docx", docx(**{"word/embeddings/a.xlsx": b"x"}), SomethingHidden),
    ("zip w zipie.docx", docx(**{"word/media/a.zip": archive({"a": b"b"})}), SomethingHidden),
    ("program w srodku.xlsx", xlsx(**{"xl/media/a.exe": b"MZ"}), SomethingHidden),
]


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    HOSTILE,
    # An archive holds the minute it was made in: its bytes cannot name a case.
    ids=[f"{number}-{case[0][:20]}-{case[2].__name__}" for number, case in enumerate(HOSTILE)],
)
def test_a_hostile_file_is_refused_with_a_sentence_that_names_it(name, content, refusal):
    with pytest.raises(refusal) as refused:
        inspection.inspect(content, filename=name)

    sentence = str(refused.value)
    assert filenames.harmless(name) in sentence
    assert sentence.endswith(".")
    assert "%(" not in sentence


HONEST = [
    ("orzeczenie.pdf", pdf(pages=3), 3),
    ("z linkiem.pdf", on_a_page(S="/URI", URI="/https"), 1),
    ("zdjęcie.JPG", picture("JPEG"), None),
    ("skan.png", picture(), None),
    ("skan.jpeg", picture("JPEG") + bytes(200), None),
    ("pismo.docx", docx(), None),
    ("lista.xlsx", xlsx(), None),
    ("pismo.odt", odt(), None),
]


@pytest.mark.parametrize(("name", "content", "pages"), HONEST, ids=[case[0] for case in HONEST])
def test_an_honest_file_is_taken(name, content, pages):
    kept = inspection.inspect(content, filename=name)

    assert kept.pages_count == pages
    assert inspection.ENDINGS[kept.filename.rpartition(".")[2]] == kept.media_type


def test_an_archive_that_lies_about_its_size_unpacks_no_further_than_it_said():
    with pytest.raises((BrokenFile, TooBigInside)):
        inspection.inspect(lying_about_size(), filename="klamie.docx")


def test_a_picture_with_many_frames_from_a_phone_is_a_picture():
    held = io.BytesIO()
    shots = [Image.new("RGB", (50, 50), (shade, 0, 0)) for shade in (10, 200)]
    shots[0].save(held, "MPO", save_all=True, append_images=shots[1:])

    assert inspection.inspect(held.getvalue(), filename="telefon.jpg").media_type == "jpeg"


def test_a_file_that_breaks_the_program_that_opens_it_is_refused(monkeypatch):
    # An honest file is too much for somebody who gets no time at all.
    monkeypatch.setattr(inspection, "LONGEST_SECONDS", 0.001)

    with pytest.raises(TooBigInside):
        inspection.inspect(pdf(), filename="umowa.pdf")


def test_the_inspector_reads_no_settings_and_nothing_of_ours():
    text = Path(inspector.__file__).read_text(encoding="utf-8")

    assert "django" not in text.replace("Django", "")
    assert "from projects" not in text
    assert "from core" not in text


def test_what_was_made_for_these_tests_is_what_it_should_be():
    assert len(PdfReader(io.BytesIO(pdf(pages=2))).pages) == 2
    with zipfile.ZipFile(io.BytesIO(odt())) as opened:
        assert opened.read("mimetype").decode() == ODT
    stream = PdfReader(io.BytesIO(inside_an_object_stream()), strict=False)
    assert stream.root_object["/OpenAction"]["/S"] == "/JavaScript"
    assert b"/JavaScript" not in inside_an_object_stream()
