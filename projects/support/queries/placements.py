"""Internships, with what was worked and which days off were taken."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from core.permissions import Actor, Permission
from projects.participants import queries as participants
from projects.support import reference
from projects.support.models import Placement
from projects.support.rules import placements as rules
from projects.support.vocabulary import DayMark

TOTALS = {
    "worked_hours": Sum("days__hours"),
    "off_count": Count("days", filter=Q(days__mark=DayMark.DAY_OFF)),
    "sick_count": Count("days", filter=Q(days__mark=DayMark.SICK)),
    "absent_count": Count("days", filter=Q(days__mark=DayMark.ABSENT)),
}


def placements_visible_to(by: Actor, permission: Permission) -> QuerySet[Placement]:
    seen = participants.participations_visible_to(by, permission).values("pk")
    rows = Placement.objects.filter(participation__in=seen)
    return rows.select_related("participation__person", "participation__project", "service")


def with_totals(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Each with `worked_hours`, `off_count`, `sick_count` and `absent_count`."""
    return placements.annotate(**TOTALS)


@dataclass(frozen=True)
class Standing:
    """Where an internship stands on a day."""

    worked_hours: Decimal
    days_off_taken: int
    days_off_earned: int
    sick_days: int
    absent_days: int


def standing_of(placement: Placement, *, on: date) -> Standing:
    counted = with_totals(Placement.objects.filter(pk=placement.pk))
    hours, off, sick, absent = counted.values_list(*TOTALS).get()
    return Standing(hours or Decimal(0), off, days_off_by(placement, on), sick, absent)


def days_off_by(placement: Placement, day: date) -> int:
    """How many days off the person may have taken by this day."""
    limits = reference.limits()
    return rules.days_off_by(
        day,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
        days=limits.days_off,
        per_calendar_days=limits.days_off_per_calendar_days,
    )
