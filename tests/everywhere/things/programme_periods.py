"""A period of the programme, and a unit that is excepted from it."""

from datetime import date
from typing import Any

from core import tenancy
from core.ledger.models import Member
from indicators.programme_periods import operations
from projects.participants.models import Participation
from tests import make
from tests.make import periods

NAMESPACE = "programme_periods"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    with tenancy.acting_as(tenancy.Role.WEB):
        period = periods.programme_period()
        exception = operations.except_unit(
            programme_period=period,
            tenant=make.tenant("alfa"),
            project_id=None,
            reason="kontrola w toku",
            expires_on=date(2030, 12, 31),
            on=make.TODAY,
            at=periods.NOW,
            by=make.BY,
        )
    return {"programme_period_id": period.pk, "exception_id": exception.pk}
