"""A report of the metropolis, waiting."""

from typing import Any

from core import tenancy
from core.ledger.models import Member
from projects.participants.models import Participation
from tests.make import reports

NAMESPACE = "reports"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    with tenancy.acting_as(tenancy.Role.WEB):
        return {"report_id": reports.metropolitan().pk, "ending": "pdf"}
