"""A partner, an amendment, an area, and a draft at its first step."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import agreements

NAMESPACE = "agreements"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    project = participation.project
    return {
        "partner_id": agreements.partner(of=project, by=by).pk,
        "amendment_id": agreements.amendment(of=project, by=by).pk,
        "area_id": agreements.area(by=by).pk,
        "draft_id": agreements.draft(by=by).pk,
        "wizard_step": "umowa",
    }
