"""Pages of documents: the register, one subject's shelf, wordings, rows of signs."""

from projects.documents.views.batches import batch, batch_as_archive, batch_as_pdf
from projects.documents.views.files import file, of, remove_file
from projects.documents.views.logos import logos, strip_picture
from projects.documents.views.papers import about_paper, issue, paper, reissue, void
from projects.documents.views.register import register
from projects.documents.views.templates import preview, return_to_standard, template, templates

__all__ = [
    "about_paper",
    "batch",
    "batch_as_archive",
    "batch_as_pdf",
    "file",
    "issue",
    "logos",
    "of",
    "paper",
    "preview",
    "register",
    "reissue",
    "remove_file",
    "return_to_standard",
    "strip_picture",
    "template",
    "templates",
    "void",
]
