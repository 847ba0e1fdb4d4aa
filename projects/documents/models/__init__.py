"""Papers with their numbers and wordings, uploaded files, and the rows of signs."""

from projects.documents.models.files import StoredFile
from projects.documents.models.papers import (
    DocumentTemplate,
    IssuedPaper,
    PaperCounter,
    ProjectMark,
)
from projects.documents.models.strips import LogoStrip

__all__ = [
    "DocumentTemplate",
    "IssuedPaper",
    "LogoStrip",
    "PaperCounter",
    "ProjectMark",
    "StoredFile",
]
