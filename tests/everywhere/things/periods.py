"""A closed period whose reopening somebody asked for."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import periods

NAMESPACE = "periods"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    period = periods.period(of=participation.project, by=by)
    closing = periods.closed(period, by=by)
    return {
        "period_id": period.pk,
        "closing_id": closing.pk,
        "reopening_id": periods.asked(period, by=by).pk,
    }
