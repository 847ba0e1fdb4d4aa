"""A month of allowances is approved, taken back, paid, corrected and taken out as a file."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.ledger.models import Member
from core.operation import operation
from core.permissions import Actor, Permission, can, require
from projects.agreements.models import Project
from projects.support.models import AllowanceCorrection, Payroll, PayrollLine
from projects.support.queries.payrolls import Difference, Month, month_of
from projects.support.rules import calendar
from ui import formats


class MonthNotOver(RuleBroken):
    message = _(
        "The month ends on %(until)s, and attendance is still being marked. Approve the payroll "
        "from %(since)s on."
    )


class ApprovedAlready(RuleBroken):
    message = _("This month is approved already. Open it again to see who approved it and when.")


class NothingToPay(RuleBroken):
    message = _("Nobody has anything to be paid for this month: there is nothing to approve.")


class DraftChanged(RuleBroken):
    message = _(
        "Something the amounts are computed from changed after you opened the page: %(seen)s "
        "became %(now)s or is made up differently. Look through the lines and approve them again."
    )


class PaidAlready(RuleBroken):
    message = _(
        "This payroll was paid on %(paid_on)s, so its approval stays. Make a correction instead: "
        "it is paid with a later month."
    )


class CorrectedAlready(RuleBroken):
    message = _(
        "Corrections of this payroll are to be paid with a later month, so its approval stays."
    )


class PaidTooEarly(RuleBroken):
    message = _("Choose a day from %(since)s, the end of the month, to today (%(today)s).")
    field = "paid_on"


class NothingDiffers(RuleBroken):
    message = _("The lines are what attendance says today: there is nothing to correct.")


@operation()
def approve_payroll(
    *, project: Project, month_on: date, seen: str, seen_total: Decimal, on: date, by: Actor
) -> Payroll:
    """Freeze the lines as they were seen; `seen` is the fingerprint of the draft on the page."""
    require(by, Permission.EDIT_MONEY, project=project.pk)
    _lock(project)
    first_on, last_on = calendar.month_of(month_on)
    if on <= last_on:
        since = formats.day(calendar.next_month(month_on))
        raise MonthNotOver(until=formats.day(last_on), since=since)
    draft = month_of(project, first_on, on=on)
    if draft.payroll:
        raise ApprovedAlready
    if not draft.lines:
        raise NothingToPay
    if draft.fingerprint != seen:
        raise DraftChanged(seen=formats.money(seen_total), now=formats.money(draft.total))
    approver = by if isinstance(by, Member) else None
    payroll = Payroll.objects.create(project=project, month_on=first_on, approved_by=approver)
    _freeze(payroll, draft)
    audit.record("approved a payroll", payroll, by=by, count=len(draft.lines))
    return payroll


@operation()
def take_back_approval(*, payroll: Payroll, reason: str, version: int, by: Actor) -> None:
    """The month is a draft again; what was approved stays in the audit trail as a fact, not a sum."""
    require(by, Permission.EDIT_MONEY, project=payroll.project_id)
    found = _locked(payroll, version)
    if found.paid_on:
        raise PaidAlready(paid_on=formats.day(found.paid_on))
    if found.corrections.exists():
        raise CorrectedAlready
    audit.record("took back the approval of a payroll", found, by=by, reason=reason)
    found.delete()


@operation()
def mark_paid(*, payroll: Payroll, paid_on: date, version: int, on: date, by: Actor) -> Payroll:
    require(by, Permission.EDIT_MONEY, project=payroll.project_id)
    found = _locked(payroll, version)
    if found.paid_on:
        raise PaidAlready(paid_on=formats.day(found.paid_on))
    last_on = calendar.month_of(found.month_on)[1]
    if not last_on <= paid_on <= on:
        raise PaidTooEarly(since=formats.day(last_on), today=formats.day(on))
    found.paid_on = paid_on
    found.version += 1
    found.save(update_fields=["paid_on", "version"])
    audit.record("marked a payroll as paid", found, by=by, fields=["paid_on"])
    return found


@operation()
def make_corrections(
    *, payroll: Payroll, version: int, on: date, by: Actor
) -> list[AllowanceCorrection]:
    """What the approved lines differ by goes to the first later month that is not approved yet."""
    require(by, Permission.EDIT_MONEY, project=payroll.project_id)
    found = _locked(payroll, version)
    differences = month_of(found.project, found.month_on, on=on).differences
    if not differences:
        raise NothingDiffers
    month_on = _first_open_after(found)
    made = [_correct(found, difference, month_on) for difference in differences]
    found.version += 1
    found.save(update_fields=["version"])
    audit.record("corrected an approved payroll", found, by=by, count=len(made))
    return made


@operation()
def export_payroll(
    *, project: Project, month_on: date, file_format: str, on: date, by: Actor
) -> Month:
    """The month for a file, with a record of who took it and whether accounts are whole in it."""
    require(by, Permission.SEE_MONEY, project=project.pk)
    month = month_of(project, month_on.replace(day=1), on=on)
    whole = can(by, Permission.EDIT_MONEY, project=project.pk)
    audit.record(
        "exported a payroll",
        month.payroll or project,
        by=by,
        fields=["amount", "basis", "iban"] if whole else ["amount", "basis"],
        reason=f"{file_format}; {month.month_on:%Y-%m}",
        count=max(len(month.lines), 1),
    )
    return month


def _lock(project: Project) -> None:
    """Approvals and corrections of one project come one after another."""
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def _locked(payroll: Payroll, version: int) -> Payroll:
    _lock(payroll.project)
    rows = Payroll.objects.select_for_update(of=("self",)).select_related("project")
    found = rows.filter(pk=payroll.pk).first()
    if found is None or found.version != version:
        raise StaleEdit
    return found


def _freeze(payroll: Payroll, draft: Month) -> None:
    PayrollLine.objects.bulk_create(
        PayrollLine(
            payroll=payroll,
            participation_id=line.grant.participation_id,
            grant=line.grant,
            amount=line.amount,
            basis=line.basis.basis,
            fingerprint=line.basis.fingerprint,
            corrects_on=line.corrects_on,
        )
        for line in draft.lines
    )


def _first_open_after(payroll: Payroll) -> date:
    later = Payroll.objects.filter(project=payroll.project_id, month_on__gt=payroll.month_on)
    approved = set(later.values_list("month_on", flat=True))
    month_on = calendar.next_month(payroll.month_on)
    while month_on in approved:
        month_on = calendar.next_month(month_on)
    return month_on


def _correct(payroll: Payroll, difference: Difference, month_on: date) -> AllowanceCorrection:
    """One correction with a month; a second one before it is approved is added to the first."""
    same = {"payroll": payroll, "grant": difference.grant, "month_on": month_on}
    made = AllowanceCorrection.objects.filter(**same).first()
    made = made or AllowanceCorrection(**same, amount=Decimal(0))
    made.amount += difference.amount
    made.basis = difference.basis.basis
    if made.amount:
        made.save()
    else:
        made.delete()
    return made
