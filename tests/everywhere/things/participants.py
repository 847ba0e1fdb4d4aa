"""A participation with a premise, and its project."""

from typing import Any

from core.ledger.models import Member
from projects.participants import operations as participants
from projects.participants.models import Participation
from tests import make


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    premise = participants.note_premise(
        participation=participation, entry=make.premise_entry(), on=make.TODAY, by=by
    )
    return {
        "participation_id": participation.pk,
        "project_id": participation.project_id,
        "premise_id": premise.pk,
    }
