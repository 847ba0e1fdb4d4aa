"""A saved view that the unit shares, and a change in bulk."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import workbench

NAMESPACE = "workbench"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {
        "view_id": workbench.saved_view(by=by).pk,
        "batch_id": workbench.batch([participation], by=by).pk,
    }
