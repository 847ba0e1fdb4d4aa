"""What of support belongs to the history of a participation, a group or a rule of an allowance."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from core.ledger.models import AuditEvent
from projects.support.models import (
    AllowanceGrant,
    Attendance,
    Barrier,
    CourseResult,
    GroupMember,
    PayoutAccount,
    Placement,
    PlannedSupport,
    Session,
    SupportGiven,
)
from projects.workbench import history
from projects.workbench.history import Entry

ADDED = "added people to a group"
MARKED = "marked attendance"
OF_A_PERSON = (
    Barrier,
    CourseResult,
    GroupMember,
    PayoutAccount,
    Placement,
    PlannedSupport,
    Session,
    SupportGiven,
)


def register() -> None:
    history.related_finders += [_of_participations(model) for model in OF_A_PERSON]
    history.related_finders += [
        lambda ids: GroupMember.objects.filter(group__in=ids).values_list("pk"),
        lambda ids: Session.objects.filter(group__in=ids).values_list("pk"),
        lambda ids: AllowanceGrant.objects.filter(rule__in=ids).values_list("pk"),
    ]
    history.tellers += [_joined, _attended]


def _of_participations(model: type[Model]) -> history.Finder:
    def find(ids: list[UUID]) -> QuerySet[Any]:
        return model._default_manager.filter(participation__in=ids).values_list("pk")

    return find


def _joined(ids: list[UUID]) -> Iterator[Entry]:
    """Who took the person into which group: one row of the trail is about all who were taken in."""
    # The group is locked meanwhile, so the first such row after the place was made is its own.
    rows = AuditEvent.objects.filter(verb=ADDED, subject_id=OuterRef("group"))
    rows = rows.filter(recorded_at__gte=OuterRef("added_at")).order_by("recorded_at")
    places = GroupMember.objects.filter(participation__in=ids).select_related("group__service")
    for place in places.annotate(who=Subquery(rows.values("actor_name")[:1])):
        yield Entry(
            at=place.added_at,
            who=place.who or "—",
            verb=_("Taken into a group"),
            detail=str(place.group),
        )


def _attended(ids: list[UUID]) -> Iterator[Entry]:
    """Who marked whether the person came: a sheet is marked for everybody at once."""
    # A meeting with one person has rows of its own in the trail.
    cells = Attendance.objects.filter(participation__in=ids, session__group__isnull=False)
    made = cells.values("marked_at", who=F("marked_by__display_name"))
    for each in made.annotate(sessions=Count("pk")).order_by():
        yield Entry(
            at=each["marked_at"],
            who=each["who"] or "—",
            verb=history.in_words(MARKED),
            count=each["sessions"],
        )
