"""Pages of the platform operator: tenants, and how one is opened while you watch."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.doors import platform_page
from core.permissions import Permission, require
from core.platform_ledger.models import Job
from core.tenancy.hosts import address_of
from tenants import operations, queries
from tenants.forms import OpenTenantForm
from tenants.models import Tenant


@platform_page
def tenants(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    listed = [(tenant, address_of(tenant)) for tenant in queries.tenants().select_related("unit")]
    return render(request, "tenants/tenants.html", {"tenants": listed})


@platform_page
def open_tenant(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    form = OpenTenantForm(request.POST or None)
    if form.carry_out(operations.ask_to_open, by=request.actor):
        return redirect("opening:progress", form.outcome.pk)
    return render(request, "tenants/open_tenant.html", {"form": form})


@platform_page
def opening(request: HttpRequest, job_id: UUID) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    job = get_object_or_404(Job, pk=job_id, kind=operations.OPEN)
    tenant = Tenant.objects.get(pk=job.arguments["tenant"])
    template = "tenants/opening_progress.html" if request.htmx else "tenants/opening.html"
    return render(
        request, template, {"job": job, "tenant": tenant, "address": address_of(tenant)}
    )
