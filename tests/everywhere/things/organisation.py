"""A token that the metropolis's people see as people of an organisation, too."""

from typing import Any

from accounts.models import Account
from core import tenancy
from core.ledger.models import Member
from projects.participants.models import Participation
from projects.partners import people
from projects.partners.models import Token
from tenants.organisations import operations
from tenants.organisations.models import PersonInvitation
from tests import make
from tests.everywhere.things import partners

NAMESPACE = "organisation"
# Whose page it is, and somebody whom they manage.
OWNER, COLLEAGUE = "public@example.org", "jan@most.example.org"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    named = partners.made(participation=participation, by=by, name="Fundacja Brama")
    token = Token.objects.get(pk=named["token_id"])
    for email in (OWNER, COLLEAGUE):
        facts = {"display_name": "Ola Miotk", "manages": True, "at": token.made_at, "by": by}
        people.invite(token=token, email=email, **facts)
    with tenancy.acting_as(tenancy.Role.WEB):
        owner = Account.objects.filter(email=OWNER).first() or make.account(OWNER, "Ola Miotk")
        invitation = PersonInvitation.objects.get(email=OWNER)
        operations.accept_invitation(
            invitation=invitation, display_name="", password=None, at=token.made_at, by=owner
        )
    seats = {one.invitation.email: one.pk for one in people.people_of(token)}
    return {"token_id": token.pk, "seat_id": seats[OWNER]}
