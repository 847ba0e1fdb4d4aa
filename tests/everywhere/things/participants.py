"""A participation and its project."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {"participation_id": participation.pk, "project_id": participation.project_id}
