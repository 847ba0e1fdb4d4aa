"""Changes of one person's basket: the plan, barriers, and support given without a sheet."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import audit, outbox
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.models import Participation
from projects.support.entries import BarrierEntry, PlanEntry
from projects.support.models import Barrier, PlannedSupport, Service, SupportGiven
from projects.support.operations import days
from projects.support.operations.allowing import refuse_unless_possible
from projects.support.vocabulary import BarrierKind, Kind
from ui import formats


class OtherProject(RuleBroken):
    message = _(
        "The service “%(service)s” belongs to another project than %(person)s takes part in. "
        "Choose a service of the same project."
    )
    field = "service"


class PlannedAlready(RuleBroken):
    message = _("“%(service)s” is in the plan already. Change the quantity there.")
    field = "service"


class NeedsASheet(RuleBroken):
    message = _(
        "“%(service)s” is proved by a sheet: mark attendance at a session, or the days of the "
        "internship. Only benefits are written down this way."
    )
    field = "service"


class GivenAlready(RuleBroken):
    message = _(
        "“%(service)s” of %(day)s is written down already. "
        "Take it back first if the quantity was wrong."
    )
    field = "given_on"


class BarrierKnown(RuleBroken):
    message = _("The barrier “%(barrier)s” is written down already. Remove it first to change it.")
    field = "kind"


@operation(moves_figures=True)
def plan_support(
    *, participation: Participation, service: Service, entry: PlanEntry, by: Actor
) -> PlannedSupport:
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    refuse_other_project(participation, service)
    if participation.planned_support.filter(service=service).exists():
        raise PlannedAlready(service=service)
    planned = PlannedSupport(participation=participation, service=service, **vars(entry))
    planned.save(force_insert=True)
    audit.record("planned support", planned, by=by)
    outbox.write(outbox.Topic.PARTICIPATION, participation.pk)
    return planned


@operation(moves_figures=True)
def change_plan(
    *, planned: PlannedSupport, entry: PlanEntry, version: int, by: Actor
) -> PlannedSupport:
    require(by, Permission.EDIT_PEOPLE, project=planned.participation.project_id)
    found = PlannedSupport.objects.select_for_update().get(pk=planned.pk)
    if found.version != version:
        raise StaleEdit
    columns: dict[str, Any] = vars(entry)
    changed = [name for name, value in columns.items() if (getattr(found, name) or "") != value]
    for name in changed:
        setattr(found, name, columns[name])
    found.version += 1
    found.save()
    audit.record("changed planned support", found, by=by, fields=changed)
    outbox.write(outbox.Topic.PARTICIPATION, found.participation_id)
    return found


@operation(moves_figures=True)
def drop_plan(*, planned: PlannedSupport, version: int, by: Actor) -> None:
    """Take a service out of the plan; what was given of it stays."""
    require(by, Permission.EDIT_PEOPLE, project=planned.participation.project_id)
    audit.record("dropped planned support", planned, by=by)
    _remove(PlannedSupport.objects.filter(pk=planned.pk, version=version))
    outbox.write(outbox.Topic.PARTICIPATION, planned.participation_id)


@operation()
def record_barrier(*, participation: Participation, entry: BarrierEntry, by: Actor) -> Barrier:
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    if entry.lowered_by:
        refuse_other_project(participation, entry.lowered_by, field="lowered_by")
    if participation.barriers.filter(kind=entry.kind).exists():
        raise BarrierKnown(barrier=BarrierKind(entry.kind).label)
    barrier = Barrier(participation=participation, **vars(entry))
    barrier.save(force_insert=True)
    audit.record("recorded a barrier", barrier, by=by)
    return barrier


@operation()
def remove_barrier(*, barrier: Barrier, by: Actor) -> None:
    require(by, Permission.EDIT_PEOPLE, project=barrier.participation.project_id)
    audit.record("removed a barrier", barrier, by=by)
    _remove(Barrier.objects.filter(pk=barrier.pk))


@operation(moves_figures=True)
def give_support(
    *,
    participation: Participation,
    service: Service,
    given_on: date,
    quantity: Decimal,
    on: date,
    by: Actor,
) -> SupportGiven:
    """Write down a benefit of one day; figures move where it is more than accompanying support."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = locked_participation(participation)
    refuse_unless_giveable(found, service, given_on, on=on)
    if found.support_given.filter(service=service, given_on=given_on).exists():
        raise GivenAlready(service=service, day=formats.day(given_on))
    given = SupportGiven.objects.create(
        participation=found, service=service, given_on=given_on, quantity=quantity
    )
    days.note([found.pk], on=on)
    audit.record("gave support", given, by=by)
    return given


@operation(moves_figures=True)
def take_back_support(*, given: SupportGiven, on: date, by: Actor) -> None:
    """Remove an entry that was wrong."""
    require(by, Permission.EDIT_PEOPLE, project=given.participation.project_id)
    found = locked_participation(given.participation)
    # About the participation: the entry itself is gone, and its history with it.
    audit.record("took support back", found, by=by)
    _remove(SupportGiven.objects.filter(pk=given.pk))
    days.note([found.pk], on=on)


def refuse_unless_giveable(
    participation: Participation, service: Service, given_on: date, *, on: date
) -> None:
    """What has to be true whoever writes it down, on a page, in a program or in a file."""
    refuse_other_project(participation, service)
    if service.kind != Kind.OTHER:
        raise NeedsASheet(service=service)
    refuse_unless_possible(participation, participation.project, given_on, on=on, field="given_on")


def _remove(rows: QuerySet) -> None:
    """Delete the one row, unless somebody changed or removed it meanwhile."""
    count, _of_each = rows.delete()
    if not count:
        raise StaleEdit


def locked_participation(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",))
    return rows.select_related("person", "project").get(pk=participation.pk)


def refuse_other_project(
    participation: Participation, service: Service, *, field: str = "service"
) -> None:
    if service.project_id != participation.project_id:
        raise OtherProject(service=service, person=participation.person, field=field)
