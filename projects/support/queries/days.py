"""When each person was given support, from every kind of proof: sheets, internships, entries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, QuerySet

from projects.participants.models import Participation
from projects.participants.rules import SupportGiven
from projects.participants.support_days import SupportDays
from projects.support import models
from projects.support.models import Attendance, PlacementDay
from projects.support.vocabulary import ATTENDED, Area, DayMark


@dataclass(frozen=True)
class Given:
    """One service as it was given to one person; `begins` tells whether it can be the first."""

    participation_id: UUID
    service_name: str
    begins: bool
    first_on: date
    last_on: date


def support_days(participations: Collection[UUID]) -> dict[UUID, SupportDays]:
    """For every id asked for: when support that counts as first began, and when any was last given.

    A meal or a bus ticket is no support by itself: what accompanies counts for neither day.
    """
    firsts: dict[UUID, list[date]] = {pk: [] for pk in participations}
    lasts: dict[UUID, list[date]] = {pk: [] for pk in participations}
    for given in services_given(participations):
        firsts[given.participation_id] += [given.first_on] if given.begins else []
        lasts[given.participation_id].append(given.last_on)
    return {
        pk: SupportDays(
            first_on=min(firsts[pk], default=None), last_on=max(lasts[pk], default=None)
        )
        for pk in firsts
    }


def support_on_file(rows: Sequence[Participation], on: date) -> Mapping[UUID, Mapping[str, Any]]:
    """What the checks of a participation hear: when each service that can be the first began."""
    begun: dict[UUID, dict[str, date]] = defaultdict(dict)
    for given in services_given([row.pk for row in rows]):
        if given.begins:
            of_person = begun[given.participation_id]
            earlier = of_person.get(given.service_name, given.first_on)
            of_person[given.service_name] = min(earlier, given.first_on)
    return {
        pk: {
            "support": tuple(SupportGiven(kind=name, started_on=day) for name, day in seen.items())
        }
        for pk, seen in begun.items()
    }


def services_given(participations: Collection[UUID]) -> Iterator[Given]:
    """What is no accompanying service, by person, service and kind of proof; one query."""
    ids = list(participations)
    attended = Attendance.objects.filter(participation__in=ids, mark__in=ATTENDED)
    worked = PlacementDay.objects.filter(placement__participation__in=ids, mark=DayMark.WORKED)
    given = models.SupportGiven.objects.filter(participation__in=ids)
    rows = _ends(attended, "participation", "session__held_on", "session__service").union(
        _ends(worked, "placement__participation", "worked_on", "placement__service"),
        _ends(given, "participation", "given_on", "service"),
        all=True,
    )
    return (Given(*row) for row in rows)


def _ends(rows: QuerySet, person: str, day: str, service: str) -> QuerySet:
    helping = rows.order_by().exclude(**{f"{service}__area": Area.ACCOMPANYING})
    kept = (person, f"{service}__name", f"{service}__counts_as_first_support")
    return (
        helping.values(*kept)
        .annotate(first_on=Min(day), last_on=Max(day))
        .values_list(*kept, "first_on", "last_on")
    )
