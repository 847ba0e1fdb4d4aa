"""A person is entered, takes part, and what was entered wrongly is corrected."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core import audit, outbox, pesel
from core.errors import NotAllowed, RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants import filing, rules
from projects.participants.columns import (
    address_at_start,
    address_columns,
    address_of,
    entry_of,
    leave_of,
    person_columns,
    pesel_index,
    seal_identity,
    start_columns,
    start_of,
)
from projects.participants.entries import (
    PersonEntry,
    StartEntry,
    StateEntry,
    as_leave,
    as_start,
    errors,
)
from projects.participants.models import Participation, Person
from projects.participants.operations.records import live
from projects.participants.rule_sets import rule_set
from projects.participants.sentences import sentence
from territory import queries as territory
from territory.models import Unit
from ui import formats


class Refused(RuleBroken):
    """One or more checks failed; `problems` says which, each belongs to a field."""

    def __init__(self, problems: Iterable[rules.Problem]) -> None:
        super().__init__()
        self.problems = list(problems)

    def __str__(self) -> str:
        return " ".join(sentence(problem) for problem in self.problems)


class KnownPerson(RuleBroken):
    """The PESEL is already here; the person can be enrolled again without retyping."""

    message = _(
        "A person with this PESEL is already in the register: %(name)s. Enrol them instead."
    )
    field = "pesel"

    def __init__(self, person: Person) -> None:
        super().__init__(name=str(person))
        self.person = person


class AlreadyTakesPart(RuleBroken):
    message = _("This person already takes part in this project, since %(since)s.")


class AlreadyAccepted(RuleBroken):
    message = _(
        "This person is already accepted to this project and waits for the first support. "
        "Open their page instead."
    )


class VoidedHere(RuleBroken):
    message = _(
        "This person takes part in this project already, and the participation was voided on "
        "%(day)s. If it should count after all, restore it: nobody is entered twice."
    )


@operation(moves_figures=True)
def enter_participant(
    *, project: Project, person: PersonEntry, start: StartEntry, on: date, by: Actor
) -> Participation:
    """Enter a new person and their participation in one go."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    check_start(project, person, start, on=on)
    known = person_with(person.pesel)
    if known is not None:
        raise KnownPerson(known)
    participation = begin(project, new_person(person), start, on=on)
    audit.record("entered a participant", participation, by=by)
    outbox.write(outbox.Topic.PARTICIPATION, participation.pk)
    return participation


@operation(moves_figures=True)
def enrol(
    *, project: Project, person: Person, start: StartEntry, on: date, by: Actor
) -> Participation:
    """Let a known person take part in another project: a new participation, nothing retyped."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    locked = locked_person(person)
    check_start(project, entry_of(locked), start, on=on)
    refuse_second(project, locked)
    participation = begin(project, locked, start, on=on)
    audit.record("enrolled a person", participation, by=by)
    outbox.write(outbox.Topic.PARTICIPATION, participation.pk)
    return participation


@operation(moves_figures=True)
def correct_person(
    *, person: Person, entry: PersonEntry, version: int, reason: str, on: date, by: Actor
) -> Person:
    """Correct identity or contact; every participation is checked and counted anew."""
    locked = locked_person(person)
    participations = locked_participations(locked)
    if not participations:
        require(by, Permission.EDIT_PEOPLE)
    for participation in participations:
        require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
        state = replace(start_of(participation), address=None)
        check_start(participation.project, entry, state, on=on)
    if locked.version != version:
        raise StaleEdit
    twin = person_with(entry.pesel)
    if twin is not None and twin.pk != locked.pk:
        raise KnownPerson(twin)
    changed = write_entry(locked, entry)
    for participation in participations:
        follow(participation, entry)
        outbox.write(outbox.Topic.PARTICIPATION, participation.pk)
    audit.record("corrected a person", locked, by=by, fields=changed, reason=reason)
    return locked


@operation(moves_figures=True)
def correct_start(
    *,
    participation: Participation,
    start: StateEntry,
    version: int,
    reason: str,
    on: date,
    by: Actor,
) -> Participation:
    """Correct the frozen state: only a wrong entry may change, and only with a reason."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    if found.version != version:
        raise StaleEdit
    check_start(found.project, entry_of(found.person), start, on=on)
    _check_what_follows(found, start, on=on)
    changed = _apply_start(found, start, on=on)
    if "started_on" in changed:
        found.start_follows_support = False
    found.version += 1
    found.save()
    audit.record("corrected the start", found, by=by, fields=changed, reason=reason)
    outbox.write(outbox.Topic.PARTICIPATION, found.pk)
    return found


@operation()
def reveal_pesel(*, person: Person, project: Project, by: Actor) -> str:
    """Show the whole number; who looked is on record, the number is not."""
    require(by, Permission.REVEAL_PESEL, project=project.pk)
    if not Participation.objects.filter(person=person, project=project).exists():
        raise NotAllowed
    audit.record("revealed a PESEL", person, by=by)
    return person.pesel or ""


def check_start(project: Project, person: PersonEntry, start: StateEntry, *, on: date) -> None:
    """Raise Refused with every failed check of severity E."""
    check_starts(project, [(person, start)], on=on)


