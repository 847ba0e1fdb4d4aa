"""Factories as plain functions: what a test needs, made through the real operations."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts import operations as accounts
from accounts.models import Account
from core import tenancy
from core.ledger.models import Member
from core.permissions import System
from core.tenancy import Role
from projects.agreements.models import Project
from projects.agreements.operations import enter_project
from projects.participants import entries
from projects.participants import operations as participants
from projects.participants.models import Participation
from tenants import operations as tenants
from tenants import provisioning
from tenants.models import Membership, Tenant

BY = System("test")
TODAY = date(2026, 11, 21)
# Impossible eras: these numbers belong to nobody alive.
PESEL_OF_A_WOMAN = "85822812347"
PESEL_OF_A_MAN = "85822812354"


def open_tenant(slug: str) -> Tenant:
    job = tenants.ask_to_open(
        slug=slug,
        name=f"Gmina {slug.title()}",
        short_name=slug.title(),
        kind=Tenant.Kind.GMINA,
        unit_code="2205",
        teryt_code="2205023",
        by=BY,
    )
    provisioning.open_tenant(str(job.pk))
    return tenant(slug)


def tenant(slug: str) -> Tenant:
    return Tenant.objects.get(schema_name=slug)


def account(email: str, name: str, where: Tenant | None = None, role: str = "") -> Account:
    made = accounts.create_account(
        email=email, display_name=name, password="a long sentence only Anna says", by=BY
    )
    if where is not None:
        tenants.grant(account=made, tenant=where, role=role, by=BY)
    return made


def member(where: Tenant, email: str, name: str, role: str) -> Member:
    """Make an account with a role and return it as the tenant knows it; switches nothing on."""
    made = account(email, name, where, role)
    with tenancy.inside(where):
        return Member.objects.get(account_id=made.pk)


def leave(who: Member) -> None:
    """Somebody works in the unit no more; what they did stays theirs."""
    with tenancy.acting_as(Role.WEB):
        for held in Membership.objects.filter(account_id=who.account_id):
            tenants.end_membership(membership=held, by=BY)


def project(*, by: Any, **facts: Any) -> Project:
    usual = {
        "title": "Klub Integracji Społecznej",
        "fund": "FEP",
        "rule_set": "P2021",
        "starts_on": date(2025, 1, 1),
        "ends_on": date(2027, 12, 31),
        "leader_name": "Gmina Alfa",
        "total_amount": Decimal("1000000.00"),
        "eu_amount": Decimal("850000.00"),
        "state_amount": Decimal("0.00"),
        "own_amount": Decimal("150000.00"),
    }
    return enter_project(by=by, **{**usual, **facts})


def person_entry(**facts: Any) -> entries.PersonEntry:
    usual: dict[str, Any] = {
        "given_name": "Żaneta",
        "family_name": "Ćwik",
        "pesel": PESEL_OF_A_WOMAN,
        "born_on": date(1885, 2, 28),
        "sex": "F",
        "phone": "600000000",
        "email": "zaneta@example.org",
        "street": "Prosta",
        "building": "1",
        "postal_code": "83-300",
        "place": "Kartuzy",
        "gmina": "2205023",
    }
    if "pesel" in facts and facts["pesel"] is None:
        usual["born_on"] = date(1990, 5, 5)
    return entries.PersonEntry(**{**usual, **facts})


def start_entry(**facts: Any) -> entries.StartEntry:
    usual: dict[str, Any] = {
        "started_on": date(2026, 3, 3),
        "labour_status": "INACTIVE",
        "isced": 3,
        "disability": "NO",
    }
    return entries.StartEntry(**{**usual, **facts})


def state_entry(**facts: Any) -> entries.StateEntry:
    usual: dict[str, Any] = {"labour_status": "INACTIVE", "isced": 3, "disability": "NO"}
    return entries.StateEntry(**{**usual, **facts})


def accepted(*, by: Any, of: Project | None = None, **facts: Any) -> Participation:
    """Accept one person, without a day of start; facts of the person may be given by name."""
    return participants.accept(
        project=of or project(by=by),
        person=person_entry(**facts),
        state=state_entry(),
        on=TODAY,
        by=by,
    )


def premise_entry(**facts: Any) -> entries.PremiseEntry:
    usual: dict[str, Any] = {
        "kind": "SOCIAL_ASSISTANCE",
        "evidence": "OPS_CERTIFICATE",
        "seen_on": date(2026, 3, 1),
    }
    return entries.PremiseEntry(**{**usual, **facts})


def leave_entry(**facts: Any) -> entries.LeaveEntry:
    usual: dict[str, Any] = {
        "ended_on": date(2026, 10, 1),
        "completed_path": True,
        "exit_situation": "TOOK_UP_WORK",
        "outcomes": (
            entries.OutcomeEntry(
                kind="EMPLOYMENT", observed_on=date(2026, 10, 15), evidence="CONTRACT"
            ),
        ),
    }
    return entries.LeaveEntry(**{**usual, **facts})


def participation(*, by: Any, of: Project | None = None, **facts: Any) -> Participation:
    """Enter one person; facts of the person and of the start may be given by name."""
    names = entries.PersonEntry.__dataclass_fields__
    return participants.enter_participant(
        project=of or project(by=by),
        person=person_entry(**{k: v for k, v in facts.items() if k in names}),
        start=start_entry(**{k: v for k, v in facts.items() if k not in names}),
        on=TODAY,
        by=by,
    )


def come_back(who: Participation, *, by: Any, **facts: Any) -> Participation:
    """Take the exit back on its own terms: a day after it, with a reason."""
    usual = {"returned_on": date(2026, 11, 2), "reason": "umowa wygasła", "on": TODAY}
    return participants.return_to_project(participation=who, by=by, **{**usual, **facts})
