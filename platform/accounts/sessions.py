"""A session belongs to the host it was opened on: its cookie, carried elsewhere, opens nothing."""

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest

from accounts.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"
TENANT = "tenant"


def start(request: HttpRequest, account: Account) -> None:
    """Sign in on this host; the session's key changes, so that a planted one is worth nothing."""
    auth.login(request, account, backend=BACKEND)
    request.session[TENANT] = request.tenant.pk


def address_of(request: HttpRequest) -> str | None:
    """Where the visitor calls from; behind the proxy every request has the proxy's own address.

    Its word is taken on the same condition as its word about HTTPS: it overwrites what visitors send.
    """
    told = request.META.get("HTTP_X_REAL_IP") if settings.HTTPS else None
    return told or request.META.get("REMOTE_ADDR")


def refuse_foreign(request: HttpRequest) -> None:
    """Take the visitor for signed out when their session was opened on another host.

    There the session stays alive: whoever copies a cookie must not be able to end it.
    """
    signed_in = auth.SESSION_KEY in request.session
    if signed_in and request.session.get(TENANT) != request.tenant.pk:
        request.session = type(request.session)()
