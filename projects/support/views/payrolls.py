"""Pages of payrolls: months with their sums, one month, and what is done with it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can, can_anywhere
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.support import operations
from projects.support.forms.allowances import ApproveForm, OfPayrollForm, PaidForm, TakeBackForm
from projects.support.models import AllowanceCorrection, Payroll
from projects.support.parts import payrolls as parts
from projects.support.parts.payroll_file import payroll_file
from projects.support.queries.payrolls import (
    month_of,
    months_of,
    months_since,
    payrolls_visible_to,
    with_first_grant,
)
from projects.support.views.page import chosen, form_page, project_chip, project_of, visible
from projects.workbench import exporting, history
from ui import drawn, formats
from ui.parts import Link

SEE, EDIT = Permission.SEE_MONEY, Permission.EDIT_MONEY
MONTHS_ON_A_PAGE = 6


@never_cache
@require_safe
def payrolls(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, SEE):
        raise NotAllowed
    projects = list(with_first_grant(agreements.projects_visible_to(request.actor, SEE)))
    project = chosen(request, projects)
    known = months_since(project.first_granted_on, on=today()) if project else []
    shown = drawn.page_of(request, known, MONTHS_ON_A_PAGE, "strona")
    page = {
        "project": project,
        "page": shown,
        "filters": [project_chip(request, projects, shown=project)] if project else [],
        **_months(project, list(shown.object_list)),
    }
    return render(request, "support/payrolls.html", page)


@never_cache
@require_safe
def payroll(request: HttpRequest, project_id: UUID, payroll_month: str) -> HttpResponse:
    project, on = project_of(request, project_id, SEE), today()
    month = month_of(project, _month_on(payroll_month), on=on)
    page = {
        "project": project,
        "month": month,
        "month_name": formats.month_name(month.month_on),
        "facts": parts.payroll_facts(month, on=on),
        "table": parts.lines_table(month),
        "differences": parts.differences_table(month),
        "gaps": parts.gaps_words(month.gaps),
        "without_account": parts.without_account(month),
        **_around(request, project, month.month_on),
    }
    return render(request, "support/payroll.html", page)


@never_cache
@require_safe
def payroll_history(request: HttpRequest, project_id: UUID, payroll_month: str) -> HttpResponse:
    project, month_on = project_of(request, project_id, SEE), _month_on(payroll_month)
    found = get_object_or_404(Payroll, project=project, month_on=month_on)
    back = Link(_("Payroll"), parts.payroll_url(project, month_on))
    page = {"back": back, "history": history.of([found.pk], with_reasons=True)}
    return render(request, "workbench/history_page.html", page)


@require_POST
def approve_payroll(request: HttpRequest, project_id: UUID, payroll_month: str) -> HttpResponse:
    project, month_on = project_of(request, project_id, EDIT), _month_on(payroll_month)
    form = ApproveForm(request.POST)
    arguments = {"project": project, "month_on": month_on, "on": today(), "by": request.actor}
    if form.carry_out(operations.approve_payroll, **arguments):
        messages.success(request, _("The payroll is approved: its lines stay as they are."))
    else:
        _tell(request, form)
    return redirect(parts.payroll_url(project, month_on))


@never_cache
def mark_paid(request: HttpRequest, payroll_id: UUID) -> HttpResponse:
    found = visible(payrolls_visible_to(request.actor, EDIT), payroll_id)
    first = {"version": found.version, "paid_on": today()}
    form = PaidForm(request.POST or None, initial=first)
    if form.carry_out(operations.mark_paid, payroll=found, on=today(), by=request.actor):
        messages.success(request, _("The payroll is marked as paid."))
        return redirect(_to_payroll(found).url)
    title, submit = _("Mark the payroll as paid"), _("Mark as paid")
    return form_page(request, form, title=title, submit=submit, back=_to_payroll(found))


@never_cache
def take_back_approval(request: HttpRequest, payroll_id: UUID) -> HttpResponse:
    found = visible(payrolls_visible_to(request.actor, EDIT), payroll_id)
    back = _to_payroll(found)
    form = TakeBackForm(request.POST or None, initial={"version": found.version})
    if form.carry_out(operations.take_back_approval, payroll=found, by=request.actor):
        messages.success(request, _("The approval is taken back: the month is a draft again."))
        return redirect(back.url)
    title, submit = _("Take the approval back"), _("Take it back")
    return form_page(request, form, title=title, submit=submit, back=back)


@require_POST
def make_corrections(request: HttpRequest, payroll_id: UUID) -> HttpResponse:
    found = visible(payrolls_visible_to(request.actor, EDIT), payroll_id)
    form = OfPayrollForm(request.POST)
    arguments = {"payroll": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.make_corrections, **arguments):
        messages.success(request, _corrected(form.outcome))
    else:
        _tell(request, form)
    return redirect(_to_payroll(found).url)


def _corrected(made: Sequence[AllowanceCorrection]) -> str:
    said = ngettext(
        "One correction goes to the payroll of %(month)s.",
        "%(n)s corrections go to the payroll of %(month)s.",
        len(made),
    )
    return said % {"n": len(made), "month": formats.month_name(made[0].month_on)}


@never_cache
@require_POST
def export_payroll(request: HttpRequest, project_id: UUID, payroll_month: str) -> HttpResponse:
    project, month_on = project_of(request, project_id, SEE), _month_on(payroll_month)
    file_format = request.POST.get("format", "xlsx")
    if file_format not in exporting.WRITERS:
        raise Http404
    asked = {"month_on": month_on, "file_format": file_format, "on": today()}
    month = operations.export_payroll(project=project, **asked, by=request.actor)
    content = payroll_file(
        project, month, file_format=file_format, at=timezone.now(), by=request.actor
    )
    answer = HttpResponse(content, content_type=exporting.MIME[file_format])
    name = f"lista-wyplat-{month_on:%Y-%m}.{file_format}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _months(project: Project | None, shown: list[date]) -> dict:
    if project is None:
        return {}
    months = months_of(project, shown, on=today())
    waiting = [one for one in months if not one.payroll and one.month_on < today().replace(day=1)]
    table = parts.months_table(project, months, on=today())
    return {"table": table, "waiting": sum(1 for one in waiting if one.lines)}


def _around(request: HttpRequest, project: Project, month_on: date) -> dict:
    over = month_on < today().replace(day=1)
    return {
        "months": parts.beside(project, month_on, on=today()),
        "may_edit": can(request.actor, EDIT, project=project.pk),
        "is_over": over,
    }


def _month_on(text: str) -> date:
    """The first day of the month of the address, 2026-11; nonsense does not exist."""
    try:
        found = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a civil month
    except ValueError as nonsense:
        raise Http404 from nonsense
    if found > today():
        raise Http404
    return found


def _to_payroll(found: Payroll) -> Link:
    name = formats.month_name(found.month_on)
    return Link(name, parts.payroll_url(found.project, found.month_on))


def _tell(request: HttpRequest, form: ApproveForm | OfPayrollForm) -> None:
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
