"""An indicator that is proposed."""

from typing import Any

from core import tenancy
from core.ledger.models import Member
from projects.participants.models import Participation
from tests import make
from tests.make import proposals

NAMESPACE = "definition_proposals"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    with tenancy.acting_as(tenancy.Role.WEB):
        proposal = proposals.proposed(by=make.BY)
    return {"proposal_id": proposal.pk}
