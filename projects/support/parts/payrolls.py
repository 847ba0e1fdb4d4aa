"""Tables of payrolls: months with their sums, one month by person, one person by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.models import AllowanceGrant, AllowanceRule, PayoutAccount
from projects.support.parts import allowances
from projects.support.queries.payrolls import Line, Month, accounts_of
from projects.support.rules import calendar
from ui import formats
from ui.parts import Cell, Column, Link, Table


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def payroll_url(project: Project, month_on: date, name: str = "support:payroll") -> str:
    return reverse(name, args=[project.pk, f"{month_on:%Y-%m}"])


def months_table(project: Project, months: Sequence[Month], *, on: date) -> Table:
    columns = [
        Column(_("Month")),
        Column(_("State")),
        Column(_("People"), "number"),
        Column(_("To be paid"), "money"),
    ]
    rows = [
        [
            Cell(formats.month_name(month.month_on), url=payroll_url(project, month.month_on)),
            _state_cell(month, on),
            month.people_count,
            month.total,
        ]
        for month in months
    ]
    return Table(_("Payrolls"), columns, rows, caption_hidden=True)


def state(month: Month, *, on: date) -> str:
    """Draft, month under way, approved, or paid with the day."""
    if month.payroll and month.payroll.paid_on:
        return _("paid on %(day)s") % {"day": formats.day(month.payroll.paid_on)}
    if month.payroll:
        return _("approved")
    if on <= calendar.month_of(month.month_on)[1]:
        return _("draft, the month is under way")
    return _("draft, waits for approval")


def lines_table(month: Month) -> Table:
    """A line for each person and allowance, with what it comes from."""
    columns = [
        Column(_("Person")),
        Column(_("Allowance")),
        Column(_("What it comes from")),
        Column(_("Amount"), "money"),
        Column(_("Account"), wide_only=True),
    ]
    accounts = accounts_of(line.grant.participation_id for line in month.lines)
    rows = [_line_row(line, accounts) for line in month.lines]
    total = [_("Together"), "", "", month.total, ""]
    return Table(_("Payroll"), columns, rows, total=total, caption_hidden=True)


def differences_table(month: Month) -> Table:
    columns = [
        Column(_("Person")),
        Column(_("Allowance"), wide_only=True),
        Column(_("What it would come from today")),
        Column(_("Approved"), "money"),
        Column(_("Difference"), "money"),
    ]
    rows = [
        [
            _person(found.grant),
            str(found.grant.rule),
            allowances.amount_words(found.basis),
            found.approved,
            found.amount,
        ]
        for found in month.differences
    ]
    return Table(_("What differs since the approval"), columns, rows, caption_hidden=True)


def payroll_facts(month: Month, *, on: date) -> list[Fact]:
    facts = [
        Fact(_("State"), state(month, on=on)),
        Fact(_("People"), formats.number(month.people_count)),
        Fact(_("To be paid"), formats.money(month.total)),
    ]
    if month.unpaid_count:
        facts.insert(2, Fact(_("Get nothing"), formats.number(month.unpaid_count)))
    if month.payroll:
        who = month.payroll.approved_by
        by = f", {who.display_name}" if who else ""
        facts.append(Fact(_("Approved"), formats.moment(month.payroll.approved_at) + by))
    return facts


def without_account(month: Month) -> int:
    """How many people are to be paid and have no account written down."""
    paid = {line.grant.participation_id for line in month.lines if line.amount > 0}
    return len(paid - set(accounts_of(paid)))


def beside(project: Project, month_on: date, *, on: date) -> dict[str, Link | None]:
    before, after = calendar.previous_month(month_on), calendar.next_month(month_on)
    return {
        "before": Link(formats.month_name(before), payroll_url(project, before)),
        "after": Link(formats.month_name(after), payroll_url(project, after))
        if after <= on
        else None,
    }


def rules_table(rules: Sequence[AllowanceRule], *, may_edit: bool, may_grant: bool) -> Table:
    columns = [
        Column(_("Allowance")),
        Column(_("Pays")),
        Column(_("On condition"), wide_only=True),
        Column(_("For"), wide_only=True),
        Column(_("In force"), wide_only=True),
        Column(_("People entitled"), "number"),
    ]
    rows = [_rule_row(rule, may_edit=may_edit, may_grant=may_grant) for rule in rules]
    return Table(_("Rules of allowances"), columns, rows, caption_hidden=True)


def person_months(months: Sequence[Month], project: Project, *, on: date) -> Table:
    """What a person got and will get, the newest month on top."""
    columns = [
        Column(_("Month")),
        Column(_("Allowance"), wide_only=True),
        Column(_("What it comes from")),
        Column(_("Amount"), "money"),
        Column(_("State"), wide_only=True),
    ]
    rows: list[list[object]] = [
        [
            Cell(formats.month_name(month.month_on), url=payroll_url(project, month.month_on)),
            str(line.grant.rule),
            allowances.basis_words(line),
            line.amount,
            state(month, on=on),
        ]
        for month in months
        for line in month.lines
    ]
    return Table(_("Months"), columns, rows, caption_hidden=True)


def grants_of(participation: Participation, *, may_edit: bool) -> list[dict[str, Any]]:
    return [
        {
            "name": str(grant.rule),
            "period": allowances.period_words(grant.starts_on, grant.ends_on),
            "rate": _own_rate(grant),
            "evidence": grant.evidence or "",
            "url": reverse("support:change-grant", args=[grant.pk]) if may_edit else "",
        }
        for grant in participation.allowances.all()
    ]


def paid_in_all(months: Sequence[Month]) -> tuple[Decimal, Decimal]:
    """What was approved or paid, and what is still a draft."""
    kept = sum((month.total for month in months if month.payroll), Decimal(0))
    return kept, sum((month.total for month in months if not month.payroll), Decimal(0))


def _state_cell(month: Month, on: date) -> Cell:
    if not month.differences:
        return Cell(state(month, on=on))
    differs = _("differs by %(amount)s") % {"amount": formats.money(month.difference)}
    return Cell(state(month, on=on), tag=differs)


def _line_row(line: Line, accounts: dict[Any, PayoutAccount]) -> list[object]:
    account = accounts.get(line.grant.participation_id)
    return [
        _person(line.grant),
        str(line.grant.rule),
        allowances.basis_words(line),
        line.amount,
        allowances.account_words(account, whole=False),
    ]


def _person(grant: AllowanceGrant) -> Cell:
    url = reverse("support:money", args=[grant.participation_id])
    return Cell(str(grant.participation.person), url=url)


def _rule_row(rule: Any, *, may_edit: bool, may_grant: bool) -> list[object]:
    edit = reverse("support:correct-allowance-rule", args=[rule.pk]) if may_edit else ""
    give = reverse("support:grant-allowance", args=[rule.pk]) if may_grant else ""
    unchecked = _("to be checked") if not rule.checked_by else ""
    return [
        Cell(str(rule), url=edit, tag=unchecked, tag_title=rule.source),
        allowances.rate_words(rule),
        allowances.condition_words(rule),
        allowances.coverage_words(rule),
        allowances.period_words(rule.valid_from, rule.valid_to),
        Cell(rule.people, url=give),
    ]


def _own_rate(grant: AllowanceGrant) -> str:
    if grant.personal_rate is None:
        return allowances.rate_words(grant.rule)
    return _("own rate %(rate)s") % {"rate": formats.money(grant.personal_rate)}


def gaps_words(count: int) -> str:
    """Sheets without a mark of somebody entitled; nothing when there are none."""
    if not count:
        return ""
    return ngettext(
        "%(n)s session of the month has no mark for somebody entitled: it counts as missed.",
        "%(n)s sessions of the month have no mark for somebody entitled: they count as missed.",
        count,
    ) % {"n": count}
