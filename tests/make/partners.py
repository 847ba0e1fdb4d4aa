"""Factories of partners' tokens: a partner with a workshop of its own, a token, a program that uses it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from core import tenancy
from core.days import today
from core.ids import new_id
from core.ledger.models import Member
from projects.agreements.models import Project, ProjectPartner
from projects.participants import operations as participants
from projects.participants.models import Participation
from projects.partners import issuing, operations
from projects.partners.actions import Action
from projects.partners.models import Token
from projects.support.models import Group, Session
from tests import make
from tests.make import agreements, support

EVERYTHING = tuple(Action.values)


@dataclass
class Workshop:
    """A project whose workshop a partner gives; `session` has three people on its sheet."""

    tenant: Any
    anna: Member
    project: Project
    partner: ProjectPartner
    group: Group
    people: list[Participation]
    session: Session


def workshop(tenant: Any, account: Any, name: str = "Fundacja Most", **facts: Any) -> Workshop:
    """Made inside the tenant, as its coordinator; to be called from outside."""
    with tenancy.inside(tenant):
        anna = Member.objects.get(account_id=account.pk)
        project = make.project(by=anna, title=f"Klub {name}")
        partner = agreements.partner(of=project, by=anna, name=name, **facts)
        service = support.service(of=project, by=anna, provider=partner)
        group = support.group(of=service, by=anna)
        people = support.people(3, of=project, by=anna)
        support.join(group, *people, by=anna)
        session = support.session(group, by=anna)
    return Workshop(tenant, anna, project, partner, group, people, session)


def somebody_who_left(of: Workshop) -> Participation:
    """Made inside the tenant: the last name of the group, who left ten days ago."""
    gone = make.participation(of=of.project, by=of.anna, family_name="Lis99", pesel=None)
    support.join(of.group, gone, by=of.anna)
    gone.refresh_from_db()
    entry = make.leave_entry(ended_on=today() - timedelta(days=10), outcomes=())
    return participants.leave(
        participation=gone, entry=entry, version=gone.version, on=today(), by=of.anna
    )


def token_entry(*partners: ProjectPartner, **facts: Any) -> operations.TokenEntry:
    usual: dict[str, Any] = {
        "name": "System Fundacji Most",
        "partners": partners,
        "actions": EVERYTHING,
        "ends_at": timezone.now() + timedelta(days=90),
    }
    return operations.TokenEntry(**{**usual, **facts})


def token(of: Workshop, **facts: Any) -> tuple[Token, str]:
    """A token of the workshop's partner with the text of its key."""
    with tenancy.inside(of.tenant):
        entry = token_entry(of.partner, **facts)
        return issuing.make_token(entry=entry, at=timezone.now(), by=of.anna)


@dataclass
class Program:
    """A partner's program at a unit's host."""

    tenant: Any
    key: str
    client: Client = field(default_factory=Client)

    def get(self, address: str, **headers: str) -> Any:
        return self._ask("get", address, headers)

    def head(self, address: str) -> Any:
        return self._ask("head", address, {})

    def post(self, address: str, body: Any, *, key: str | None = None, **headers: str) -> Any:
        named = {"Idempotency-Key": key or str(new_id())}
        return self._ask(
            "post", address, {**named, **headers}, data=body, content_type="application/json"
        )

    def delete(self, address: str, **headers: str) -> Any:
        return self._ask("delete", address, {"Idempotency-Key": str(new_id()), **headers})

    def _ask(self, method: str, address: str, headers: dict[str, str], **body: Any) -> Any:
        shown = {"Authorization": f"Bearer {self.key}", "Host": self.tenant.host, **headers}
        return getattr(self.client, method)(f"/api/v1{address}", headers=shown, **body)
