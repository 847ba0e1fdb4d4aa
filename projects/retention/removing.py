"""Takes the people out of a project: first what counts is kept, then everything else goes.

What stays is a list of columns, and what goes is all that hangs on a participation, whatever it is:
a table that is added one day goes, too, without anybody thinking of it here.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Sum
from django.db.models.deletion import Collector

from core.ledger.models import Tombstone
from projects.agreements.models import Project
from projects.deadlines.models import Settled
from projects.documents.forgetting import forget_project
from projects.participants.models import (
    AnonymousParticipation,
    Participation,
    Person,
    SurroundingPerson,
)
from projects.recruitment.erasing import erase_participants
from projects.retention import queries
from projects.support.models import (
    AllowanceCorrection,
    AnonymousSupport,
    CountingSupport,
    Payroll,
    PayrollLine,
    Session,
)
from projects.workbench.forgetting import forget_records

# Filled from above: forget what is told of the people of a project, and return whose reasons in
# the trail go, too.
forgetters: list[Callable[[UUID], Collection[UUID]]] = []
# And what others lock before they lock people, locked for a project before anything of it is: whoever
# works on it ends first, and nobody waits in a circle.
holders: list[Callable[[UUID], None]] = []

# Ids in one statement.
AT_ONCE = 1000


def remove(project: Project, *, at: datetime) -> None:
    """For an operation that holds the project's participations locked."""
    participations = set(Participation.objects.filter(project=project).values_list("pk", flat=True))
    people = set(queries.only_here(project).values_list("pk", flat=True))
    _keep_what_counts(project)
    gone = set(erase_participants(participations, at=at))
    gone |= _loosen(project, participations)
    forget_project(project.pk, at=at)
    gone |= _delete(Participation.objects.filter(pk__in=participations))
    gone |= _delete(Person.objects.filter(pk__in=people))
    for forget in forgetters:
        gone |= set(forget(project.pk))
    ids = list(gone)
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        Settled.objects.filter(subject_id__in=some).delete()
        Tombstone.objects.filter(Q(record_id__in=some) | Q(parent_id__in=some)).delete()
        forget_records(some)


def _keep_what_counts(project: Project) -> None:
    columns = [column.attname for column in AnonymousParticipation._meta.concrete_fields]
    rows = list(queries.counted_of(project).values(*columns))
    AnonymousParticipation.objects.bulk_create(AnonymousParticipation(**row) for row in rows)
    _keep_support([row["id"] for row in rows])


def _keep_support(participations: Collection[UUID]) -> None:
    """By service and month: what anybody counts of it, without days and without sheets."""
    by = ("participation_id", "service_id", "month_on", "is_given")
    given = CountingSupport.objects.filter(participation_id__in=participations)
    sums = (
        given.order_by()
        .values(*by)
        .annotate(planned=Sum("planned_hours"), hours=Sum("given_hours"))
    )
    AnonymousSupport.objects.bulk_create(
        AnonymousSupport(planned_hours=row.pop("planned"), given_hours=row.pop("hours"), **row)
        for row in sums
    )


def _loosen(project: Project, participations: Collection[UUID]) -> set[UUID]:
    """Take away what would hold the participations, and free texts about more than one of them."""
    of_these = {"participation__in": participations}
    lines = PayrollLine.objects.filter(**of_these)
    for row in lines.order_by().values("payroll").annotate(paid=Sum("amount")):
        payroll = Payroll.objects.get(pk=row["payroll"])
        payroll.removed_amount += row["paid"]
        payroll.save(update_fields=["removed_amount"])
    lines.delete()
    AllowanceCorrection.objects.filter(grant__participation__in=participations).delete()
    SurroundingPerson.objects.filter(promoted_to__in=participations).update(promoted_to=None)
    sessions = Session.objects.filter(project=project)
    sessions.update(topic=None, cancelled_because=None)
    payrolls = Payroll.objects.filter(project=project)
    return {*_ids(sessions), *_ids(payrolls)}


def _delete(rows: QuerySet[Model]) -> set[UUID]:
    """Delete the rows with everything that hangs on them; the ids of all that went."""
    collector = Collector(using=rows.db, origin=rows)
    collector.collect(rows)
    gone = {row.pk for found in collector.data.values() for row in found}
    for found in collector.fast_deletes:
        gone |= set(found.values_list("pk", flat=True))
    collector.delete()
    return {pk for pk in gone if isinstance(pk, UUID)}


def _ids(rows: QuerySet[Model]) -> Iterable[UUID]:
    return rows.values_list("pk", flat=True)
