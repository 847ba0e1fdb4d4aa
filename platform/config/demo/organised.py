"""A foundation that is a partner in three units: one organisation, with tokens in each and two people."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.test import Client
from django.utils import timezone

from accounts import operations as accounts
from accounts.models import Account
from config.demo.staff import who_may
from core import tenancy
from core.permissions import Actor, Permission
from projects.agreements import operations as agreements
from projects.agreements import queries
from projects.agreements.entries import PartnerEntry
from projects.agreements.models import Project, ProjectPartner
from projects.partners import issuing, people
from projects.partners import operations as tokens
from projects.partners.actions import Action
from projects.partners.models import Token
from tenants import queries as tenants
from tenants.models import Tenant
from tenants.organisations import operations
from tenants.organisations import queries as seats
from tenants.organisations.models import PersonInvitation

# An invented body; the check digit of the number is right and nobody has it.
NAME, NIP = "Fundacja Wspólny Krok", "1111111111"
MANAGER, COLLEAGUE = ("Zofia Klejna", "zofia.klejna"), ("Jan Hinc", "jan.hinc")
DOMAIN = "wspolny-krok.example"
FIRST, UNITS = "kartuzy", 3
# Each with how many days it works, and what its program asks of an evening.
PROGRAMS = (
    ("Lista obecności fundacji", 150, ("projects/", "sessions/", "sessions/?limit=0", "outcomes/")),
    ("Zestawienia fundacji", 20, ()),
)
ACTIONS = (Action.READ_PROJECTS, Action.READ_ATTENDANCE, Action.WRITE_ATTENDANCE)


def organise(opened: Mapping[str, Tenant], *, today: date, by: Actor) -> int:
    """Returns how many tokens the foundation's people see on their page."""
    at, units = timezone.now(), _units(opened, today=today)
    made = [_partner_in(unit, today=today, at=at) for unit in units]
    with tenancy.acting_as(tenancy.Role.WEB):
        manager, colleague = (_account(*person, by=by) for person in (MANAGER, COLLEAGUE))
        for invitation in PersonInvitation.objects.filter(email=manager.email):
            _accept(invitation, manager, at=at)
        operations.invite_colleague(
            standings=seats.managed_by(manager.pk)[:2],
            email=colleague.email,
            display_name=colleague.display_name,
            manages=False,
            at=at,
            by=tenants.guest(manager, tenants.metropolis()),
        )
        _accept(PersonInvitation.objects.get(email=colleague.email), colleague, at=at)
    return sum(made)


def _units(opened: Mapping[str, Tenant], *, today: date) -> list[Tenant]:
    """Kartuzy, and the first others that have a project under way."""
    in_turn = sorted(opened, key=lambda slug: slug != FIRST)
    found = (opened[slug] for slug in in_turn if _running(opened[slug], today=today))
    return [tenant for _nth, tenant in zip(range(UNITS), found, strict=False)]


def _running(tenant: Tenant, *, today: date) -> list[Project]:
    with tenancy.inside(tenant):
        return list(queries.found(Project.objects.all(), state=queries.RUNNING, on=today))


def _partner_in(tenant: Tenant, *, today: date, at: datetime) -> int:
    """The foundation joins a project, gets its tokens, and one of its people is invited."""
    project = _running(tenant, today=today)[0]
    with tenancy.inside(tenant):
        by = who_may(Permission.EDIT_PROJECTS)
        entry = PartnerEntry(name=NAME, kind=ProjectPartner.Kind.NGO, nip=NIP)
        partner = agreements.add_partner(project=project, entry=entry, by=by)
        made = [
            (issuing.make_token(entry=_entry(name, partner, at, days), at=at, by=by), asked)
            for name, days, asked in PROGRAMS
        ]
        first: Token = made[0][0][0]
        name, mailbox = MANAGER
        people.invite(
            token=first,
            email=f"{mailbox}@{DOMAIN}",
            display_name=name,
            manages=True,
            at=at,
            by=by,
        )
    for (_token, key), asked in made:
        headers = {"Host": tenant.host, "Authorization": f"Bearer {key}"}
        for address in asked:
            Client().get(f"/api/v1/{address}", headers=headers)
    return len(made)


def _entry(name: str, partner: ProjectPartner, at: datetime, days: int) -> tokens.TokenEntry:
    return tokens.TokenEntry(
        name=name, partners=[partner], actions=ACTIONS, ends_at=at + timedelta(days=days)
    )


def _account(name: str, mailbox: str, *, by: Actor) -> Account:
    return accounts.create_account(
        email=f"{mailbox}@{DOMAIN}", display_name=name, is_demo=True, by=by
    )


def _accept(invitation: PersonInvitation, account: Account, *, at: datetime) -> None:
    operations.accept_invitation(
        invitation=invitation,
        display_name=account.display_name,
        password=None,
        at=at,
        by=account,  # type: ignore[arg-type]
    )
