"""From where somebody signs in: behind our proxy its header says so, otherwise the connection does."""

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The proxy overwrites X-Real-IP (deploy/nginx.conf); without HTTPS there is no proxy to trust.

    None when nobody calls from anywhere: a command or a test signs somebody in.
    """
    if settings.HTTPS and (behind := request.META.get("HTTP_X_REAL_IP")):
        return behind
    return request.META.get("REMOTE_ADDR")
