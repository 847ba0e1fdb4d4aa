"""How each operation is called for real: what it needs is made first, then its arguments named."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import tenancy
from core.ledger.models import Member
from indicators.targets.operations import TargetEntry
from projects.participants import entries
from projects.participants import operations as participants
from tenants import operations as tenants
from tenants.models import Invitation, Tenant
from tests import make

PASSWORD = "a long sentence only Anna says"  # noqa: S105 - nobody's


@dataclass(frozen=True)
class Recipe:
    """`prepare` runs where the operation will run and returns its arguments."""

    prepare: Callable[[], dict[str, Any]]
    inside_a_tenant: bool = False
    role: tenancy.Role = tenancy.Role.WEB


RECIPES: dict[str, Recipe] = {}


def recipe(name: str, **where: Any) -> Callable:
    def add(prepare: Callable[[], dict[str, Any]]) -> Callable:
        RECIPES[name] = Recipe(prepare, **where)
        return prepare

    return add


def _somebody() -> Any:
    return make.account("jan@example.org", "Jan Hinc")


def _alfa() -> Tenant:
    return make.tenant("alfa")


def _member_of_alfa() -> Any:
    account = _somebody()
    return account, tenants.grant(account=account, tenant=_alfa(), role="viewer", by=make.BY)


def _coordinator() -> Member:
    return Member.objects.get(display_name="Anna Lis")


@recipe("accounts.operations.create_account")
def create_account() -> dict[str, Any]:
    return {"email": "New@example.org", "display_name": "Nowa Osoba", "by": make.BY}


@recipe("accounts.operations.set_password")
def set_password() -> dict[str, Any]:
    return {"account": _somebody(), "password": PASSWORD, "by": make.BY}


@recipe("accounts.operations.choose_language")
def choose_language() -> dict[str, Any]:
    return {"account": _somebody(), "language": "en", "by": make.BY}


@recipe("accounts.operations.send_password_reset")
def send_password_reset() -> dict[str, Any]:
    return {"account": _somebody(), "address": "http://alfa.localhost", "by": make.BY}


@recipe("tenants.operations.opening.found_programme", role=tenancy.Role.OWNER)
def found_programme() -> dict[str, Any]:
    # The shared schema has its metropolis already: the second one is founded after the first left.
    Tenant.objects.filter(schema_name="public").update(schema_name="former", kind="NGO")
    make.tenant("former").domains.update(domain="former.localhost")
    return {
        "code": "NEW",
        "name": "Program",
        "starts_on": date(2020, 1, 1),
        "metropolis_name": "Metropolia",
        "by": make.BY,
    }


@recipe("tenants.operations.opening.ask_to_open")
def ask_to_open() -> dict[str, Any]:
    return {
        "slug": "gamma",
        "name": "Gmina Gamma",
        "short_name": "Gamma",
        "kind": "GMINA",
        "unit_code": "2205",
        "teryt_code": "2205032",
        "administrator_email": "ada@example.org",
        "administrator_name": "Ada Formela",
        "by": make.BY,
    }


@recipe("tenants.operations.opening.declare_open")
def declare_open() -> dict[str, Any]:
    tenants.ask_to_open(**ask_to_open())
    return {"tenant": make.tenant("gamma"), "by": make.BY}


@recipe("tenants.operations.memberships.grant")
def grant() -> dict[str, Any]:
    return {"account": _somebody(), "tenant": _alfa(), "role": "viewer", "by": make.BY}


@recipe("tenants.operations.memberships.end_membership")
def end_membership() -> dict[str, Any]:
    return {"membership": _member_of_alfa()[1], "by": make.BY}


@recipe("tenants.operations.memberships.leave")
def leave_tenant() -> dict[str, Any]:
    account, _membership = _member_of_alfa()
    return {"account": account, "tenant": _alfa(), "by": account}


@recipe("tenants.operations.invitations.invite")
def invite() -> dict[str, Any]:
    return {
        "tenant": _alfa(),
        "email": "ewa@example.org",
        "display_name": "Ewa Czaja",
        "role": "viewer",
        "by": make.BY,
    }


def _invitation() -> Invitation:
    return tenants.invite(**invite())


@recipe("tenants.operations.invitations.withdraw_invitation")
def withdraw_invitation() -> dict[str, Any]:
    return {"invitation": _invitation(), "by": make.BY}


@recipe("tenants.operations.invitations.accept_invitation")
def accept_invitation() -> dict[str, Any]:
    return {
        "invitation": _invitation(),
        "display_name": "Ewa Czaja",
        "password": PASSWORD,
        "by": make.BY,
    }


@recipe("territory.operations.load_units", role=tenancy.Role.OWNER)
def load_units() -> dict[str, Any]:
    return {"by": make.BY}


@recipe("indicators.definitions.operations.load_standard", role=tenancy.Role.OWNER)
def load_standard() -> dict[str, Any]:
    return {"by": make.BY}


@recipe("projects.agreements.operations.enter_project", inside_a_tenant=True)
def enter_project() -> dict[str, Any]:
    return {
        "title": "Nowy projekt",
        "fund": "FEP",
        "rule_set": "P2021",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
        "leader_name": "Gmina Alfa",
        "by": _coordinator(),
    }


@recipe("projects.agreements.operations.correct_project", inside_a_tenant=True)
def correct_project() -> dict[str, Any]:
    project = make.project(by=_coordinator())
    return {"project": project, "version": 1, "title": "Inny tytuł", "by": _coordinator()}


@recipe("indicators.targets.operations.set_targets", inside_a_tenant=True)
def set_targets() -> dict[str, Any]:
    entry = TargetEntry(definition_code="PEOPLE_AT_RISK", total=220, women=150, men=70)
    return {
        "project": make.project(by=_coordinator()),
        "entries": [entry],
        "by": _coordinator(),
    }


OPERATIONS = "projects.participants.operations"


@recipe(f"{OPERATIONS}.entering.enter_participant", inside_a_tenant=True)
def enter_participant() -> dict[str, Any]:
    return {
        "project": make.project(by=_coordinator()),
        "person": make.person_entry(),
        "start": make.start_entry(),
        "on": make.TODAY,
        "by": _coordinator(),
    }


def _participation() -> Any:
    return make.participation(by=_coordinator())


@recipe(f"{OPERATIONS}.entering.enrol", inside_a_tenant=True)
def enrol() -> dict[str, Any]:
    person = _participation().person
    return {
        "project": make.project(by=_coordinator(), title="Edycja II"),
        "person": person,
        "start": make.start_entry(),
        "on": make.TODAY,
        "by": _coordinator(),
    }


@recipe(f"{OPERATIONS}.entering.correct_person", inside_a_tenant=True)
def correct_person() -> dict[str, Any]:
    return {
        "person": _participation().person,
        "entry": make.person_entry(family_name="Ćwiek"),
        "version": 1,
        "reason": "literówka",
        "on": make.TODAY,
        "by": _coordinator(),
    }


@recipe(f"{OPERATIONS}.entering.correct_start", inside_a_tenant=True)
def correct_start() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "start": make.start_entry(disability="YES"),
        "version": 1,
        "reason": "orzeczenie było w teczce",
        "on": make.TODAY,
        "by": _coordinator(),
    }


@recipe(f"{OPERATIONS}.entering.reveal_pesel", inside_a_tenant=True)
def reveal_pesel() -> dict[str, Any]:
    participation = _participation()
    return {
        "person": participation.person,
        "project": participation.project,
        "by": _coordinator(),
    }


@recipe(f"{OPERATIONS}.leaving.leave", inside_a_tenant=True)
def leave_project() -> dict[str, Any]:
    return {
        "participation": _participation(),
        "entry": make.leave_entry(),
        "version": 1,
        "on": make.TODAY,
        "by": _coordinator(),
    }


def _left() -> Any:
    return participants.leave(**leave_project())


@recipe(f"{OPERATIONS}.leaving.record_outcome", inside_a_tenant=True)
def record_outcome() -> dict[str, Any]:
    outcome = entries.OutcomeEntry(
        kind="QUALIFICATION", observed_on=date(2026, 9, 1), evidence="CERTIFICATE"
    )
    return {"participation": _left(), "outcome": outcome, "on": make.TODAY, "by": _coordinator()}


@recipe(f"{OPERATIONS}.leaving.return_to_project", inside_a_tenant=True)
def return_to_project() -> dict[str, Any]:
    return {"participation": _left(), "version": 2, "by": _coordinator()}


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
        "project": make.project(by=_coordinator()),
        "entries": rows,
        "on": make.TODAY,
        "by": _coordinator(),
    }
