"""Why a period stayed open on the programme's closing day."""

from datetime import date

from core import audit, outbox
from core.operation import operation
from core.permissions import Actor, Permission, require
from indicators.periods.models import HeldBack, SettlementPeriod
from indicators.periods.operations.locking import locked_period


@operation(moves_figures=True)
def hold_back(
    *,
    period: SettlementPeriod,
    programme_period: str,
    cause: str,
    reason: str,
    until: date | None,
    on: date,
    by: Actor,
) -> HeldBack:
    """Say why the period stays open: an exception and its last day, or what refused the closing."""
    require(by, Permission.EDIT_PROJECTS, project=period.project_id)
    found = locked_period(period)
    held, _is_new = HeldBack.objects.update_or_create(
        period=found,
        defaults={
            "programme_period": programme_period,
            "cause": cause,
            "reason": reason,
            "until": until,
            "since": on,
        },
    )
    audit.record("left a settlement period open", found, by=by, fields=[cause])
    outbox.write(outbox.Topic.PROJECT, found.project_id)
    return held
