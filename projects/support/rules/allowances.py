"""How much an allowance comes to for one person and month, from plain facts.

Everything is exact until the end: the amount is rounded once, half a grosz up, after the cap.
SOURCE of the rules: published regulations of refunds and stipends of projects of this kind. At least
80% of the hours, and sick leave is the only excuse; an internship is paid by its hours up to a
monthly amount, with 2 days off per 30 calendar days paid; training pays the full amount from 150
hours a month on, otherwise in proportion; refunds only for days that an attendance list confirms.
"""

import hashlib
import json
from dataclasses import dataclass, fields
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

NOTHING = Decimal(0)
GROSZ = Decimal("0.01")
PERCENT = 100
WORKING_DAYS = 5

INTERNSHIP, TRAINING, HOURLY = "INTERNSHIP", "TRAINING", "HOURLY"
TRAVEL, CARE, MEAL = "TRAVEL", "CARE", "MEAL"
BY_MONTH, BY_HOUR, BY_DAY = (INTERNSHIP, TRAINING), (HOURLY, CARE), (TRAVEL, MEAL)

# Why nothing is paid.
ABSENT, BELOW = "ABSENT", "BELOW"


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What the project's rule says; `rate` is for a full month, an hour or a day."""

    kind: str
    rate: Decimal
    cap: Decimal | None = None
    full_hours: Decimal | None = None
    threshold_percent: int = 0
    pays_sick_leave: bool = False


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Hours that were to be attended, were attended, and were excused by sick leave."""

    planned: Decimal = NOTHING
    attended: Decimal = NOTHING
    excused: Decimal = NOTHING

    @property
    def expected(self) -> Decimal:
        """Sick leave does not count against anybody."""
        return max(self.planned - self.excused, NOTHING)

    def reaches(self, percent: int) -> bool:
        return self.attended * PERCENT >= self.expected * percent


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One person's month within the rule and the entitlement, from sheets and internships.

    `excused_hours` are those of sessions missed with sick leave; `off_hours` and `sick_hours` are
    days of an internship at its hours a day. `full_month_hours` is what the calendar of the whole
    month gives. `course` is what the threshold is measured over, where that is not the month.
    """

    planned_hours: Decimal = NOTHING
    attended_hours: Decimal = NOTHING
    excused_hours: Decimal = NOTHING
    planned_days: int = 0
    present_days: int = 0
    worked_hours: Decimal = NOTHING
    days_off: int = 0
    off_hours: Decimal = NOTHING
    sick_days: int = 0
    sick_hours: Decimal = NOTHING
    full_month_hours: Decimal = NOTHING
    course: Presence | None = None

    @property
    def month(self) -> Presence:
        return Presence(
            planned=self.planned_hours,
            attended=self.attended_hours + self.worked_hours + self.off_hours,
            excused=self.excused_hours + self.sick_hours,
        )


@dataclass(frozen=True, kw_only=True)
class Amount:
    """What is paid and what it comes from; `reason` says why nothing is."""

    kind: str
    amount: Decimal
    rate: Decimal
    counted: Decimal  # hours or days that are paid
    of: Decimal  # hours of a full month, or what was planned
    share: Decimal  # attended of expected, in percent, one place
    threshold_percent: int
    days_off: int = 0
    sick_days: int = 0
    is_capped: bool = False
    reason: str = ""

    @property
    def basis(self) -> dict[str, Any]:
        """The facts as they are kept with an approved line."""
        values = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {
            name: format(value.normalize(), "f") if isinstance(value, Decimal) else value
            for name, value in values
        }

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.basis)

    @classmethod
    def of_basis(cls, basis: dict[str, Any]) -> "Amount":
        """What was kept, read back."""
        numbers = {
            name: Decimal(basis[name]) for name in ("amount", "rate", "counted", "of", "share")
        }
        return cls(**{**basis, **numbers})


def amount(terms: Terms, facts: Facts, *, personal_rate: Decimal | None = None) -> Amount:
    """What one person gets for one month; a rate of their own takes the place of the rule's."""
    rate = terms.rate if personal_rate is None else personal_rate
    measured = facts.course or facts.month
    counted, of = _counted(terms, facts)
    exact = _worth(terms.kind, rate, counted, of)
    reason = ""
    if not measured.reaches(terms.threshold_percent):
        reason, exact = BELOW, NOTHING
    elif not counted:
        reason = ABSENT
    capped = exact if terms.cap is None else min(exact, terms.cap)
    return Amount(
        kind=terms.kind,
        amount=capped.quantize(GROSZ, ROUND_HALF_UP),
        rate=rate,
        counted=counted,
        of=of,
        share=_percent(measured),
        threshold_percent=terms.threshold_percent,
        days_off=facts.days_off if terms.kind == INTERNSHIP else 0,
        sick_days=facts.sick_days if terms.pays_sick_leave else 0,
        is_capped=capped < exact,
        reason=reason,
    )


def nothing(kind: str) -> Amount:
    """What somebody gets whom nothing is computed for any more."""
    zero = NOTHING
    facts = {"rate": zero, "counted": zero, "of": zero, "share": zero, "threshold_percent": 0}
    return Amount(kind=kind, amount=zero, reason=ABSENT, **facts)  # type: ignore[arg-type]


def fingerprint(facts: Any) -> str:
    """A hash of what something was computed from: equal facts, equal hash."""
    written = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def _counted(terms: Terms, facts: Facts) -> tuple[Decimal, Decimal]:
    """The hours or days that are paid, and what they are a part of."""
    sick = facts.sick_hours if terms.pays_sick_leave else NOTHING
    excused = facts.excused_hours if terms.pays_sick_leave else NOTHING
    if terms.kind == INTERNSHIP:
        full = terms.full_hours or facts.full_month_hours
        return facts.worked_hours + facts.off_hours + sick, full
    there = facts.attended_hours + facts.worked_hours
    if terms.kind == TRAINING:
        # What the person had planned is no full month: six hours would pay for all of it.
        return there + excused + sick, terms.full_hours or NOTHING
    if terms.kind == HOURLY:
        return there + excused + sick, facts.planned_hours
    if terms.kind == CARE:
        # Whoever stayed at home needed nobody to look after the child.
        return there, facts.planned_hours
    return Decimal(facts.present_days), Decimal(facts.planned_days)


def _worth(kind: str, rate: Decimal, counted: Decimal, of: Decimal) -> Decimal:
    if kind not in BY_MONTH:
        return rate * counted
    # Multiplied before divided: a third of a month stays exact as long as it can.
    return rate * min(counted, of) / of if of else NOTHING


def _percent(presence: Presence) -> Decimal:
    if not presence.expected:
        return Decimal(PERCENT)
    # 79,96% is below 80% and must not look like it.
    return (presence.attended * PERCENT / presence.expected).quantize(Decimal("0.1"), ROUND_DOWN)


def hours_a_working_day(*, day_hours: Decimal, week_hours: Decimal) -> Decimal:
    """What an internship takes of each working day, where its week has fewer days than five."""
    return min(day_hours, week_hours / WORKING_DAYS)
