"""Rounds: which the actor sees, which are open, what came of them so far."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.recruitment.models import (
    Candidate,
    Criterion,
    Draft,
    Notice,
    Recruitment,
    RequiredDocument,
)
from projects.recruitment.queries.candidates import AREA
from projects.recruitment.vocabulary import Standing

PLANNED, OPEN, CLOSED = "planowany", "otwarty", "zamkniety"


def recruitments_visible_to(by: Actor, permission: Permission) -> QuerySet[Recruitment]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    return Recruitment.objects.filter(project__in=projects).select_related(AREA)


def open_to_visitors(*, on: date) -> QuerySet[Recruitment]:
    """Open rounds with a web form and a notice to give: these and no others a visitor may see."""
    rounds = open_rounds(Recruitment.objects.all(), on=on)
    rounds = rounds.filter(has_web_form=True, project__ends_on__gte=on)
    told = Notice.objects.values("recruitment")
    return rounds.filter(pk__in=told).select_related("project").order_by("closes_on", "name")


def open_rounds(rounds: QuerySet[Recruitment], *, on: date) -> QuerySet[Recruitment]:
    return rounds.filter(Q(closes_on=None) | Q(closes_on__gte=on), opens_on__lte=on)


def drafts(recruitment: Recruitment, index: bytes, *, on: date) -> QuerySet[Draft]:
    """The draft with this keyed hash of its code, unless it has expired."""
    rows = recruitment.drafts.filter(code_index=index, expires_on__gte=on)
    return rows.select_related("recruitment__project", "notice", "candidate")


def round_state(recruitment: Recruitment, *, on: date) -> str:
    if recruitment.is_open(on=on):
        return OPEN
    return PLANNED if on < recruitment.opens_on else CLOSED


def notice_in_force(recruitment: Recruitment) -> Notice | None:
    return recruitment.notices.order_by("-version_no").first()


@dataclass(frozen=True)
class Figures:
    """What came of a round; those accepted include participants."""

    applied: int = 0
    scored: int = 0
    waiting: int = 0
    accepted: int = 0
    reserve: int = 0
    rejected: int = 0
    withdrawn: int = 0
    promoted: int = 0
    unscored: int = 0
    kept_too_long: int = 0


PROMOTED = Q(participation__isnull=False) | Q(took_part=True)
ASKED = Criterion.objects.filter(grid__recruitment=OuterRef("recruitment")).exclude(
    grid__in_force_at=None
)
COUNTS = {
    "applied": Count("pk"),
    "scored": Count("pk", filter=Q(scored_at__isnull=False)),
    "waiting": Count("pk", filter=Q(standing=Standing.APPLIED)),
    "accepted": Count("pk", filter=Q(standing=Standing.ACCEPTED)),
    "reserve": Count("pk", filter=Q(standing=Standing.RESERVE)),
    "rejected": Count("pk", filter=Q(standing=Standing.REJECTED)),
    "withdrawn": Count("pk", filter=Q(standing=Standing.WITHDRAWN)),
    "promoted": Count("pk", filter=PROMOTED),
    # Nobody waits for points where the grid asks nothing.
    "unscored": Count("pk", filter=Q(Exists(ASKED), scored_at=None, standing=Standing.APPLIED)),
}


def figures_of(recruitments: Iterable[Recruitment], *, on: date) -> dict[UUID, Figures]:
    """The figures of every round, zeros where nobody has applied."""
    ids = [recruitment.pk for recruitment in recruitments]
    counts = {**COUNTS, "kept_too_long": Count("pk", filter=_kept_too_long(on))}
    rows = Candidate.objects.filter(recruitment__in=ids).order_by().values("recruitment")
    counted = rows.annotate(**counts).values_list("recruitment", *counts)
    known = {recruitment: Figures(*counts) for recruitment, *counts in counted}
    return {pk: known.get(pk, Figures()) for pk in ids}


def with_setup(rounds: QuerySet[Recruitment]) -> QuerySet[Recruitment]:
    """Each round with whether its grid, its checklist and its information are there."""
    mine = {"recruitment": OuterRef("pk")}
    criteria = Criterion.objects.filter(grid__recruitment=OuterRef("pk"))
    return rounds.annotate(
        has_grid=Exists(criteria),
        has_documents=Exists(RequiredDocument.objects.filter(**mine)),
        has_notice=Exists(Notice.objects.filter(**mine)),
    )


def to_be_forgotten(recruitment: Recruitment, *, on: date) -> QuerySet[Candidate]:
    """Candidates whose data were kept long enough."""
    return recruitment.candidates.filter(_kept_too_long(on))


def kept_for_a_time(on: date) -> Q:
    """Candidates whose data have a last day; no project that runs loses whom it may still take in.

    Their day is the project's last one, and a project may be prolonged after it was computed.
    """
    still_wanted = Q(
        standing__in=(Standing.ACCEPTED, Standing.RESERVE), recruitment__project__ends_on__gte=on
    )
    return Q(delete_after__isnull=False, erased_at=None, participation=None) & ~still_wanted


def _kept_too_long(on: date) -> Q:
    return kept_for_a_time(on) & Q(delete_after__lt=on)
