"""What the next payment claim needs: its period, the money known here, what is not approved yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min, Sum

from indicators.periods import queries as periods
from projects.agreements.models import Project
from projects.support.models import AllowanceGrant, Payroll
from projects.support.rules import calendar

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Allowances:
    """Approved and paid so far, and the months over that nobody has approved."""

    approved: Decimal
    paid: Decimal
    unpaid_months: list[date]
    open_months: list[date]


def allowances(project: Project, *, on: date) -> Allowances:
    """Two queries; a month counts as open once it is over and somebody was entitled in it."""
    rows = Payroll.objects.filter(project=project).annotate(paid=Sum("lines__amount"))
    months = {row.month_on: row for row in rows}
    first = AllowanceGrant.objects.filter(rule__project=project).aggregate(first=Min("starts_on"))
    since = first["first"]
    return Allowances(
        approved=sum((_amount(row) for row in months.values()), NOTHING),
        paid=sum((_amount(row) for row in months.values() if row.paid_on), NOTHING),
        unpaid_months=sorted(month for month, row in months.items() if row.paid_on is None),
        open_months=[month for month in _months_over(since, on=on) if month not in months],
    )


def _amount(row: Any) -> Decimal:
    return (row.paid or NOTHING) + row.removed_amount


def _months_over(since: date | None, *, on: date) -> list[date]:
    found, month = [], calendar.previous_month(on.replace(day=1))
    while since and month >= since.replace(day=1):
        found.append(month)
        month = calendar.previous_month(month)
    return found[::-1]


@dataclass(frozen=True)
class Claim:
    """The earliest period whose report is open, with what was closed before it."""

    period: Any
    closed_count: int
    days_left: int

    @property
    def is_over(self) -> bool:
        return self.days_left < 0


@dataclass(frozen=True)
class Claims:
    next: Claim | None
    has_any: bool


def claims(project: Project, *, on: date) -> Claims:
    """One query."""
    rows = list(periods.periods_of(project.pk))
    open_ones = [row for row in rows if not row.closed]
    closed = len(rows) - len(open_ones)
    if not open_ones:
        return Claims(None, bool(rows))
    first = open_ones[0]
    return Claims(Claim(first, closed, (first.due_on - on).days), True)
