"""A partner's token, and the secret address of its developer's page."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.ledger.models import Member
from projects.participants.models import Participation
from projects.partners import operations, people
from projects.partners.actions import Action
from tests.make import agreements, organisations

NAMESPACE = "partners"


def made(
    *, participation: Participation, by: Member, name: str = "Fundacja Most"
) -> dict[str, Any]:
    facts = {"name": name, "nip": organisations.NIP}
    partner = agreements.partner(of=participation.project, by=by, **facts)
    entry = operations.TokenEntry(
        name="System Fundacji Most",
        partners=[partner],
        actions=Action.values,
        ends_at=timezone.now() + timedelta(days=90),
    )
    token = operations.make_token(entry=entry, at=timezone.now(), by=by)
    link = operations.make_portal_link(token=token, at=timezone.now(), by=by)
    person = {"display_name": "Zofia Klejna", "manages": True, "at": timezone.now(), "by": by}
    people.invite(token=token, email=f"zofia@{token.pk}.example.org", **person)
    return {
        "token_id": token.pk,
        "partner_id": partner.pk,
        "portal_link": link,
        "seat_id": people.people_of(token)[-1].pk,
    }
