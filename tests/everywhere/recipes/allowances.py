"""Recipes of allowances and payrolls."""

from decimal import Decimal
from typing import Any

from projects.support import operations
from projects.support.entries_allowances import AccountEntry
from projects.support.models import Attendance, Payroll
from tests import make
from tests.everywhere.recipes.recipe import coordinator, recipe
from tests.make import allowances, support

ALLOWANCES = "projects.support.operations.allowances"
PAYROLLS = "projects.support.operations.payrolls"


def _rule() -> Any:
    return allowances.rule(of=make.project(by=coordinator()), by=coordinator())


def _worked() -> Any:
    """A project in which one person entitled to travel came to one session."""
    by, rule = coordinator(), _rule()
    (person,) = support.people(1, of=rule.project, by=by)
    group = support.group(of=support.service(of=rule.project, by=by), by=by)
    support.join(group, person, by=by)
    support.mark(support.session(group, by=by), person, by=by)
    allowances.grant(rule, person, by=by)
    return rule.project


@recipe(f"{ALLOWANCES}.enter_allowance_rule", inside_a_tenant=True)
def enter_allowance_rule() -> dict[str, Any]:
    project = make.project(by=coordinator())
    return {"project": project, "entry": allowances.rule_entry(), "by": coordinator()}


@recipe(f"{ALLOWANCES}.correct_allowance_rule", inside_a_tenant=True)
def correct_allowance_rule() -> dict[str, Any]:
    rule = _rule()
    service = support.service(of=rule.project, by=coordinator())
    entry = allowances.rule_entry(rate=Decimal(14), services=(service,))
    return {"rule": rule, "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{ALLOWANCES}.grant_allowance", inside_a_tenant=True)
def grant_allowance() -> dict[str, Any]:
    rule = _rule()
    people = support.people(2, of=rule.project, by=coordinator())
    entry = allowances.grant_entry(evidence="cennik przewoźnika")
    return {"rule": rule, "participations": people, "entry": entry, "by": coordinator()}


@recipe(f"{ALLOWANCES}.change_grant", inside_a_tenant=True)
def change_grant() -> dict[str, Any]:
    granted = operations.grant_allowance(**grant_allowance())[0]
    entry = allowances.grant_entry(personal_rate=Decimal(9))
    return {"grant": granted, "entry": entry, "version": 1, "by": coordinator()}


@recipe(f"{ALLOWANCES}.note_account", inside_a_tenant=True)
def note_account() -> dict[str, Any]:
    project = make.project(by=coordinator())
    (person,) = support.people(1, of=project, by=coordinator())
    entry = AccountEntry(iban=allowances.IBAN, holder_name="Ewa Czaja")
    return {"participation": person, "entry": entry, "version": 0, "by": coordinator()}


@recipe(f"{PAYROLLS}.approve_payroll", inside_a_tenant=True)
def approve_payroll() -> dict[str, Any]:
    return {**allowances.approval(_worked()), "by": coordinator()}


def _approved() -> Payroll:
    return operations.approve_payroll(**approve_payroll())


@recipe(f"{PAYROLLS}.take_back_approval", inside_a_tenant=True)
def take_back_approval() -> dict[str, Any]:
    reason = "brakowało listy z 5 listopada"
    return {"payroll": _approved(), "reason": reason, "version": 1, "by": coordinator()}


@recipe(f"{PAYROLLS}.mark_paid", inside_a_tenant=True)
def mark_paid() -> dict[str, Any]:
    day = {"paid_on": allowances.AFTER, "on": allowances.AFTER}
    return {"payroll": _approved(), "version": 1, "by": coordinator(), **day}


@recipe(f"{PAYROLLS}.make_corrections", inside_a_tenant=True)
def make_corrections() -> dict[str, Any]:
    payroll = _approved()
    cell = Attendance.objects.select_related("session", "participation").get()
    support.mark(cell.session, cell.participation, "ABSENT", by=coordinator())
    return {"payroll": payroll, "version": 1, "on": allowances.AFTER, "by": coordinator()}


@recipe(f"{PAYROLLS}.export_payroll", inside_a_tenant=True)
def export_payroll() -> dict[str, Any]:
    asked = {"month_on": allowances.MONTH, "file_format": "csv", "on": allowances.AFTER}
    return {"project": _worked(), "by": coordinator(), **asked}
