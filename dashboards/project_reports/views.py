"""Pages of the reports of projects: they are ordered, waited for and fetched."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission
from dashboards.project_reports import operations, queries
from dashboards.project_reports.forms import OrderForm
from dashboards.reports import parts
from dashboards.reports.models import Kind
from projects import filters
from projects.agreements import queries as agreements

MOST_LISTED = 100


@never_cache
def reports(request: HttpRequest) -> HttpResponse:
    known = queries.reports_visible_to(request.actor)[:MOST_LISTED]
    table = parts.reports_table(known, address=_address, about=lambda report: str(report.project))
    order_url = reverse("project_reports:order")
    return render(request, "reports/list.html", {"table": table, "order_url": order_url})


@never_cache
def order(request: HttpRequest) -> HttpResponse:
    projects = agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES)
    asked = {"project": filters.id_in(request.GET.get("projekt", ""))}
    usual = {"as_of": today(), "kind": Kind.PROJECT, **asked}
    form = OrderForm(request.POST or None, projects=projects, initial=usual)
    if form.carry_out(operations.order_project_report, on=today(), by=request.actor):
        return redirect(_address(form.outcome.pk))
    page = {"form": form, "list_url": reverse("project_reports:list"), "title": _("Order a report")}
    return render(request, "reports/order.html", page)


@never_cache
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    found = get_object_or_404(queries.reports_visible_to(request.actor), pk=report_id)
    page = parts.page_of(found, address=_address(found.pk))
    page["list_url"] = reverse("project_reports:list")
    return render(request, "reports/report.html", page)


@require_safe
@never_cache
def report_file(request: HttpRequest, report_id: UUID, ending: str) -> HttpResponse:
    found = get_object_or_404(queries.reports_visible_to(request.actor), pk=report_id)
    return parts.file_of(found, ending, address=_address(found.pk))


def _address(report_id: UUID) -> str:
    return reverse("project_reports:report", args=[report_id])
