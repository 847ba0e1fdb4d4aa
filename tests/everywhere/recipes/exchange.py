"""Recipes of imports, and of what they ask of the participants."""

from typing import Any

from django.utils import timezone

from core import tenancy
from core.tenancy import Role
from projects.exchange import operations as exchange
from projects.exchange import rows
from projects.exchange.judging import deciding
from projects.exchange.models import Import
from projects.exchange.vocabulary import Differing
from projects.participants import entries
from projects.participants import operations as participants
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import exchange as files

OPERATIONS = "projects.exchange.operations"


@recipe(f"{OPERATIONS}.send", inside_a_tenant=True)
def send() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "kind": "participants",
        "name": "lista.csv",
        "content": files.office_csv([files.person(1)]),
        "at": timezone.now(),
        "by": coordinator(),
    }


def _read(*rows: dict[str, str]) -> Import:
    return files.sent(files.office_csv(rows or [files.person(1)]), by=coordinator())


def _checked(*rows: dict[str, str]) -> Import:
    return files.checked(_read(*rows), by=coordinator())


@recipe(f"{OPERATIONS}.name_columns", inside_a_tenant=True)
def name_columns() -> dict[str, Any]:
    found = _read()
    return {
        "of": found,
        "sheet": found.sheet,
        "head": found.head,
        "columns": {**files.FOR_ALL, **found.columns},
        "titles": {"nazwisko": "family_name"},
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.mend", inside_a_tenant=True)
def mend() -> dict[str, Any]:
    row = files.row(_checked(files.person(1, isced="wyższe")), 3)
    return {"row": row, "answers": {"isced": "3"}, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.mend_alike", inside_a_tenant=True)
def mend_alike() -> dict[str, Any]:
    return {
        "of": _checked(files.person(1, isced="wyższe")),
        "field": "isced",
        "was": "wyższe",
        "becomes": "3",
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.leave_out", inside_a_tenant=True)
def leave_out() -> dict[str, Any]:
    return {
        "of": _checked(files.person(1, isced="?")),
        "row": None,
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.enter", inside_a_tenant=True)
def enter() -> dict[str, Any]:
    found = _checked()
    return {
        "of": found,
        "differing": Differing.OURS,
        "is_meant": False,
        "seen": rows.seen(found),
        "at": timezone.now(),
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.take_back", inside_a_tenant=True)
def take_back() -> dict[str, Any]:
    found = files.moved(exchange.enter(**enter()))
    seen = rows.seen_entered(found)
    return {"of": found, "seen": seen, "at": timezone.now(), "by": coordinator()}


@recipe(f"{OPERATIONS}.take_marked", inside_a_tenant=True)
def take_marked() -> dict[str, Any]:
    return {"of": _checked(files.person(1, isced="?")), "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.take_out_to_correct", inside_a_tenant=True)
def take_out_to_correct() -> dict[str, Any]:
    project = make.project(by=coordinator())
    make.participation(by=coordinator(), of=project)
    return {"project": project, "reason": "nowe telefony", "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.decide", inside_a_tenant=True)
def decide() -> dict[str, Any]:
    found = files.clashing(by=coordinator())
    row = files.row(found, 2)
    return {
        "of": found,
        "row": row,
        "sides": {"phone": "file"},
        "seen": deciding.seen([row]),
        "on": make.TODAY,
        "by": coordinator(),
    }


@recipe(f"{OPERATIONS}.take_over", inside_a_tenant=True)
def take_over() -> dict[str, Any]:
    here = tenancy.current().schema_name
    with tenancy.acting_as(Role.WEB):
        where = make.tenant(here)
        gone = make.member(where, "odeszla@example.org", "Ewa Konkel", "coordinator")
    make.leave(gone)
    found = _read()
    found.made_by = gone
    found.save(update_fields=["made_by"])
    return {"of": found, "on": make.TODAY, "by": coordinator()}


@recipe(f"{OPERATIONS}.drop", inside_a_tenant=True)
def drop() -> dict[str, Any]:
    return {"of": _read(), "by": coordinator()}


@recipe("projects.participants.operations.taking_back.take_back_entered", inside_a_tenant=True)
def take_back_entered() -> dict[str, Any]:
    since, project = timezone.now(), make.project(by=coordinator())
    entry = {"person": make.person_entry(), "start": make.start_entry()}
    made = participants.enter_many(
        project=project,
        entries=[entries.ParticipantEntry(**entry)],
        on=make.TODAY,
        by=coordinator(),
    )
    entered = participants.fingerprints([one.pk for one in made])
    return {"project": project, "entered": entered, "since": since, "by": coordinator()}


EARLIER = "projects.exchange.earlier.operations"


@recipe(f"{EARLIER}.send_earlier", inside_a_tenant=True)
def send_earlier() -> dict[str, Any]:
    return {
        "project": make.project(by=coordinator()),
        "name": "KIS.xlsx",
        "content": files.whole(files.person(1)),
        "at": timezone.now(),
        "by": coordinator(),
    }


@recipe(f"{EARLIER}.name_sheets", inside_a_tenant=True)
def name_sheets() -> dict[str, Any]:
    facts = {"project": make.project(by=coordinator()), "by": coordinator()}
    found = files.whole_sent(files.whole(files.person(1)), **facts)
    return {"of": found, "kinds": {3: "participants"}, "by": coordinator()}


@recipe(f"{EARLIER}.drop_earlier", inside_a_tenant=True)
def drop_earlier() -> dict[str, Any]:
    return {"of": name_sheets()["of"], "by": coordinator()}


@recipe(f"{OPERATIONS}.say_who", inside_a_tenant=True)
def say_who() -> dict[str, Any]:
    found, other = files.resembling(by=coordinator())
    facts = {"row": files.row(found, 3), "other": other.pk, "kind": "DIFFERENT"}
    return {"of": found, **facts, "on": make.TODAY, "by": coordinator()}


@recipe("projects.exchange.meanings.operations.explain", inside_a_tenant=True)
def explain() -> dict[str, Any]:
    return {
        "of": _checked(files.person(1, isced="wyższe")),
        "answers": {"isced": {"wyższe": "6"}},
        "on": make.TODAY,
        "at": timezone.now(),
        "by": coordinator(),
    }
