"""Somebody opens a paper or a file: that they saw it is on record."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from core import audit
from core.days import warsaw_day
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.documents import kinds
from projects.documents.models import IssuedPaper, StoredFile
from ui import formats


class DataDeleted(RuleBroken):
    message = _(
        "The data of the person were deleted on %(day)s, and the content of the document "
        "%(number)s with them. Its number and the day of issue stay."
    )


class FileRemoved(RuleBroken):
    message = _("This file was removed on %(day)s; its content is gone for good.")


@operation()
def open_paper(*, paper: IssuedPaper, by: Actor) -> bytes:
    """The PDF as it was issued."""
    _require_reading(paper, by)
    refuse_erased(paper)
    content = paper.content()
    audit.record("opened a paper", paper, by=by)
    return content


@operation()
def open_papers(*, papers: Sequence[IssuedPaper], by: Actor) -> list[bytes]:
    """The PDFs of several papers, in their order."""
    for paper in papers:
        _require_reading(paper, by)
        refuse_erased(paper)
    contents = [paper.content() for paper in papers]
    audit.record("opened papers together", IssuedPaper, by=by, count=len(contents))
    return contents


@operation()
def open_file(*, file: StoredFile, by: Actor) -> bytes:
    """The file as it was uploaded."""
    held = kinds.FILES_FOR.get(file.subject_kind, Permission.READ_CASES)
    require(by, held, project=file.project_id)
    if file.removed_at:
        raise FileRemoved(day=f"{file.removed_at:%d.%m.%Y}")
    content = file.content()
    audit.record("opened a file", file, by=by)
    return content


def refuse_erased(paper: IssuedPaper) -> None:
    if paper.erased_at:
        day = formats.day(warsaw_day(paper.erased_at))
        raise DataDeleted(day=day, number=paper.full_number)


def _require_reading(paper: IssuedPaper, by: Actor) -> None:
    require(by, kinds.permission_of(paper.kind), project=paper.project_id)
