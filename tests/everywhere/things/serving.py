"""A token of released figures."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import serving

NAMESPACE = "serving"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {"release_token_id": serving.token()[0].pk}
