"""Targets of a project, and a plan of a period of it."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import targets

NAMESPACE = "targets"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    targets.targets(of=participation.project, by=by)
    return {"period_id": targets.plan(of=participation.project, by=by).pk}
