"""Groups, who is in them and who waits for a place."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery

from core import polish
from core.permissions import Actor, Permission
from projects.agreements import queries as agreements
from projects.participants import queries as participants
from projects.participants.models import Participation
from projects.support.models import Group, GroupMember, Session
from projects.support.queries import counting
from projects.support.rules.attendance import Span

SHOWN_AT_ONCE = 50


def groups_visible_to(by: Actor, permission: Permission) -> QuerySet[Group]:
    projects = agreements.projects_visible_to(by, permission).values("pk")
    rows = Group.objects.filter(service__project__in=projects)
    return rows.select_related("service__project", "service__provider", "leader")


def members_visible_to(by: Actor, permission: Permission) -> QuerySet[GroupMember]:
    groups = groups_visible_to(by, permission).values("pk")
    rows = GroupMember.objects.filter(group__in=groups)
    return rows.select_related("group__service__project", "participation__person")


def with_counts(groups: QuerySet[Group], *, on: date) -> QuerySet[Group]:
    """Each with `taken`, `waiting` and the days of its first, last and next session."""
    held = Session.objects.filter(group=OuterRef("pk"), cancelled_at=None).order_by()
    days = held.values("group")
    coming = days.filter(held_on__gte=on)
    return groups.annotate(
        taken=counting.taken(on),
        waiting=counting.waiting(),
        first_on=Subquery(days.annotate(day=Min("held_on")).values("day")),
        last_on=Subquery(days.annotate(day=Max("held_on")).values("day")),
        next_on=Subquery(coming.annotate(day=Min("held_on")).values("day")),
    )


def taken_from(group: Group, day: date) -> int:
    """How many places are taken on the day or promised from a later one."""
    found = Group.objects.filter(pk=group.pk).annotate(taken=counting.taken(day))
    return found.values_list("taken", flat=True).get()


def members_of(group: Group) -> QuerySet[GroupMember]:
    """Everybody who was, is or wants to be in the group, in alphabetical order."""
    rows = group.members.filter(participation__voided_at=None)
    people = rows.select_related("participation__person")
    return people.order_by("participation__person__sort_key", "joined_on", "id")


def may_join(group: Group, by: Actor, *, words: str, on: date) -> list[Participation]:
    """People of the project who are not in the group: the first in the alphabet that fit."""
    inside = group.members.filter(Q(left_on=None) | Q(left_on__gte=on)).values("participation")
    rows = participants.participations_visible_to(by, Permission.EDIT_PEOPLE)
    rows = rows.filter(project=group.service.project_id, ended_on=None).exclude(pk__in=inside)
    for word in polish.folded(words).split():
        rows = rows.filter(person__search_key__contains=word)
    return list(participants.alphabetical(rows)[:SHOWN_AT_ONCE])


def places_in_groups(groups: Iterable[UUID | None]) -> dict[tuple[UUID, UUID], list[Span]]:
    """The days of every stay in the groups, by group and participation; who waits has none."""
    rows = GroupMember.objects.filter(group__in=list(groups), joined_on__isnull=False)
    places: dict[tuple[UUID, UUID], list[Span]] = defaultdict(list)
    for group, person, first, last in rows.values_list(
        "group_id", "participation_id", "joined_on", "left_on"
    ):
        places[group, person].append(Span(first_on=first, last_on=last))
    return places
