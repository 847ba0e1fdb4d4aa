"""Counts as subqueries: a join would multiply one count by the other."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from projects.support.models import Attendance, GroupMember

# Whoever is taken in by mistake, or has left the project, is not waited for.
IN_PROJECT = Q(participation__voided_at=None)


def counted(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of the rows there are for the outer row that `by` points to."""
    grouped = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(grouped, output_field=IntegerField()), 0)


def expected() -> Case:
    """How many people were to come on the session's day: of the group, or the one it is for."""
    day = OuterRef("held_on")
    members = GroupMember.objects.filter(
        IN_PROJECT,
        Q(left_on=None) | Q(left_on__gte=day),
        Q(participation__ended_on=None) | Q(participation__ended_on__gte=day),
        group=OuterRef("group"),
        joined_on__lte=day,
    )
    return Case(When(participation__isnull=False, then=Value(1)), default=counted(members, "group"))


def marked() -> Coalesce:
    rows = Attendance.objects.filter(IN_PROJECT, session=OuterRef("pk")).exclude(mark="")
    return counted(rows, "session")


def is_among(column: str, few: QuerySet[Any]) -> Func:
    """Whether the column is one of a few found beforehand, which are then looked up one by one.

    Of a plain IN the database expects many, and reads the whole table for them.
    """
    return Func(
        F(column),
        ArraySubquery(few),
        template="%(expressions)s)",
        arg_joiner=" = ANY (",
        output_field=BooleanField(),
    )


def taken(on: Any) -> Coalesce:
    """How many places of a group are taken on a day or promised from a later one."""
    members = GroupMember.objects.filter(
        IN_PROJECT,
        Q(left_on=None) | Q(left_on__gte=on),
        Q(participation__ended_on=None) | Q(participation__ended_on__gte=on),
        group=OuterRef("pk"),
        joined_on__isnull=False,
    )
    return counted(members, "group")


def waiting() -> Coalesce:
    members = GroupMember.objects.filter(
        IN_PROJECT, group=OuterRef("pk"), joined_on=None, left_on=None
    )
    return counted(members, "group")


FREE = F("capacity_count") - F("taken")
