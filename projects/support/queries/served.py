"""What a partner gives and whom it serves, by the partner's lines in its projects."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from core.ledger.models import Tombstone
from projects.documents import queries as documents
from projects.documents.models import IssuedPaper
from projects.participants.models import Outcome, Participation
from projects.support.models import (
    Attendance,
    CourseResult,
    Group,
    GroupMember,
    PlannedSupport,
    Service,
    Session,
    SupportGiven,
)

Lines = Collection[UUID]


def services_of(lines: Lines) -> QuerySet[Service]:
    return Service.objects.filter(provider__in=lines)


def groups_of(lines: Lines) -> QuerySet[Group]:
    return Group.objects.filter(service__provider__in=lines)


def sessions_of(lines: Lines) -> QuerySet[Session]:
    """Whoever was entered by mistake is out, with the meetings that were theirs alone."""
    rows = Session.objects.filter(service__provider__in=lines)
    return rows.filter(Q(participation=None) | Q(participation__voided_at=None))


def attendance_of(lines: Lines) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        session__in=sessions_of(lines).values("pk"), participation__voided_at=None
    )


def given_by(lines: Lines) -> QuerySet[SupportGiven]:
    return SupportGiven.objects.filter(service__provider__in=lines, participation__voided_at=None)


def results_of(lines: Lines) -> QuerySet[CourseResult]:
    return CourseResult.objects.filter(service__provider__in=lines, participation__voided_at=None)


def served_by(lines: Lines) -> QuerySet[Participation]:
    """Whose plan, group, meeting or support is the partner's; `moved_at` is when any of it changed.

    Nobody else of the project: a partner has no business with them.
    """
    planned, places, meetings, _given = _touching(lines)
    newest = [_newest(found) for found in (planned, places, meetings)]
    rows = touched_by(lines).filter(voided_at=None)
    return rows.select_related("person").annotate(
        moved_at=Greatest("changed_at", "person__changed_at", *newest)
    )


def touched_by(lines: Lines) -> QuerySet[Participation]:
    """The same, and whoever turned out to be entered by mistake."""
    planned, places, meetings, given = _touching(lines)
    return Participation.objects.filter(
        Exists(planned) | Exists(places) | Exists(meetings) | Exists(given)
    )


def _touching(lines: Lines) -> tuple[QuerySet, QuerySet, QuerySet, QuerySet]:
    here = {"participation": OuterRef("pk")}
    planned = PlannedSupport.objects.filter(service__provider__in=lines, **here)
    places = GroupMember.objects.filter(group__service__provider__in=lines, **here)
    meetings = Session.objects.filter(service__provider__in=lines, **here)
    given = SupportGiven.objects.filter(service__provider__in=lines, **here)
    return planned, places, meetings, given


def _newest(rows: QuerySet) -> Coalesce:
    """The last change among the rows, or that of the participation itself where there are none."""
    newest = rows.order_by("-changed_at").values("changed_at")[:1]
    return Coalesce(Subquery(newest), F("changed_at"))


def outcomes_of(lines: Lines) -> QuerySet[Outcome]:
    return Outcome.objects.filter(participation__in=served_by(lines).values("pk"))


def papers_of(lines: Lines) -> QuerySet[IssuedPaper]:
    """Papers issued for those whom the partner serves, and for nobody else beside them."""
    return documents.papers_only_about(served_by(lines).values("pk"))


def removed(
    kind: str, parents: QuerySet | Collection[UUID], *, since: datetime
) -> QuerySet[Tombstone]:
    """What is there no more of one kind, where its parent is among those."""
    found = Tombstone.objects.filter(kind=kind, removed_at__gte=since, parent_id__in=parents)
    return found.order_by("removed_at")
