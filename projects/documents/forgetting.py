"""Papers and files lose what they said when the data of the person they speak of are deleted."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from core import polish
from projects.documents.models import IssuedPaper, StoredFile


def forget(subject_ids: Iterable[UUID], *, at: datetime) -> None:
    """Destroy the content of all papers and files about these, for an operation that erases them.

    Of a paper its number, kind, day and fingerprint stay: which papers were issued can still be
    told. Of a file only its place stays.
    """
    ids = list(subject_ids)
    for paper in IssuedPaper.objects.filter(subject_id__in=ids, erased_at=None):
        paper.title, paper.void_reason, paper.sealed_content = "", None, None
        # It is still found by its number, and by no name.
        paper.search_key = polish.folded(paper.full_number)
        paper.erased_at = at
        paper.save(
            update_fields=["title", "search_key", "void_reason", "sealed_content", "erased_at"]
        )
    files = StoredFile.objects.filter(subject_id__in=ids)
    files.filter(removed_at=None).update(removed_at=at, sealed_content=None)
    files.update(title=None, filename=None, sha256="", removal_reason=None)
