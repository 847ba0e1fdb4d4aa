"""A partner's token, and the secret address of its developer's page."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from core.ledger.models import Member
from projects.participants.models import Participation
from projects.partners import operations
from projects.partners.actions import Action
from tests.make import agreements

NAMESPACE = "partners"


def made(
    *, participation: Participation, by: Member, name: str = "Fundacja Most"
) -> dict[str, Any]:
    partner = agreements.partner(of=participation.project, by=by, name=name)
    entry = operations.TokenEntry(
        name="System Fundacji Most",
        partners=[partner],
        actions=Action.values,
        ends_at=timezone.now() + timedelta(days=90),
    )
    token = operations.make_token(entry=entry, at=timezone.now(), by=by)
    link = operations.make_portal_link(token=token, at=timezone.now(), by=by)
    return {"token_id": token.pk, "partner_id": partner.pk, "portal_link": link}
