"""An indicator of the unit's own: published, with a draft of its next version."""

from typing import Any

from core.ledger.models import Member
from indicators.local import operations
from projects.participants.models import Participation
from tests.make import local

NAMESPACE = "local_indicators"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    one = local.published(by=by)
    operations.start_version(indicator=one, effective_from=local.LATER, by=by)
    return {"indicator_id": one.pk}
