"""Recipes of persons and participations."""

from datetime import date
from typing import Any

from projects.participants import entries
from projects.participants import operations as participants
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe

OPERATIONS = "projects.participants.operations"


@recipe(f"{OPERATIONS}.entering.enter_participant", inside_a_tenant=True)
def enter_participant() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "person": make.person_entry(),
        "start": make.start_entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.accepting.accept", inside_a_tenant=True)
def accept() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "person": make.person_entry(),
        "state": make.state_entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


def _participation() -> Any:
    return make.participation(by=coordinator())


@recipe(f"{OPERATIONS}.entering.enrol", inside_a_tenant=True)
def enrol() -> dict[str, Any]:
    person = _participation().person
    return {
        "project": make.project(by=coordinator(), title="Edycja II"),
        "person": person,
        "start": make.start_entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.entering.correct_person", inside_a_tenant=True)
def correct_person() -> dict[str, Any]:
    return {
        "person": _participation().person,
        "entry": make.person_entry(family_name="Ćwiek"),
        "version": 1,
        "reason": "literówka",
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.entering.correct_start", inside_a_tenant=True)
def correct_start() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "start": make.start_entry(disability="YES"),
        "version": 1,
        "reason": "orzeczenie było w teczce",
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.entering.reveal_pesel", inside_a_tenant=True)
def reveal_pesel() -> dict[str, Any]:
    participation = _participation()
    return {
        "person": participation.person,
        "project": participation.project,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.leaving.leave", inside_a_tenant=True)
def leave_project() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "entry": make.leave_entry(),
        "version": 1,
        "on": make.TODAY,
        "by": coordinator(),
    }


def _left() -> Any:
    return participants.leave(**leave_project())


@recipe(f"{OPERATIONS}.leaving.record_outcome", inside_a_tenant=True)
def record_outcome() -> dict[str, Any]:
    outcome = entries.OutcomeEntry(
        kind="QUALIFICATION", observed_on=date(2026, 9, 1), evidence="CERTIFICATE"
    )
    return {"participation": _left(), "outcome": outcome, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.leaving.put_back_leave", inside_a_tenant=True)
def put_back_leave() -> dict[str, Any]:
    return {
        "participation": _left(),
        "was": None,
        "left": make.leave_entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.leaving.return_to_project", inside_a_tenant=True)
def return_to_project() -> dict[str, Any]:
    return {
        "participation": _left(),
        "returned_on": date(2026, 11, 2),
        "reason": "umowa wygasła",
        "version": 2,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.in_bulk.enter_many", inside_a_tenant=True)
def enter_many() -> dict[str, Any]:
    rows = [
        entries.ParticipantEntry(
            person=make.person_entry(), start=make.start_entry(), leave=make.leave_entry()
        ),
        entries.ParticipantEntry(
            person=make.person_entry(pesel=None, family_name="Żak"), start=make.start_entry()
        ),
    ]
    return {
        "project": make.project(by=coordinator()),
        "entries": rows,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.premises.note_premise", inside_a_tenant=True)
def note_premise() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "entry": make.premise_entry(),
        "on": make.TODAY,
        "by": coordinator(),
    }


def _premise() -> Any:
    return participants.note_premise(**note_premise())


@recipe(f"{OPERATIONS}.premises.end_premise", inside_a_tenant=True)
def end_premise() -> dict[str, Any]:
    return {
        "premise": _premise(),
        "ends_on": date(2026, 12, 31),
        "version": 1,
        "reason": "nowe orzeczenie",
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.premises.remove_premise", inside_a_tenant=True)
def remove_premise() -> dict[str, Any]:
    return {"premise": _premise(), "reason": "nie ta osoba", "by": coordinator()}


@recipe(f"{OPERATIONS}.staffing.assign_staff", inside_a_tenant=True)
def assign_staff() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "cared_for_by": coordinator(),
        "advised_by": None,
        "version": 1,
        "by": coordinator(),
    }
