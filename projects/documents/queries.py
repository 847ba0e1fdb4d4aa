"""What can be asked about papers, files, wordings and rows of signs. Nothing here changes anything."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncMonth

from core import polish
from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.documents import kinds
from projects.documents.kinds import DocumentKind
from projects.documents.models import DocumentTemplate, IssuedPaper, LogoStrip, StoredFile
from projects.documents.rules import numbering

# What a paper about somebody takes to be read, unless it tells more than of their case.
CASES = (Permission.READ_CASES, Permission.SEE_PEOPLE)
VALID, VOID, REPLACED, ERASED = "wazne", "uniewaznione", "zastapione", "usuniete"
STATES = {
    VALID: Q(replaced_at=None, voided_at=None, erased_at=None),
    VOID: Q(voided_at__isnull=False, replaced_at=None, erased_at=None),
    REPLACED: Q(replaced_at__isnull=False, erased_at=None),
    ERASED: Q(erased_at__isnull=False),
}


def papers_visible_to(by: Actor) -> QuerySet[IssuedPaper]:
    """The papers that the actor may read: each kind says which permission that takes."""
    held = {code: kind.permission for code, kind in kinds.KINDS.items()}
    readable = _readable(by, "kind", held)
    return IssuedPaper.objects.filter(readable).select_related("project", "issued_by")


def _readable(by: Actor, column: str, held: Mapping[str, Permission]) -> Q:
    """Whatever is of a kind whose permission the actor holds; unless a kind says more, READ_CASES."""
    special = {kind: one for kind, one in held.items() if one != Permission.READ_CASES}
    readable = _in_projects(by, Permission.READ_CASES) & ~Q(**{f"{column}__in": list(special)})
    for permission in set(special.values()):
        of_it = [kind for kind, one in special.items() if one == permission]
        readable |= _in_projects(by, permission) & Q(**{f"{column}__in": of_it})
    return readable


def _in_projects(by: Actor, permission: Permission) -> Q:
    return Q(project__in=agreements.projects_visible_to(by, permission).values("pk"))


def papers_about(ids: Iterable[UUID]) -> QuerySet[IssuedPaper]:
    """The latest version of every paper that speaks of one of these, the void ones too."""
    return IssuedPaper.objects.filter(about__overlap=list(ids), replaced_at=None)


def papers_only_about(people: QuerySet[Any]) -> QuerySet[IssuedPaper]:
    """Papers of people's cases that speak of these and of nobody else; void ones, older ones too."""
    of_cases = [code for code, kind in kinds.KINDS.items() if kind.permission in CASES]
    rows = IssuedPaper.objects.filter(kind__in=of_cases, erased_at=None).exclude(about=[])
    return rows.filter(about__contained_by=ArraySubquery(people))


def batches_of(ids: Iterable[UUID]) -> QuerySet[IssuedPaper]:
    """These papers, and those about these, as far as they were issued with others."""
    known = list(ids)
    rows = IssuedPaper.objects.filter(Q(pk__in=known) | Q(about__overlap=known))
    return rows.filter(batch_id__isnull=False)


def files_visible_to(by: Actor) -> QuerySet[StoredFile]:
    """The files that the actor may read: what they are about says which permission that takes."""
    rows = StoredFile.objects.filter(_readable(by, "subject_kind", kinds.FILES_FOR))
    return rows.select_related("project", "uploaded_by")


def files_editable_by(by: Actor) -> QuerySet[StoredFile]:
    return files_visible_to(by).filter(_in_projects(by, Permission.EDIT_PEOPLE))


def files_about(ids: Iterable[UUID]) -> QuerySet[StoredFile]:
    """The files kept about these subjects; removed ones are left out."""
    return StoredFile.objects.filter(subject_id__in=list(ids), removed_at=None)


def papers_of(by: Actor, subject_kind: str, subject_id: UUID | OuterRef) -> QuerySet[IssuedPaper]:
    """The latest version of every paper about the subject, or about what it was before."""
    former = _former(subject_kind, subject_id)
    own = Q(subject_id=subject_id) | Q(about__contains=[subject_id])
    before = Q(about__overlap=ArraySubquery(former)) if former is not None else Q()
    return papers_visible_to(by).filter(own | before, replaced_at=None)


