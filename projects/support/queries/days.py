"""The first and the last day of support of each person, from every kind of proof."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, Q, QuerySet

from projects.participants.support_days import SupportDays
from projects.support.models import Attendance, PlacementDay, SupportGiven
from projects.support.vocabulary import ATTENDED, Area, DayMark

Days = tuple[UUID, date | None, date | None]


def support_days(participations: Collection[UUID]) -> dict[UUID, SupportDays]:
    """For every id asked for: when support that counts as first began, and when any was last given.

    A meal or a bus ticket is no support by itself: what accompanies counts for neither day.
    """
    firsts: dict[UUID, list[date]] = {pk: [] for pk in participations}
    lasts: dict[UUID, list[date]] = {pk: [] for pk in participations}
    for pk, first_on, last_on in (*_attended(firsts), *_worked(firsts), *_given(firsts)):
        firsts[pk] += [first_on] if first_on else []
        lasts[pk] += [last_on] if last_on else []
    return {
        pk: SupportDays(
            first_on=min(firsts[pk], default=None), last_on=max(lasts[pk], default=None)
        )
        for pk in firsts
    }


def _attended(ids: Collection[UUID]) -> QuerySet[Attendance, Days]:
    rows = Attendance.objects.filter(participation__in=list(ids), mark__in=ATTENDED)
    return _ends(rows, key="participation", day="session__held_on", service="session__service")


def _worked(ids: Collection[UUID]) -> QuerySet[PlacementDay, Days]:
    rows = PlacementDay.objects.filter(placement__participation__in=list(ids), mark=DayMark.WORKED)
    return _ends(
        rows, key="placement__participation", day="worked_on", service="placement__service"
    )


def _given(ids: Collection[UUID]) -> QuerySet[SupportGiven, Days]:
    rows = SupportGiven.objects.filter(participation__in=list(ids))
    return _ends(rows, key="participation", day="given_on", service="service")


def _ends(rows: QuerySet, *, key: str, day: str, service: str) -> QuerySet:
    accompanies = Q(**{f"{service}__area": Area.ACCOMPANYING})
    begins = Q(**{f"{service}__counts_as_first_support": True})
    ends = {
        "first_on": Min(day, filter=begins & ~accompanies),
        "last_on": Max(day, filter=~accompanies),
    }
    return rows.order_by().values(key).annotate(**ends).values_list(key, "first_on", "last_on")
