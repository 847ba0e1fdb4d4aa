"""The programme's closing day in one unit: every period that is over is closed, or it is said why not.

Closing runs in the worker, which holds no keys: nothing sealed is opened or written here.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core import tenancy
from core.errors import RuleBroken
from core.permissions import System
from indicators.periods import operations, queries
from indicators.periods.models import HeldBack, SettlementPeriod
from indicators.programme_periods import queries as programme
from indicators.programme_periods.queries import DuePeriod
from tenants.models import Tenant

logger = logging.getLogger(__name__)


def close_due(tenant: Tenant, *, on: date) -> tuple[int, int]:
    """How many periods were closed and how many were left open; running twice closes nothing more."""
    known = _said_of(tenant, on=on)
    due = [each.ends_on for each in known if each.is_due]
    if not due:
        return 0, 0
    with tenancy.inside(tenant), translation.override(settings.LANGUAGE_CODE):
        waiting = queries.overdue(ends_by=max(due), on=on)
        done = [_close(period, known, on=on) for period in waiting]
    return done.count(True), done.count(False)


def waiting_for(period: SettlementPeriod, tenant: Tenant, *, on: date) -> DuePeriod | None:
    """The period of the programme whose day closes this one, with what this unit is excepted from."""
    return programme.period_for(period.ends_on, _said_of(tenant, on=on))


def _said_of(tenant: Tenant, *, on: date) -> list[DuePeriod]:
    """What the metropolis says, read under the web role: no unit may read what is said of another."""
    with tenancy.inside(tenant, role=tenancy.Role.WEB):
        return programme.due_periods(tenant.pk, on=on)


def _close(period: SettlementPeriod, known: Sequence[DuePeriod], *, on: date) -> bool:
    due = programme.period_for(period.ends_on, known)
    if due is None or not due.is_due:
        return False
    by = System(_("Closing of the period %(name)s") % {"name": due.name})
    exception = due.exception_for(period.project_id)
    if exception is not None:
        why = _Cause(HeldBack.Cause.EXCEPTED, exception.reason, exception.expires_on)
        _leave_open(period, due, why, on, by)
        return False
    mended_until = queries.mended_until(period)
    if mended_until is not None and on <= mended_until:
        # Whoever took the report back has a reason: closed as it stands, it would be the same report.
        why = _Cause(HeldBack.Cause.REOPENED, _("Its report was taken back."), mended_until)
        _leave_open(period, due, why, on, by)
        return False
    try:
        operations.close_period(period=period, seen="", on=on, by=by)
    except RuleBroken as refusal:
        _leave_open(period, due, _Cause(HeldBack.Cause.REFUSED, str(refusal)), on, by)
        return False
    except Exception:
        # One project's trouble must not leave the others open.
        logger.exception("a settlement period could not be closed: %s", period.pk)
        trouble = _("An error, which the platform's operator sees.")
        _leave_open(period, due, _Cause(HeldBack.Cause.REFUSED, trouble), on, by)
        return False
    return True


@dataclass(frozen=True)
class _Cause:
    """A refusal has no last day: it is tried again each morning."""

    kind: HeldBack.Cause
    reason: str
    until: date | None = None


def _leave_open(
    period: SettlementPeriod, due: DuePeriod, why: _Cause, on: date, by: System
) -> None:
    """Say so once, and again only when something about it is another."""
    known = HeldBack.objects.filter(
        period=period,
        programme_period=due.name,
        cause=why.kind,
        reason=why.reason,
        until=why.until,
    )
    if not known.exists():
        operations.hold_back(
            period=period,
            programme_period=due.name,
            cause=why.kind,
            reason=why.reason,
            until=why.until,
            on=on,
            by=by,
        )
