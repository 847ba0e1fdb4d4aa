"""Support without a sheet, written down for many people at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.entries import GivenEntry
from projects.support.models import Service, SupportGiven
from projects.support.operations import days
from projects.support.operations.basket import GivenAlready, refuse_unless_giveable
from ui import formats

Key = tuple[UUID, UUID, date]


class NobodyKnown(RuleBroken):
    message = _("There is no such person or service, or not one that may be written about here.")


@dataclass(frozen=True)
class GivenMany:
    """What was written, and what cannot be, both by the place of the entry."""

    written: dict[int, SupportGiven]
    refused: dict[int, RuleBroken]


@operation(moves_figures=True)
def give_many(
    *,
    entries: Sequence[GivenEntry],
    services: Iterable[Service],
    participations: Iterable[UUID],
    on: date,
    by: Actor,
    is_forgiving: bool = False,
) -> GivenMany:
    """Write down support of these services for these people; other ids are as if they were not.

    One that cannot be written refuses all of them, unless the writer asked to be told and forgiven.
    """
    offered = {service.pk: service for service in services}
    for project in {service.project_id for service in offered.values()}:
        require(by, Permission.EDIT_PEOPLE, project=project)
    people = _people(participations, {entry.participation_id for entry in entries})
    known = _known(people, offered)
    possible: dict[int, SupportGiven] = {}
    refused: dict[int, RuleBroken] = {}
    for place, entry in enumerate(entries):
        try:
            possible[place] = _given(entry, people, offered, known, on=on)
        except RuleBroken as reason:
            refused[place] = reason
    if refused and not is_forgiving:
        raise next(iter(refused.values()))
    written = SupportGiven.objects.bulk_create(possible.values())
    if written:
        days.note({one.participation_id for one in written}, on=on)
        audit.record("gave support", written[0], by=by, count=len(written))
    return GivenMany(possible, refused)


@operation(moves_figures=True)
def take_back_many(
    *, project: Project, given: Mapping[UUID, datetime], on: date, by: Actor
) -> set[UUID]:
    """Remove what was written down, where nobody changed it since the moment told; returns which.

    Entries of other projects are as if they were not.
    """
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    rows = SupportGiven.objects.filter(pk__in=given, participation__project=project)
    concerned = set(rows.values_list("participation", flat=True))
    _people(concerned, concerned)
    same = [one for one in rows if one.changed_at == given[one.pk]]
    if not same:
        return set()
    SupportGiven.objects.filter(pk__in=[one.pk for one in same]).delete()
    days.note({one.participation_id for one in same}, on=on)
    # About the project: the entries are gone, and their history with them.
    audit.record("took support back", project, by=by, count=len(same))
    return {one.pk for one in same}


def _people(allowed: Iterable[UUID], wanted: set[UUID]) -> dict[UUID, Participation]:
    """Those written about, locked in one order: their exit must not come in between."""
    rows = Participation.objects.select_for_update(of=("self",)).select_related("person", "project")
    found = rows.filter(pk__in=wanted & set(allowed), voided_at=None).order_by("pk")
    return {row.pk: row for row in found}


def _known(people: Iterable[UUID], services: Iterable[UUID]) -> set[Key]:
    """What is written down already."""
    rows = SupportGiven.objects.filter(participation__in=list(people), service__in=list(services))
    return set(rows.values_list("participation_id", "service_id", "given_on"))


def _given(
    entry: GivenEntry,
    people: Mapping[UUID, Participation],
    services: Mapping[UUID, Service],
    known: set[Key],
    *,
    on: date,
) -> SupportGiven:
    person, service = people.get(entry.participation_id), services.get(entry.service_id)
    if person is None or service is None:
        raise NobodyKnown
    refuse_unless_giveable(person, service, entry.given_on, on=on)
    key = (person.pk, service.pk, entry.given_on)
    if key in known:
        raise GivenAlready(service=service, day=formats.day(entry.given_on))
    known.add(key)
    return SupportGiven(
        participation=person, service=service, given_on=entry.given_on, quantity=entry.quantity
    )
