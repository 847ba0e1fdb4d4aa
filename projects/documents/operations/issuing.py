"""Papers are issued, one by one or many at once, issued again under their number, and voided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core import audit, polish
from core.errors import NotAllowed, RuleBroken, SavedAMomentAgo, StaleEdit
from core.ids import new_id
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, require
from projects.agreements.models import Project
from projects.documents import drafting, kinds, press, queries
from projects.documents.kinds import DocumentKind, Subject
from projects.documents.models import (
    DocumentTemplate,
    IssuedPaper,
    LogoStrip,
    PaperCounter,
    ProjectMark,
)
from projects.documents.operations.reading import refuse_erased
from projects.documents.rules import numbering

# A paper takes a third of a second to set, and a request has thirty at most: this many take seven,
# for which nobody else gets a number. They are not left to a worker, for the keys that open a
# person's data and seal a paper belong to the web process alone.
MOST_AT_ONCE = 20
LONGEST_KEY, LONGEST_TITLE = 400, 300


class AlreadyIssued(RuleBroken):
    message = _(
        "Such a document is already issued: %(number)s of %(day)s. "
        "Open it, or issue it again under the same number."
    )


class CannotBeIssued(RuleBroken):
    message = _("%(title)s: %(why)s")


class NobodyChosen(RuleBroken):
    message = _("Nobody is chosen. Mark at least one person.")
    field = "subject_id"


class TooManyAtOnce(RuleBroken):
    message = _("%(count)s documents at once are too many: issue them by %(limit)s.")
    field = "subject_id"


class AlreadyVoid(RuleBroken):
    message = _("The document %(number)s is void. Issue a new one: it gets its own number.")


class UnknownKind(RuleBroken):
    message = _("Documents of this kind are not issued any more; what was issued stays.")


@operation()
def issue(
    *, kind: DocumentKind, subject_id: UUID, on: date, by: Actor, mono: bool = False
) -> IssuedPaper:
    """Give the paper the next number of its kind, project and year, and keep it as it is."""
    subject = _subject(kind, subject_id, on=on, by=by)
    press.make_ready()
    paper = _issue(_Order(kind, subject, subject_id, mono), on=on, by=by)
    audit.record("issued a paper", paper, by=by)
    return paper


@operation()
def issue_batch(
    *,
    kind: DocumentKind,
    subject_ids: Iterable[UUID],
    on: date,
    by: Actor,
    mono: bool = False,
    batch_id: UUID | None = None,
) -> list[IssuedPaper]:
    """Issue a paper for each subject that has none yet: all of them, or none.

    With the `batch_id` of papers that the same person issued before, these join them.
    """
    wanted = list(dict.fromkeys(subject_ids))
    if len(wanted) > MOST_AT_ONCE:
        raise TooManyAtOnce(count=len(wanted), limit=MOST_AT_ONCE)
    subjects = {subject_id: _subject(kind, subject_id, on=on, by=by) for subject_id in wanted}
    having = queries.subjects_with(kind, wanted)
    orders = [
        _Order(kind, subject, subject_id, mono)
        for subject_id, subject in subjects.items()
        if subject_id not in having
    ]
    if not orders:
        raise NobodyChosen
    press.make_ready()
    # Counters are locked in one order, so that two batches wait for each other and never forever.
    orders.sort(key=lambda order: order.subject.project.pk)
    joined = _joined(batch_id, kind, by=by)
    papers = [_issue(order, on=on, by=by, batch_id=joined) for order in orders]
    # Told under the id that all of them carry, so that the history of each can find it.
    audit.record("issued papers together", IssuedPaper(pk=joined), by=by, count=len(papers))
    return papers


@operation()
def reissue(*, paper: IssuedPaper, on: date, by: Actor, mono: bool = False) -> IssuedPaper:
    """A new version under the same number, from what is known today; the old one stays readable."""
    kind = kinds.KINDS.get(paper.kind)
    if kind is None:
        raise UnknownKind
    require(by, kind.issue_permission, project=paper.project_id)
    old = _locked(paper)
    subject = _subject(kind, old.subject_id, on=on, by=by)
    press.make_ready()
    old.replaced_at = timezone.now()
    old.save(update_fields=["replaced_at"])
    order = _Order(kind, subject, old.subject_id, mono)
    number = _Number(old.year, old.number, old.full_number, old.version + 1)
    new = _keep(order, number, on=on, by=by)
    audit.record("issued a paper again", new, by=by)
    return new


@operation()
def void(*, paper: IssuedPaper, reason: str, by: Actor) -> IssuedPaper:
    """Say that the paper does not hold; its number is never given again."""
    kind = kinds.KINDS.get(paper.kind)
    if kind is None:
        raise UnknownKind
    require(by, kind.issue_permission, project=paper.project_id)
    found = _locked(paper)
    found.voided_at, found.voided_by = timezone.now(), _member(by)
    found.void_reason = reason
    found.save(update_fields=["voided_at", "voided_by", "void_reason"])
    audit.record("voided a paper", found, by=by)
    return found


@dataclass(frozen=True)
class _Order:
    kind: DocumentKind
    subject: Subject
    subject_id: UUID
    mono: bool


@dataclass(frozen=True)
class _Number:
    year: int
    number: int
    full_number: str
    version: int = 1


def _subject(kind: DocumentKind, subject_id: UUID, *, on: date, by: Actor) -> Subject:
    """What the paper is about, for somebody who may issue it there."""
    # Its texts go onto the paper, so they are read in the paper's language.
    with translation.override(drafting.LANGUAGE):
        subject = kind.find(by, subject_id, on)
    if subject is None:
        raise NotAllowed
    require(by, kind.issue_permission, project=subject.project.pk)
    if subject.objection:
        raise CannotBeIssued(title=subject.title, why=subject.objection)
    return subject


def _joined(batch_id: UUID | None, kind: DocumentKind, *, by: Actor) -> UUID:
    """The batch that is gone on with, or a new one where there is none such."""
    own = IssuedPaper.objects.filter(batch_id=batch_id, kind=kind.code, issued_by=_member(by))
    return batch_id if batch_id is not None and own.exists() else new_id()


def _locked(paper: IssuedPaper) -> IssuedPaper:
    found = IssuedPaper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    refuse_erased(found)
    if found.replaced_at:
        raise StaleEdit
    if found.voided_at:
        raise AlreadyVoid(number=found.full_number)
    return found


def _issue(order: _Order, *, on: date, by: Actor, batch_id: UUID | None = None) -> IssuedPaper:
    number = _next_number(order, year=on.year)
    # Looked up after the lock: a second click has waited there for the first.
    valid = queries.valid_paper(order.kind, order.subject_id)
    if valid is not None:
        raise AlreadyIssued(number=valid.full_number, day=f"{valid.issued_on:%d.%m.%Y}")
    return _keep(order, number, on=on, by=by, batch_id=batch_id)


def _next_number(order: _Order, *, year: int) -> _Number:
    """Take the next number; the counter stays locked until the transaction has ended."""
    project, kind = order.subject.project, order.kind
    place = {"project": project, "kind": kind.code, "year": year}
    PaperCounter.objects.bulk_create([PaperCounter(**place)], ignore_conflicts=True)
    counter = PaperCounter.objects.select_for_update().get(**place)
    counter.last_number += 1
    counter.save(update_fields=["last_number"])
    full = numbering.number_of(
        prefix=kind.prefix, mark=_mark(project), year=year, number=counter.last_number
    )
    return _Number(year, counter.last_number, full)


def _mark(project: Project) -> str:
    """The project's mark, made when its first paper is issued."""
    for _attempt in range(3):
        known = ProjectMark.objects.filter(project=project).first()
        if known:
            return known.mark
        taken = set(ProjectMark.objects.values_list("mark", flat=True))
        mark = numbering.mark_of(project.title, project.edition_no, taken=taken)
        ProjectMark.objects.bulk_create(
            [ProjectMark(project=project, mark=mark)], ignore_conflicts=True
        )
    raise SavedAMomentAgo


