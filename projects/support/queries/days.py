"""When each person was given support, from every kind of proof: sheets, internships, entries."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Max, Min, QuerySet

from projects.participants import filing
from projects.participants.support_days import SupportDays
from projects.support.models import Attendance, PlacementDay, SupportGiven
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


def support_on_file(participations: Collection[UUID]) -> Iterator[QuerySet]:
    """For the checks: when each service that can be the first began, from every kind of proof."""
    for rows, person, day, service in _proofs(participations):
        first = rows.filter(**{f"{service}__counts_as_first_support": True})
        grouped = first.values(person, f"{service}__name")
        days = {"since": Min(day), "until": Max(day)}
        yield filing.columns(grouped, filing.SUPPORT, of=person, code=F(f"{service}__name"), **days)


def services_given(participations: Collection[UUID]) -> Iterator[Given]:
    """What is no accompanying service, by person, service and kind of proof; one query."""
    first, *others = (
        rows.values(person, f"{service}__name", f"{service}__counts_as_first_support")
        .annotate(first_on=Min(day), last_on=Max(day))
        .values_list(
            person,
            f"{service}__name",
            f"{service}__counts_as_first_support",
            "first_on",
            "last_on",
        )
        for rows, person, day, service in _proofs(participations)
    )
    return (Given(*row) for row in first.union(*others, all=True))


@dataclass(frozen=True)
class Reported:
    """One service that was given to one person, as the national file would have to name it."""

    participation_id: UUID
    service_id: UUID
    service_name: str
    national_code: str
    kind: str
    area: str
    first_on: date


def services_reported(participations: Collection[UUID]) -> list[Reported]:
    """When each service that is no accompanying one was first given; one query."""
    first, *others = (
        rows.values(
            person,
            f"{service}_id",
            f"{service}__name",
            f"{service}__national_code",
            f"{service}__kind",
            f"{service}__area",
        )
        .annotate(first_on=Min(day))
        .values_list(
            person,
            f"{service}_id",
            f"{service}__name",
            f"{service}__national_code",
            f"{service}__kind",
            f"{service}__area",
            "first_on",
        )
        for rows, person, day, service in _proofs(participations)
    )
    return [Reported(*row) for row in first.union(*others, all=True)]


def _proofs(participations: Collection[UUID]) -> Iterator[tuple[QuerySet, str, str, str]]:
    """Sheets, internships and entries, with the names of their person, day and service."""
    ids = list(participations)
    attended = Attendance.objects.filter(participation__in=ids, mark__in=ATTENDED)
    yield (
        _helping(attended, "session__service"),
        "participation",
        "session__held_on",
        "session__service",
    )
    worked = PlacementDay.objects.filter(placement__participation__in=ids, mark=DayMark.WORKED)
    placement = ("placement__participation", "worked_on", "placement__service")
    yield _helping(worked, "placement__service"), *placement
    given = SupportGiven.objects.filter(participation__in=ids)
    yield _helping(given, "service"), "participation", "given_on", "service"


def _helping(rows: QuerySet, service: str) -> QuerySet:
    """A meal or a bus ticket is no support by itself."""
    return rows.order_by().exclude(**{f"{service}__area": Area.ACCOMPANYING})
