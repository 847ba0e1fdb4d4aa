"""Changes of documents: papers issued and voided, files kept and removed, wordings, rows of signs."""

from projects.documents.operations.filing import remove_file, upload
from projects.documents.operations.issuing import issue, issue_batch, reissue, void
from projects.documents.operations.reading import open_file, open_paper, open_papers
from projects.documents.operations.strips import upload_strip
from projects.documents.operations.wordings import (
    check_wording,
    return_to_standard,
    write_template,
)

__all__ = [
    "check_wording",
    "issue",
    "issue_batch",
    "open_file",
    "open_paper",
    "open_papers",
    "reissue",
    "remove_file",
    "return_to_standard",
    "upload",
    "upload_strip",
    "void",
    "write_template",
]
