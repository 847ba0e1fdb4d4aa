"""Factories of organisations: a partner with a number, a token of it, and a person who sees that."""

from typing import Any

from django.utils import timezone

from accounts.models import Account
from core import tenancy
from core.permissions import System
from projects.partners import people
from projects.partners.models import Token
from tenants import queries as tenants
from tenants.actors import Steward
from tenants.organisations import operations
from tenants.organisations.models import PersonInvitation, Seat
from tests.make import partners

# Numbers whose check digits are right and which nobody has.
NIP, ANOTHER_NIP = "1234563218", "6001002004"
KRS = "0000000017"
PASSWORD = "a long sentence only Zofia says"  # noqa: S105 - nobody's


def token(
    tenant: Any, account: Any, name: str = "Fundacja Most", *, nip: str = NIP, **facts: Any
) -> tuple[partners.Workshop, Token]:
    """A partner with this number in a unit, and its token."""
    workshop = partners.workshop(tenant, account, name, nip=nip, **facts)
    return workshop, partners.token(workshop, name=f"System: {name}")[0]


def invited(
    of: partners.Workshop, token: Token, email: str = "zofia@most.example.org", **facts: Any
) -> PersonInvitation:
    """The unit's coordinator invites somebody of the partner, from the page of its token."""
    usual = {"display_name": "Zofia Klejna", "manages": False, "at": timezone.now(), "by": of.anna}
    with tenancy.inside(of.tenant):
        people.invite(token=token, email=email, **{**usual, **facts})
    return PersonInvitation.objects.get(email=email, accepted_at=None)


def accepted(invitation: PersonInvitation) -> Account:
    """They open the link; whoever has an account is signed in with it."""
    known = Account.objects.filter(email=invitation.email).first()
    return operations.accept_invitation(
        invitation=invitation,
        display_name=invitation.display_name,
        password=PASSWORD,
        at=timezone.now(),
        by=known or System(invitation.display_name),  # type: ignore[arg-type]
    )


def person(of: partners.Workshop, token: Token, email: str = "", **facts: Any) -> Account:
    return accepted(invited(of, token, email or "zofia@most.example.org", **facts))


def acting(account: Account) -> Steward:
    """Somebody of an organisation, as they act on the metropolis's host."""
    return tenants.guest(account, tenants.metropolis())


def seat_of(account: Account, tenant: Any) -> Seat:
    return Seat.objects.get(account=account, standing__tenant=tenant)
