"""The page of a partner's developer, behind the link of a token of its own."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.everywhere.things import partners

NAMESPACE = "portal"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return partners.made(participation=participation, by=by, name="Fundacja Kładka")
