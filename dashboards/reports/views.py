"""Pages of the metropolis's reports: they are ordered, waited for and fetched."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.doors import platform_page
from core.permissions import Permission, require
from dashboards.reports import operations, parts
from dashboards.reports.forms import OrderForm
from dashboards.reports.models import MetropolitanReport

SEE = Permission.SEE_METROPOLIS
MOST_LISTED = 100


@never_cache
@platform_page
def reports(request: HttpRequest) -> HttpResponse:
    require(request.actor, SEE)
    known = MetropolitanReport.objects.all()[:MOST_LISTED]
    table = parts.reports_table(known, address=_address)
    order_url = reverse("reports:order")
    return render(request, "reports/list.html", {"table": table, "order_url": order_url})


@never_cache
@platform_page
def order(request: HttpRequest) -> HttpResponse:
    require(request.actor, SEE)
    form = OrderForm(request.POST or None, initial={"as_of": today()})
    ordering = operations.order_metropolitan_report
    if form.carry_out(ordering, on=today(), by=request.actor):
        return redirect(_address(form.outcome.pk))
    page = {"form": form, "list_url": reverse("reports:list"), "title": _("Order a report")}
    return render(request, "reports/order.html", page)


@never_cache
@platform_page
def report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    require(request.actor, SEE)
    found = get_object_or_404(MetropolitanReport, pk=report_id)
    page = parts.page_of(found, address=_address(found.pk))
    return render(request, "reports/report.html", page | {"list_url": reverse("reports:list")})


@require_safe
@never_cache
@platform_page
def report_file(request: HttpRequest, report_id: UUID, ending: str) -> HttpResponse:
    require(request.actor, SEE)
    found = get_object_or_404(MetropolitanReport, pk=report_id)
    return parts.file_of(found, ending, address=_address(found.pk))


def _address(report_id: UUID) -> str:
    return reverse("reports:report", args=[report_id])
