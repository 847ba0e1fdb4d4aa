"""Documents made through the real operations, and small files of every type that is taken."""

import io
import zipfile
from typing import Any

from django.db.models import Model
from PIL import Image
from pypdf import PdfWriter

from projects.agreements.models import Project
from projects.documents import kinds, operations
from projects.documents.inspection import inspect
from projects.documents.models import IssuedPaper, LogoStrip, StoredFile
from tests import make

SUBJECT = "participants.participation"
CONTRACT = "contract"
ODT = "application/vnd.oasis.opendocument.text"


def pdf(*, pages: int = 1, note: str = "") -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    if note:
        writer.add_metadata({"/Subject": note})
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def picture(form: str = "PNG", *, width: int = 60, height: int = 40) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (width, height), (10, 90, 156)).save(held, form)
    return held.getvalue()


def archive(entries: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return held.getvalue()


def docx(**more: bytes) -> bytes:
    usual = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
    return archive({**usual, **more})


def xlsx(**more: bytes) -> bytes:
    usual = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
    return archive({**usual, **more})


def odt(**more: bytes) -> bytes:
    return archive({"mimetype": ODT.encode(), "content.xml": b"<content/>", **more})


def paper(*, by: Any, about: Model, kind: str = CONTRACT) -> IssuedPaper:
    return operations.issue(kind=kinds.KINDS[kind], subject_id=about.pk, on=make.TODAY, by=by)


def file(*, by: Any, about: Any, of: Project | None = None, **facts: Any) -> StoredFile:
    """A certificate; `of` is the project where the record itself does not name it."""
    usual: dict[str, Any] = {
        "title": "orzeczenie o niepełnosprawności",
        "content": pdf(),
        "filename": "orzeczenie.pdf",
    }
    told = {**usual, **facts}
    sent = inspect(told.pop("content"), filename=told.pop("filename"))
    return operations.upload(
        project=of or about.project,
        subject_kind=about._meta.label_lower,
        subject_id=about.pk,
        file=sent,
        by=by,
        on=make.TODAY,
        **told,
    )


def strip(*, by: Any, **facts: Any) -> LogoStrip:
    usual: dict[str, Any] = {
        "fund": "FEP",
        "description": "cztery znaki",
        "colour": ("znaki.png", picture(width=1660, height=150)),
        "confirmed": True,
    }
    told = {**usual, **facts}
    for field in told.keys() & {"colour", "mono"}:
        name, content = told[field]
        told[field] = inspect(content, filename=name, field=field)
    return operations.upload_strip(by=by, **told)
