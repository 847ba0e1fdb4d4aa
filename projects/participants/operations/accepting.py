"""A person is accepted to a project: the state is known, the support has not begun."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants import known as register
from projects.participants.columns import entry_of
from projects.participants.entries import PersonEntry, StateEntry
from projects.participants.models import Participation, Person
from projects.participants.operations.entering import (
    begin,
    check_start,
    follow,
    locked_participations,
    locked_person,
    new_person,
    person_with,
    refuse_second,
    write_entry,
)
from ui import formats


class NamedOtherwise(RuleBroken):
    """The number is somebody else's, or the name has changed: only a person can tell."""

    message = _(
        "The register knows this PESEL as %(known)s, born on %(born_on)s. Compare the identity "
        "document: correct the number or the name, or confirm that it is one and the same person."
    )
    field = "pesel"

    def __init__(self, person: Person) -> None:
        super().__init__(known=str(person), born_on=formats.day(person.born_on))


@dataclass(frozen=True)
class TakenIn:
    """Who was taken in, and the fields of a person known before that were said anew."""

    participation: Participation
    renewed: list[str]


@operation()
def accept(
    *, project: Project, person: PersonEntry, state: StateEntry, on: date, by: Actor
) -> Participation:
    """Accept a person without a day of start; the first support given will be their start."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    taken = take_in(project, person, state, on=on)
    audit.record("accepted a person", taken.participation, by=by, fields=taken.renewed)
    return taken.participation


def take_in(
    project: Project,
    person: PersonEntry,
    state: StateEntry,
    *,
    on: date,
    is_same_person: bool = False,
) -> TakenIn:
    """The person with this PESEL, or a new one, as somebody accepted; for operations to share.

    A person known by another name is taken in only when somebody has confirmed that it is they.
    What they say now of name, contact and address is newer than what the register knows: it is
    written there, and the address is the one that the start will freeze.
    """
    check_start(project, person, state, on=on)
    known = person_with(person.pesel)
    if known is None:
        return TakenIn(begin(project, new_person(person), state, on=on), [])
    locked = locked_person(known)
    if not (is_same_person or register.is_named_alike(locked, person)):
        raise NamedOtherwise(locked)
    refuse_second(project, locked)
    changed = _renew(locked, person)
    return TakenIn(begin(project, locked, state, on=on), changed)


def _renew(person: Person, said: PersonEntry) -> list[str]:
    """Write what is new of a locked person; what has begun keeps the address of its start."""
    entry = register.renewed(entry_of(person), said)
    if entry == entry_of(person):
        return []
    for participation in locked_participations(person):
        follow(participation, entry)
    return write_entry(person, entry)
