"""Several papers in one file: one PDF for the printer, or an archive of the papers as they are."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

from pypdf import PdfWriter


@dataclass(frozen=True)
class Named:
    """One paper under the name of its file."""

    name: str
    content: bytes


def as_one_pdf(papers: Iterable[Named], *, title: str) -> bytes:
    """One after the other, each with its bookmark. It is for printing: to read, take the papers."""
    writer = PdfWriter()
    for paper in papers:
        writer.append(io.BytesIO(paper.content), outline_item=paper.name.removesuffix(".pdf"))
    writer.add_metadata({"/Title": title})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def as_archive(papers: Iterable[Named]) -> bytes:
    """A ZIP; PDFs are packed already."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for paper in papers:
            archive.writestr(paper.name, paper.content)
    return written.getvalue()
