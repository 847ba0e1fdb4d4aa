"""Many participants at once: the same checks as one by one, a handful of statements in all."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit, crypto, outbox, together
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants import known as register
from projects.participants import rules
from projects.participants.columns import (
    address_columns,
    person_columns,
    pesel_index,
    seal_identity,
    start_columns,
)
from projects.participants.entries import (
    AddressEntry,
    ParticipantEntry,
    PersonEntry,
    as_leave,
    as_start,
    errors,
)
from projects.participants.models import Participation, Person
from projects.participants.operations.entering import Refused, refuse_second
from projects.participants.operations.leaving import outcome_rows
from projects.participants.operations.premises import premise_row
from projects.participants.rule_sets import rule_set
from projects.participants.urbanisation import Degrees
from territory.models import Unit


class KnownOtherwise(RuleBroken):
    """Says no name: whoever enters a list may not see the person."""

    message = _(
        "The register knows this PESEL under another name, date of birth or sex. "
        "Compare the identity document."
    )
    field = "pesel"


@operation(moves_figures=True)
def enter_many(
    *, project: Project, entries: Sequence[ParticipantEntry], on: date, by: Actor
) -> list[Participation]:
    """Enter all the participants or none; persons already known by PESEL are enrolled again."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    _check(project, entries, on=on)
    people = _people(entries, project)
    degrees = Degrees(_address(entry).gmina for entry in entries)
    participations = [
        _participation(project, person, entry, degrees)
        for person, entry in zip(people, entries, strict=True)
    ]
    in_order = sorted(participations, key=_whose)
    together.insert_each(in_order)
    outcomes = [
        row
        for participation, entry in zip(participations, entries, strict=True)
        if entry.leave
        for row in outcome_rows(participation, entry.leave)
    ]
    together.insert_each(outcomes)
    premises = [
        premise_row(participation, premise, by=by)
        for participation, entry in zip(participations, entries, strict=True)
        for premise in entry.premises
    ]
    together.insert_each(premises)
    audit.record("entered participants in bulk", project, by=by, count=len(participations))
    outbox.write(outbox.Topic.PROJECT, project.pk)
    return participations


def _check(project: Project, entries: Sequence[ParticipantEntry], *, on: date) -> None:
    known = set(Unit.objects.values_list("pk", flat=True))
    chosen = rule_set(project.rule_set)
    for entry in entries:
        start = as_start(entry.person, entry.start)
        found = rules.problems_at_start(
            start,
            project_starts_on=project.starts_on,
            project_ends_on=project.ends_on,
            gmina_known=start.gmina in known,
            today=on,
            rule_set=chosen,
        )
        if entry.leave:
            leave = as_leave(entry.leave)
            found += rules.problems_at_leave(start, leave, today=on, rule_set=chosen)
        if bad := errors(found):
            raise Refused(bad)


def _people(entries: Sequence[ParticipantEntry], project: Project) -> list[Person]:
    """One person per entry, in its order: found by PESEL and name where there is one, else made."""
    indexes = [pesel_index(e.person.pesel) if e.person.pesel else None for e in entries]
    known = {
        bytes(person.pesel_index or b""): person
        for person in _known([index for index in indexes if index])
    }
    if known:
        refuse_second(project, *known.values())
    people: list[Person] = []
    new: list[Person] = []
    boxes = crypto.Boxes()
    for entry, index in zip(entries, indexes, strict=True):
        person = known.get(index) if index else None
        if person is None:
            person = Person.new(person_columns(entry.person))
            seal_identity(person, entry.person.pesel, index=index, boxes=boxes)
            new.append(person)
            if index:
                known[index] = person
        elif not register.is_named_alike(person, entry.person):
            raise KnownOtherwise
        people.append(person)
    # Like whatever takes part below, in one order: of two lists with people in common one waits for the
    # other, and not each for each.
    new.sort(key=_number)
    together.insert_each(new)
    return people


def _whose(participation: Participation) -> UUID:
    return participation.person_id


def _number(person: Person) -> bytes:
    return bytes(person.pesel_index or b"")


def _known(indexes: Sequence[bytes]) -> Iterable[Person]:
    """Who has one of these numbers: asked by one array, for of a thousand values Django writes each."""
    if not indexes:
        return ()
    table = Person._meta.db_table
    statement = f"select * from {table} where pesel_index = any(%s::bytea[])"  # noqa: S608
    return Person.objects.raw(statement, [together.as_array(indexes)])


def _address(entry: ParticipantEntry) -> AddressEntry | PersonEntry:
    """Where the person lived at the start; a person's own address is among the other answers."""
    return entry.start.address or entry.person


def _participation(
    project: Project,
    person: Person,
    entry: ParticipantEntry,
    degrees: Degrees,
) -> Participation:
    address = _address(entry)
    columns = {
        "project_id": project.pk,
        "person_id": person.pk,
        "degurba_at_start": degrees.of(address.gmina, entry.start.started_on),
        **address_columns(address),
        **start_columns(entry.start, rule_set=project.rule_set, born_on=person.born_on),
    }
    if entry.leave:
        columns["ended_on"] = entry.leave.ended_on
        columns["completed_path"] = entry.leave.completed_path
        columns["exit_situation"] = entry.leave.exit_situation
    return Participation.new(columns)
