"""A unit's addresses, and one view that does nothing, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from core.doors import public_page

handler404 = "config.failures.not_found"


@public_page
def empty(request: HttpRequest) -> HttpResponse:
    """No token, no question, two bytes."""
    return HttpResponse(b"{}", content_type="application/json")


urlpatterns = [path("pusta/", empty), path("", include("config.urls_tenant"))]