def files_of(by: Actor, subject_kind: str, subject_id: UUID | OuterRef) -> QuerySet[StoredFile]:
    """The files kept about the subject, or about what it was before."""
    former = _former(subject_kind, subject_id)
    before = Q(subject_id__in=former) if former is not None else Q()
    return files_visible_to(by).filter(Q(subject_id=subject_id) | before, removed_at=None)


def _former(subject_kind: str, subject_id: UUID | OuterRef) -> QuerySet[Any] | None:
    find = kinds.FORMER.get(subject_kind)
    if find is None:
        return None
    # A row of the asking query is one query further away from here.
    return find(OuterRef(subject_id) if isinstance(subject_id, OuterRef) else subject_id)


def documents_about(by: Actor, subject_kind: str) -> Combinable:
    """How many papers and files there are about each row, as a column to read it with."""
    each = OuterRef("pk")
    return _number_of(papers_of(by, subject_kind, each)) + _number_of(
        files_of(by, subject_kind, each)
    )


def _number_of(rows: QuerySet) -> Combinable:
    counted = rows.order_by().annotate(all_of_them=Func(Value(1), function="SUM"))
    return Coalesce(Subquery(counted.values("all_of_them")), 0)


@dataclass(frozen=True)
class Asked:
    """What the register is asked for; nothing asks for everything."""

    words: str = ""
    kind: str = ""
    project: UUID | None = None
    month: date | None = None
    state: str = ""
    batch: UUID | None = None


def found(rows: QuerySet[IssuedPaper], asked: Asked) -> QuerySet[IssuedPaper]:
    """Those whose number or title contains every word, in what else is asked."""
    for word in polish.folded(asked.words).split():
        rows = rows.filter(search_key__contains=numbering.padded(word))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.project:
        rows = rows.filter(project=asked.project)
    if asked.month:
        rows = rows.filter(issued_on__year=asked.month.year, issued_on__month=asked.month.month)
    if asked.batch:
        rows = rows.filter(batch_id=asked.batch)
    return rows.filter(STATES[asked.state]) if asked.state in STATES else rows


def months_of(rows: QuerySet[IssuedPaper]) -> list[date]:
    """The months in which any of these was issued, the newest first."""
    months = rows.order_by().annotate(month=TruncMonth("issued_on")).values_list("month", flat=True)
    return sorted(months.distinct(), reverse=True)


def valid_paper(kind: DocumentKind, subject_id: UUID) -> IssuedPaper | None:
    return IssuedPaper.objects.filter(STATES[VALID], kind=kind.code, subject_id=subject_id).first()


def subjects_with(kind: DocumentKind, subject_ids: Iterable[UUID]) -> set[UUID]:
    """Those of the subjects that have a valid paper of this kind."""
    rows = IssuedPaper.objects.filter(STATES[VALID], kind=kind.code, subject_id__in=subject_ids)
    return set(rows.values_list("subject_id", flat=True))


def versions_of(paper: IssuedPaper) -> QuerySet[IssuedPaper]:
    """Every version of the same number, the newest first."""
    same = {"project": paper.project_id, "kind": paper.kind, "year": paper.year}
    return IssuedPaper.objects.filter(**same, number=paper.number).order_by("-version")


def template_in_force(kind: str) -> DocumentTemplate | None:
    """The tenant's own wording; None is the standard one."""
    return DocumentTemplate.objects.filter(kind=kind, replaced_at=None).first()


def templates_in_force() -> QuerySet[DocumentTemplate]:
    return DocumentTemplate.objects.filter(replaced_at=None).select_related("written_by")


def strips_in_force() -> QuerySet[LogoStrip]:
    rows = LogoStrip.objects.filter(replaced_at=None).select_related("uploaded_by")
    return rows.defer("colour", "mono")


def strip_in_force(fund: str) -> LogoStrip | None:
    """The tenant's row of signs for a fund; None is the placeholder."""
    return LogoStrip.objects.filter(fund=fund, replaced_at=None).first()


def wording_of(kind: DocumentKind) -> str:
    kept = template_in_force(kind.code)
    return kept.body if kept else kind.standard_wording


def projects_for(kind: DocumentKind, by: Actor) -> QuerySet[Project]:
    """Where the actor may issue papers of this kind."""
    return agreements.projects_visible_to(by, kind.issue_permission)
