"""Pages of the platform operator: tenants, and how one is opened while you watch."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from core.doors import platform_page
from core.permissions import Permission, require
from core.platform_ledger.models import Job
from core.tenancy.hosts import address_of
from tenants import operations, queries
from tenants.forms import OpenTenantForm
from tenants.models import Tenant

ENDED = (Job.State.DONE, Job.State.FAILED)


@platform_page
def tenants(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    jobs = {job.arguments["tenant"]: job for job in Job.objects.filter(kind=operations.OPEN)}
    listed = [
        {"tenant": tenant, "address": address_of(tenant), "job": jobs.get(tenant.pk)}
        for tenant in queries.tenants().select_related("unit")
    ]
    open_count = sum(line["tenant"].state == Tenant.State.OPEN for line in listed)
    return render(request, "tenants/tenants.html", {"listed": listed, "open_count": open_count})


@platform_page
def open_tenant(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    form = OpenTenantForm(request.POST or None)
    if form.carry_out(operations.ask_to_open, by=request.actor):
        return redirect("opening:progress", form.outcome.pk)
    return render(request, "tenants/open_tenant.html", {"form": form})


@platform_page
def opening(request: HttpRequest, job_id: UUID) -> HttpResponse:
    """The page asks for its own progress every second, and is drawn anew once the work has ended."""
    require(request.actor, Permission.OPEN_TENANTS)
    job = get_object_or_404(Job, pk=job_id, kind=operations.OPEN)
    if request.htmx and job.state in ENDED:
        return HttpResponseClientRefresh()
    tenant = Tenant.objects.get(pk=job.arguments["tenant"])
    page = {
        "job": job,
        "tenant": tenant,
        "address": address_of(tenant),
        "sentence": _sentence(job),
    }
    template = "tenants/opening_progress.html" if request.htmx else "tenants/opening.html"
    return render(request, template, page)


def _sentence(job: Job) -> str:
    """What is happening now; an attempt that failed is tried again by the clock."""
    if job.state == Job.State.WAITING and job.problem:
        return _("An attempt failed; the next one begins within a minute.")
    if job.saying:
        return _(job.saying)
    return _("Waiting for the operations worker")
