"""A request to take everything out that waits for somebody to agree."""

from typing import Any

from core.days import today
from core.ledger.models import Member
from projects.leaving import queries
from projects.participants.models import Participation
from tests.make import leaving

NAMESPACE = "leaving"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    found = queries.current(on=today())
    return {"archive_id": (found or leaving.asked(by=leaving.administrator("alfa"), on=today())).pk}