def _keep(
    order: _Order, number: _Number, *, on: date, by: Actor, batch_id: UUID | None = None
) -> IssuedPaper:
    kind, subject = order.kind, order.subject
    template = queries.template_in_force(kind.code)
    strip = queries.strip_in_force(subject.project.fund)
    printed = drafting.draft(
        kind,
        subject,
        number=number.full_number,
        version=number.version,
        text=template.body if template else kind.standard_wording,
        strip=strip,
        mono=order.mono,
        on=on,
    )
    paper = _row(order, number, printed, template=template, strip=strip)
    paper.issued_on, paper.issued_by, paper.batch_id = on, _member(by), batch_id
    paper.seal(printed.content)
    paper.save(force_insert=True)
    return paper


def _row(
    order: _Order,
    number: _Number,
    printed: press.Printed,
    *,
    template: DocumentTemplate | None,
    strip: LogoStrip | None,
) -> IssuedPaper:
    subject = order.subject
    return IssuedPaper(
        **vars(number),
        project=subject.project,
        kind=order.kind.code,
        subject_kind=order.kind.subject_kind,
        subject_id=order.subject_id,
        about=list(subject.about),
        title=subject.title[:LONGEST_TITLE],
        search_key=polish.folded(f"{subject.title} {number.full_number}")[:LONGEST_KEY],
        template=template,
        release=settings.VERSION,
        strip=strip,
        pages_count=printed.pages_count,
        bytes_count=len(printed.content),
        sha256=printed.sha256,
    )


def _member(by: Actor) -> Member | None:
    return by if isinstance(by, Member) else None
