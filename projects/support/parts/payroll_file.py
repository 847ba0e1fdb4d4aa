"""A payroll as a file: typed cells, a total for each person and for all, and what it rests on."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from core.permissions import Actor, Permission, can
from projects.agreements.models import Project
from projects.support.models import PayoutAccount
from projects.support.parts import allowances
from projects.support.queries.payrolls import Line, Month, accounts_of
from projects.workbench import exporting
from ui import formats
from ui.parts import Column


def payroll_file(
    project: Project,
    month: Month,
    *,
    file_format: str,
    at: datetime,
    by: Actor,
) -> bytes:
    """Accounts are whole only for whoever may edit money."""
    whole = can(by, Permission.EDIT_MONEY, project=project.pk)
    columns = [
        Column(_("Person")),
        Column(_("Allowance")),
        Column(_("What it comes from")),
        Column(_("Amount"), "money"),
        Column(_("Account")),
        Column(_("Holder of the account")),
    ]
    accounts = accounts_of(line.grant.participation_id for line in month.lines)
    rows: list[list[object]] = []
    for place, line in enumerate(month.lines):
        account = accounts.get(line.grant.participation_id)
        rows.append(_row(line, account, whole=whole))
        if _ends_a_person(month.lines, place):
            own = [one.amount for one in month.lines if _same_person(one, line)]
            if len(own) > 1:
                whose = _("Together: %(person)s") % {"person": line.grant.participation.person}
                rows.append([whose, "", "", sum(own, Decimal(0)), "", ""])
    rows.append([_("Together"), "", "", month.total, "", ""])
    title = _("Payroll %(month)s") % {"month": f"{month.month_on:%Y-%m}"}
    notes = _notes(project, month, at=at, by=by)
    sheet = exporting.Sheet(title=title, columns=columns, rows=rows, notes=notes)
    return exporting.WRITERS[file_format](sheet)


def _row(line: Line, account: PayoutAccount | None, *, whole: bool) -> list[object]:
    return [
        str(line.grant.participation.person),
        str(line.grant.rule),
        allowances.basis_words(line),
        line.amount,
        allowances.account_words(account, whole=whole),
        (account.holder_name or "") if account else "",
    ]


def _notes(project: Project, month: Month, *, at: datetime, by: Actor) -> list[tuple[str, str]]:
    approved = formats.moment(month.payroll.approved_at) if month.payroll else _("not approved")
    paid = formats.day(month.payroll.paid_on) if month.payroll else ""
    return [
        (_("Project"), f"{project} ({project.agreement_number})"),
        (_("Month"), formats.month_name(month.month_on)),
        (_("Approved"), approved),
        (_("Paid on"), paid or _("not paid")),
        (_("Rounding"), _("Each line once, at its end, to the grosz; half a grosz goes up.")),
        (_("Computed from"), _("attendance sheets and monthly sheets of internships")),
        (_("Taken out by"), by.display_name),
        (_("Taken out on"), formats.moment(at)),
    ]


def _same_person(one: Line, other: Line) -> bool:
    return one.grant.participation_id == other.grant.participation_id


def _ends_a_person(lines: list[Line], place: int) -> bool:
    return place + 1 == len(lines) or not _same_person(lines[place], lines[place + 1])
