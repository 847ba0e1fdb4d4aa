"""A value declared by hand."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import declared

NAMESPACE = "declared"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {"declared_id": declared.declared(of=participation.project, by=by).pk}
