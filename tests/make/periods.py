"""Factories of settlement periods, their reports, and the programme's own periods."""

from datetime import UTC, date, datetime
from typing import Any

from core import tenancy
from core.ledger.models import Member
from indicators.periods import operations
from indicators.periods.models import Closing, Reopening, SettlementPeriod
from indicators.programme_periods import operations as programme
from indicators.programme_periods.models import ClosingDay
from projects.agreements.models import Project
from tests import make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
# Uneven on purpose: three months, three, six.
FIRST = (date(2026, 1, 1), date(2026, 3, 31))
SECOND = (date(2026, 4, 1), date(2026, 6, 30))
THIRD = (date(2026, 7, 1), date(2026, 12, 31))


def period(
    *, of: Project, by: Any, days: tuple[date, date] = FIRST, **facts: Any
) -> SettlementPeriod:
    usual = {"starts_on": days[0], "ends_on": days[1], "due_on": None, "is_final": False}
    return operations.enter_period(project=of, by=by, **{**usual, **facts})


def closed(period: SettlementPeriod, *, by: Any, on: date = make.TODAY, seen: str = "") -> Closing:
    return operations.close_period(period=period, seen=seen, on=on, by=by)


def asked(period: SettlementPeriod, *, by: Any, on: date = make.TODAY) -> Reopening:
    return operations.ask_to_reopen(period=period, reason="zła lista", on=on, by=by)


def second_coordinator() -> Member:
    """Ewa, who may agree to what Anna asked for."""
    with tenancy.acting_as(tenancy.Role.WEB):
        return make.member(make.tenant("alfa"), "ewa@example.org", "Ewa Konkel", "coordinator")


def programme_period(**facts: Any) -> ClosingDay:
    usual = {"name": "I kwartał 2026", "ends_on": date(2026, 3, 31), "close_by": date(2026, 4, 20)}
    return programme.name_period(**{**usual, **facts}, by=make.BY)
