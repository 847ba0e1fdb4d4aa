"""People who were entered in bulk and touched by nobody since are taken out again, as if never entered."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import ForeignObjectRel, Model

from core import audit, outbox, together
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants.models import Outcome, Participation, Person, Premise
from projects.participants.models.looks import Look
from projects.participants.operations.entering import locked_with_their_people

# Filled from around: which of these participations, or other records, something belongs to without a key
# of the database, such as papers, files and settled terms.
holders: list[Callable[[Collection[UUID]], set[UUID]]] = []
# What an entry brings with it, and who looked at it; whatever else hangs on it was added since.
BROUGHT = (Outcome, Premise, Look)


def fingerprints(participations: Collection[UUID]) -> dict[UUID, bytes]:
    """By participation, what changes with every change of it, of its person, outcomes and premises."""
    with connection.cursor() as cursor:
        cursor.execute(_FINGERPRINTS, [together.as_array(list(participations))])
        return {pk: bytes(told) for pk, told in cursor.fetchall()}


# Made where the rows are: of a thousand people no row is taken over for it.
_FINGERPRINTS = """
select one.id, sha256(convert_to(concat_ws(
         '|', extract(epoch from one.changed_at), one.version,
         extract(epoch from person.changed_at), person.version,
         (select count(*) from outcome where participation_id = one.id),
         (select count(*) from premise where participation_id = one.id)), 'UTF8'))
  from participation as one join person on person.id = one.person_id
 where one.id = any(%s::uuid[])"""


@operation(moves_figures=True)
def take_back_entered(
    *, project: Project, entered: Mapping[UUID, bytes], since: datetime, by: Actor
) -> set[UUID]:
    """Remove the participations that are as their fingerprints say, and return which were removed.

    The persons go with them who came since that moment and are known from nowhere else. Who was
    changed meanwhile, or was given anything, stays.
    """
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    here = locked_with_their_people(list(entered))
    rows = Participation.objects.filter(project=project, pk__in=here)
    locked = dict(rows.values_list("pk", "person_id"))
    now = fingerprints(locked)
    same = {pk for pk in locked if now[pk] == entered[pk]}
    linked = pointed_at(Person, set(locked.values()), but=(Participation,))
    given = held(Participation, same, but=BROUGHT)
    going = {pk for pk in same - given if locked[pk] not in linked}
    people = {locked[pk] for pk in going}
    Participation.objects.filter(pk__in=going).delete()
    alone = people - pointed_at(Person, people)
    Person.objects.filter(pk__in=alone, created_at__gte=since).delete()
    audit.record("took back people entered in bulk", project, by=by, count=max(len(going), 1))
    outbox.write_each(outbox.Topic.PARTICIPATION, going)
    return going


def held(
    model: type[Model], ids: Collection[UUID], *, but: Collection[type[Model]] = ()
) -> set[UUID]:
    """Which of the records something belongs to, by a key of the database or otherwise."""
    return pointed_at(model, ids, but=but).union(*(finder(ids) for finder in holders))


def pointed_at(
    model: type[Model], ids: Collection[UUID], *, but: Collection[type[Model]] = ()
) -> set[UUID]:
    """Which of the records something else points at."""
    found: set[UUID] = set()
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in but:
            name = relation.field.attname
            others = relation.related_model._base_manager.filter(**{f"{name}__in": ids})
            found |= set(others.values_list(name, flat=True))
    return found
