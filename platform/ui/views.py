"""Pages of the interface itself: what a form shows when its token is missing or too old."""

from django.http import HttpRequest, HttpResponseForbidden
from django.template.loader import render_to_string


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseForbidden:
    """Django's CSRF_FAILURE_VIEW; drawn without the request, of which nothing is known to be true."""
    return HttpResponseForbidden(render_to_string("ui/csrf_failure.html"))
