"""Factories of allowances: a rule, an entitlement, an account, an approved payroll."""

from datetime import date
from decimal import Decimal
from typing import Any

from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support import operations
from projects.support.entries_allowances import AccountEntry, GrantEntry, RuleEntry
from projects.support.models import AllowanceGrant, AllowanceRule, PayoutAccount, Payroll
from projects.support.queries.payrolls import month_of

# November 2026 is over on this day, and so can be approved.
MONTH, AFTER = date(2026, 11, 1), date(2026, 12, 4)
# An invented number whose check digits agree.
IBAN = "PL61109010140000071219812874"


def rule_entry(**facts: Any) -> RuleEntry:
    usual: dict[str, Any] = {
        "name": "Zwrot kosztów dojazdu",
        "kind": "TRAVEL",
        "rate": Decimal(12),
        "valid_from": date(2026, 1, 1),
    }
    return RuleEntry(**{**usual, **facts})


def rule(*, of: Project, by: Any, **facts: Any) -> AllowanceRule:
    return operations.enter_allowance_rule(project=of, entry=rule_entry(**facts), by=by)


def grant_entry(**facts: Any) -> GrantEntry:
    return GrantEntry(**{"starts_on": MONTH, **facts})


def grant(rule: AllowanceRule, *who: Participation, by: Any, **facts: Any) -> list[AllowanceGrant]:
    entry = grant_entry(**facts)
    return operations.grant_allowance(rule=rule, participations=who, entry=entry, by=by)


def account(who: Participation, *, by: Any, version: int = 0) -> PayoutAccount:
    entry = AccountEntry(iban=IBAN, holder_name=str(who.person))
    return operations.note_account(participation=who, entry=entry, version=version, by=by)


def approval(project: Project, *, month_on: date = MONTH, on: date = AFTER) -> dict[str, Any]:
    """What approving takes, as the page that shows the draft would send it."""
    draft = month_of(project, month_on, on=on)
    seen = {"seen": draft.fingerprint, "seen_total": draft.total}
    return {"project": project, "month_on": month_on, "on": on, **seen}


def approved(project: Project, *, by: Any, **facts: Any) -> Payroll:
    return operations.approve_payroll(**approval(project, **facts), by=by)
