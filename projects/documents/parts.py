"""What the pages of documents are made of: the register, the shelf of one subject, chips."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.permissions import Actor, Permission, can
from projects.agreements.models import Project
from projects.documents import kinds, queries
from projects.documents.kinds import DocumentKind, Whereabouts
from projects.documents.models import IssuedPaper, StoredFile
from ui import formats
from ui.parts import Cell, Column, Table

STATE_NAMES: dict[str, Promise] = {
    queries.VALID: gettext_lazy("valid"),
    queries.VOID: gettext_lazy("void"),
    queries.REPLACED: gettext_lazy("replaced by a later version"),
    queries.ERASED: gettext_lazy("data deleted"),
}


def kind_name(code: str) -> str:
    kind = kinds.KINDS.get(code)
    return str(kind.name) if kind else code


def state_of(paper: IssuedPaper) -> str:
    if paper.erased_at:
        return str(STATE_NAMES[queries.ERASED])
    if paper.replaced_at:
        return str(STATE_NAMES[queries.REPLACED])
    return str(STATE_NAMES[queries.VOID if paper.voided_at else queries.VALID])


def chips(projects: Iterable[Project], months: Iterable[date]) -> list[dict[str, Any]]:
    """The filters of the register: what each is called, its parameter and its choices."""
    kinds_ = [(kind.code, kind.name) for kind in kinds.KINDS.values()]
    named = [(project.pk, str(project)) for project in projects]
    by_month = [(f"{month:%Y-%m}", formats.month_name(month)) for month in months]
    everything = ("", _("all"))
    return [
        {"label": _("Kind"), "parameter": "rodzaj", "choices": [everything, *kinds_]},
        {"label": _("Project"), "parameter": "projekt", "choices": [everything, *named]},
        {"label": _("Month"), "parameter": "miesiac", "choices": [everything, *by_month]},
        {
            "label": _("State"),
            "parameter": "stan",
            "choices": [everything, *STATE_NAMES.items()],
        },
    ]


def register_table(rows: Iterable[IssuedPaper]) -> Table:
    columns = [
        Column(_("Number")),
        Column(_("Document"), wide_only=True),
        Column(_("Concerns")),
        Column(_("Project"), wide_only=True),
        Column(_("Issued on"), "day", wide_only=True),
        Column(_("State"), wide_only=True),
        Column(_("PDF")),
    ]
    caption = _("Documents, the newest first")
    return Table(caption, columns, [_row(paper) for paper in rows], caption_hidden=True)


def _row(paper: IssuedPaper) -> list[object]:
    place = reverse("documents:of", args=[paper.subject_kind, paper.subject_id])
    version = _("version %(n)s") % {"n": paper.version} if paper.version > 1 else ""
    return [
        Cell(paper.full_number, url=reverse("documents:about-paper", args=[paper.pk]), tag=version),
        kind_name(paper.kind),
        Cell(paper.concerns, url=place),
        str(paper.project),
        paper.issued_on,
        state_of(paper),
        Cell(_("show"), url=_address(paper)) if not paper.erased_at else "",
    ]


def _address(paper: IssuedPaper) -> str:
    return reverse("documents:paper", args=[paper.pk])


@dataclass(frozen=True)
class PaperLine:
    """One paper on a shelf."""

    paper: IssuedPaper
    name: str
    url: str

    @property
    def said(self) -> str:
        facts = {"day": formats.day(self.paper.issued_on), "who": _who(self.paper.issued_by)}
        return _("issued on %(day)s, %(who)s") % facts


@dataclass(frozen=True)
class FileLine:
    """One file on a shelf."""

    file: StoredFile
    url: str

    @property
    def said(self) -> str:
        facts = {
            "type": self.file.get_media_type_display(),
            "size": size(self.file.bytes_count),
            "day": formats.day(self.file.uploaded_on),
            "who": _who(self.file.uploaded_by),
        }
        return _("%(type)s, %(size)s, uploaded on %(day)s, %(who)s") % facts


@dataclass(frozen=True)
class Shelf:
    """What is kept about one subject, for the component documents/components/files.html."""

    papers: Sequence[PaperLine]
    files: Sequence[FileLine]
    url: str
    may_edit: bool


def shelf(by: Actor, place: Whereabouts, *, subject_kind: str, subject_id: UUID) -> Shelf:
    """The papers that speak of the subject and the files kept about it, as the actor may see them."""
    papers = queries.papers_of(by, subject_kind, subject_id)
    files = queries.files_of(by, subject_kind, subject_id)
    return Shelf(
        [PaperLine(paper, kind_name(paper.kind), _address(paper)) for paper in papers],
        [FileLine(file, reverse("documents:file", args=[file.pk])) for file in files],
        reverse("documents:of", args=[subject_kind, subject_id]),
        can(by, Permission.EDIT_PEOPLE, project=place.project.pk),
    )


def size(count: int) -> str:
    """'412 kB' or '3,1 MB'."""
    if count < 1_000_000:
        return f"{formats.number(max(count // 1000, 1))} kB"
    return f"{formats.number(count / 1_000_000, 1)} MB"


def kinds_to_issue(
    by: Actor, place: Whereabouts, *, subject_kind: str, subject_id: UUID, here: Shelf
) -> list[DocumentKind]:
    """What the actor may issue about the subject: a valid paper of the kind is there only once."""
    valid = {
        line.paper.kind
        for line in here.papers
        if line.paper.is_valid and line.paper.subject_id == subject_id
    }
    return [
        kind
        for kind in kinds.of_subject(subject_kind)
        if kind.code not in valid and can(by, kind.issue_permission, project=place.project.pk)
    ]


def batch_kinds(by: Actor) -> list[DocumentKind]:
    """What can be issued for many at once, somewhere, by this actor."""
    return [
        kind
        for kind in kinds.KINDS.values()
        if kind.those_in and queries.projects_for(kind, by).exists()
    ]


def issued(papers: Sequence[IssuedPaper], *, asked: int) -> str:
    """What a batch came to, in a sentence."""
    count = len(papers)
    said = ngettext("One document is issued.", "%(n)s documents are issued.", count) % {"n": count}
    if left := asked - count:
        more = ngettext("One had it already.", "%(n)s had it already.", left) % {"n": left}
        return f"{said} {more}"
    return said


def _who(member: object) -> str:
    return str(member or _("the system"))
