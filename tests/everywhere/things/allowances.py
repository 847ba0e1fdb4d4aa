"""A rule with somebody entitled to it, and an approved month."""

from typing import Any

from core.ledger.models import Member
from projects.participants.models import Participation
from projects.support.models import Payroll
from tests.make import allowances

NAMESPACE = "support"


def made(*, participation: Participation, by: Member) -> dict[str, Any]:
    rule = allowances.rule(of=participation.project, by=by)
    (grant,) = allowances.grant(rule, participation, by=by)
    allowances.account(participation, by=by)
    payroll = Payroll.objects.create(project=participation.project, month_on=allowances.MONTH)
    return {
        "allowance_rule_id": rule.pk,
        "allowance_grant_id": grant.pk,
        "payroll_id": payroll.pk,
        "payroll_month": "2026-11",
    }
