"""Pages of the platform operator: tenants, and how one is opened while you watch."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from core.doors import platform_page
from core.permissions import Permission, TenantRole, require
from core.platform_ledger.models import Job
from core.tenancy.hosts import address_of
from tenants import operations, queries
from tenants.forms import InviteAdministratorForm, OpenTenantForm
from tenants.models import Tenant
from tenants.provisioning import ENDED


@platform_page
def tenants(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    jobs = {job.arguments["tenant"]: job for job in Job.objects.filter(kind=operations.OPEN)}
    listed = [
        {"tenant": tenant, "address": address_of(tenant), "job": jobs.get(tenant.pk)}
        for tenant in queries.tenants_with_administrators().select_related("unit")
    ]
    open_count = sum(line["tenant"].state == Tenant.State.OPEN for line in listed)
    return render(request, "tenants/tenants.html", {"listed": listed, "open_count": open_count})


@platform_page
def open_tenant(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    form = OpenTenantForm(request.POST or None)
    if form.carry_out(operations.ask_to_open, by=request.actor):
        _say_invited(request, form.cleaned_data["administrator_email"])
        return redirect("opening:progress", form.outcome.pk)
    return render(request, "tenants/open_tenant.html", {"form": form})


@platform_page
def invite_administrator(request: HttpRequest, tenant_id: UUID) -> HttpResponse:
    """Somebody has to be the first in a unit, or the next when its administrators are gone."""
    require(request.actor, Permission.OPEN_TENANTS)
    tenant = get_object_or_404(queries.tenants(), uuid=tenant_id)
    form = InviteAdministratorForm(request.POST or None)
    role = TenantRole.ADMINISTRATOR
    if form.carry_out(operations.invite, tenant=tenant, role=role, by=request.actor):
        _say_invited(request, form.cleaned_data["email"])
        return redirect("opening:list")
    return render(request, "tenants/invite_administrator.html", {"form": form, "tenant": tenant})


def _say_invited(request: HttpRequest, email: str) -> None:
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": email})


@platform_page
def opening(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The page asks for its own progress every second, and is drawn anew once the work has ended."""
    require(request.actor, Permission.OPEN_TENANTS)
    job = get_object_or_404(Job, pk=job_id, kind=operations.OPEN)
    if request.htmx and job.state in ENDED:
        return HttpResponseClientRefresh()
    template = "tenants/opening_progress.html" if request.htmx else "tenants/opening.html"
    return render(request, template, _progress(job))


def _progress(job: Job) -> dict[str, Any]:
    tenant = Tenant.objects.get(pk=job.arguments["tenant"])
    return {
        "job": job,
        "tenant": tenant,
        "address": address_of(tenant),
        "sentence": _sentence(job),
        "step": min(job.steps_done_count + 1, job.steps_count),
    }


def _sentence(job: Job) -> str:
    """What is happening now; an attempt that failed is tried again by the clock."""
    if job.state == Job.State.WAITING and job.problem:
        return _("An attempt failed; the next one begins within a minute.")
    if job.saying:
        return _(job.saying)
    return _("Waiting for the operations worker")
