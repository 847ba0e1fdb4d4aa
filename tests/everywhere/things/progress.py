"""A gap and the table of a chart, for the pages of one project's figures."""

from typing import Any

from core.ledger.models import Member
from dashboards.tenant.gaps import Gap
from projects.participants.models import Participation

NAMESPACE = "progress"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    return {"gap": Gap.NO_PREMISE.value, "table": "koszyk"}
