"""The first door of a request: from its host to a tenant, or to a plain page that says there is none."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.template.loader import render_to_string
from django_tenants.utils import get_tenant_domain_model

from core.doors import Request
from core.tenancy import connection

ALIVE = "/-/live"


def host_to_tenant(answer: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Find the tenant of the host and the table of addresses that belongs to it."""

    def middleware(request: Request) -> HttpResponse:
        if request.path == ALIVE:
            return HttpResponse("alive\n", content_type="text/plain")
        connection.set_schema_to_public()
        connection.acting_role = None
        domain = _domain(request)
        if domain is None:
            return HttpResponseNotFound(render_to_string("ui/unknown_host.html"))
        request.tenant = domain.tenant
        if domain.tenant.is_metropolis:
            request.urlconf = settings.ROOT_URLCONF
        else:
            request.urlconf = settings.TENANT_URLCONF
        return answer(request)

    return middleware


def _domain(request: HttpRequest) -> Any:
    # The raw header: ALLOWED_HOSTS has not spoken yet, and an unknown name must only ever get 404.
    host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0].lower().rstrip(".")
    return get_tenant_domain_model().objects.reachable(host)
