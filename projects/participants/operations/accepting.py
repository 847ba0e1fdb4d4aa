"""A person is accepted to a project: the state is known, the support has not begun."""

from datetime import date

from core import audit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.agreements.models import Project
from projects.participants.entries import PersonEntry, StateEntry
from projects.participants.models import Participation
from projects.participants.operations.entering import (
    begin,
    check_start,
    new_person,
    person_with,
    refuse_second,
)


@operation()
def accept(
    *, project: Project, person: PersonEntry, state: StateEntry, on: date, by: Actor
) -> Participation:
    """Accept a person without a day of start; the first support given will be their start."""
    require(by, Permission.EDIT_PEOPLE, project=project.pk)
    participation = take_in(project, person, state, on=on)
    audit.record("accepted a person", participation, by=by)
    return participation


def take_in(project: Project, person: PersonEntry, state: StateEntry, *, on: date) -> Participation:
    """The person with this PESEL, or a new one, as somebody accepted; for operations to share.

    What the register knows of the person stays: what was typed for the recruitment does not
    replace it.
    """
    check_start(project, person, state, on=on)
    known = person_with(person.pesel)
    if known is not None:
        refuse_second(project, known)
    return begin(project, known or new_person(person), state, on=on)