def check_starts(
    project: Project, people: Iterable[tuple[PersonEntry, StateEntry]], *, on: date
) -> None:
    """The same of many at once; the first of them that fails is raised."""
    checked = [as_start(person, start) for person, start in people]
    gminy = Unit.objects.filter(pk__in={one.gmina for one in checked})
    known, chosen = set(gminy.values_list("pk", flat=True)), rule_set(project.rule_set)
    for one in checked:
        found = rules.problems_at_start(
            one,
            project_starts_on=project.starts_on,
            project_ends_on=project.ends_on,
            gmina_known=one.gmina in known,
            today=on,
            rule_set=chosen,
        )
        if bad := errors(found):
            raise Refused(bad)


def _check_what_follows(found: Participation, start: StateEntry, *, on: date) -> None:
    """Raise Refused where a corrected start would come after the support given, or the exit."""
    checked = as_start(entry_of(found.person), start)
    support = filing.support_in(filing.records_of([found.pk])[found.pk])
    problems = list(rules.started_too_late(checked, support or ()))
    if found.ended_on is not None:
        problems += rules.problems_at_leave(
            checked,
            as_leave(leave_of(found)),
            today=on,
            rule_set=rule_set(found.project.rule_set),
            last_support_on=found.last_support_on,
        )
    if bad := errors(problems):
        raise Refused(bad)


def refuse_second(project: Project, *people: Person) -> None:
    """Raise unless every one of them is new to the project: once per project is the rule (V27)."""
    held = Participation.objects.filter(project=project, person__in=people).first()
    if held is None:
        return
    if held.voided_at:
        raise VoidedHere(day=formats.day(held.voided_at))
    if held.started_on is None:
        raise AlreadyAccepted
    raise AlreadyTakesPart(since=formats.day(held.started_on))


def person_with(number: str | None) -> Person | None:
    """The person of this tenant with this PESEL, found by its blind index."""
    if not number:
        return None
    return Person.objects.filter(pesel_index=pesel_index(number)).first()


def locked_person(person: Person) -> Person:
    """The person as they are now. Always locked before their participations, so nobody waits in a
    circle, and nobody joins a project with an address that is being changed.
    """
    found: Person = Person.objects.select_for_update().get(pk=person.pk)
    return found


def locked_with_their_people(participations: Collection[UUID]) -> list[UUID]:
    """Those of them that are here, locked; their persons first, all in one order, as everywhere."""
    persons = Person.objects.filter(participations__in=participations)
    list(Person.objects.select_for_update().filter(pk__in=persons.values("pk")).order_by("pk"))
    rows: Any = Participation.objects.select_for_update().filter(pk__in=participations)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def locked_participations(person: Person) -> list[Participation]:
    """Every participation of a locked person; none of them begins before this transaction ends."""
    rows: Any = Participation.objects.select_for_update(of=("self",)).select_related("project")
    return list(rows.filter(person=person).order_by("pk"))


def new_person(entry: PersonEntry) -> Person:
    person = Person(**person_columns(entry))
    seal_identity(person, entry.pesel)
    person.save(force_insert=True)
    return person


def begin(project: Project, person: Person, start: StateEntry, *, on: date) -> Participation:
    """Without its day, the start is the first support that will be given."""
    address = start.address or address_of(person)
    day = start.started_on if isinstance(start, StartEntry) else on
    return Participation.objects.create(
        project=project,
        person=person,
        start_follows_support=not isinstance(start, StartEntry),
        degurba_at_start=territory.degurba_of(address.gmina, day),
        **address_columns(address),
        **start_columns(start, rule_set=project.rule_set, born_on=person.born_on),
    )


def follow(participation: Participation, entry: PersonEntry) -> None:
    """The age follows the birth date; the address does until the start freezes it."""
    if participation.started_on:
        participation.age_at_start = rules.age_on(
            born_on=entry.born_on, day=participation.started_on
        )
        participation.save(update_fields=["age_at_start"])
        return
    columns = address_columns(entry.address)
    for name, value in columns.items():
        setattr(participation, name, value)
    participation.save(update_fields=[*columns])


def _apply_start(found: Participation, start: StateEntry, *, on: date) -> list[str]:
    address = start.address or address_at_start(found)
    columns = start_columns(
        start, rule_set=found.project.rule_set, born_on=found.person.born_on
    ) | address_columns(address)
    changed = [
        name for name, value in columns.items() if (getattr(found, name) or None) != (value or None)
    ]
    for name in changed:
        setattr(found, name, columns[name])
    if {"started_on", "gmina_at_start"} & set(changed) or found.degurba_at_start is None:
        found.degurba_at_start = territory.degurba_of(address.gmina, found.started_on or on)
    return changed


def write_entry(person: Person, entry: PersonEntry) -> list[str]:
    columns = person_columns(entry)
    changed = [name for name, value in columns.items() if (getattr(person, name) or "") != value]
    for name in changed:
        setattr(person, name, columns[name])
    if (person.pesel or None) != (pesel.plain(entry.pesel) if entry.pesel else None):
        seal_identity(person, entry.pesel)
        changed.append("pesel")
    person.version += 1
    person.save()
    return [name for name in changed if name not in ("sort_key", "search_key")]
