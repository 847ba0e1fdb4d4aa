"""Papers and files lose what they said when the data of the person they speak of are deleted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from core import polish
from projects.documents.models import IssuedPaper, StoredFile


@dataclass(frozen=True)
class Forgotten:
    papers: int
    files: int


def forget(subject_ids: Iterable[UUID], *, at: datetime) -> None:
    """Destroy the content of all papers and files about these, for an operation that erases them.

    Of a paper its number, kind, day and fingerprint stay: which papers were issued can still be
    told. Of a file only its place stays.
    """
    ids = list(subject_ids)
    _erase(
        IssuedPaper.objects.filter(subject_id__in=ids),
        StoredFile.objects.filter(subject_id__in=ids),
        at=at,
    )


def forget_project(project_id: UUID, *, at: datetime) -> Forgotten:
    """The same of all papers of a project that name somebody, and of all its files."""
    papers, files = naming_somebody(project_id)
    gone = Forgotten(papers.count(), files.count())
    _erase(papers, StoredFile.objects.filter(project=project_id), at=at)
    return gone


def naming_somebody(project_id: UUID) -> tuple[QuerySet[IssuedPaper], QuerySet[StoredFile]]:
    """What there is to be destroyed of a project: papers about people, and files."""
    papers = IssuedPaper.objects.filter(project=project_id, erased_at=None).exclude(about=[])
    return papers, StoredFile.objects.filter(project=project_id, removed_at=None)


def _erase(papers: QuerySet[IssuedPaper], files: QuerySet[StoredFile], *, at: datetime) -> None:
    for paper in papers.filter(erased_at=None):
        paper.title, paper.void_reason, paper.sealed_content = "", None, None
        # It is still found by its number, and by no name.
        paper.search_key = polish.folded(paper.full_number)
        paper.erased_at = at
        paper.save(
            update_fields=["title", "search_key", "void_reason", "sealed_content", "erased_at"]
        )
    files.filter(removed_at=None).update(removed_at=at, sealed_content=None)
    files.update(title=None, filename=None, sha256="", removal_reason=None)
