"""A session belongs to the host it was opened on: its cookie, carried elsewhere, opens nothing."""

from django.contrib import auth
from django.http import HttpRequest

from accounts.models import Account

BACKEND = "django.contrib.auth.backends.ModelBackend"
TENANT = "tenant"


def start(request: HttpRequest, account: Account) -> None:
    """Sign in on this host; the session's key changes, so that a planted one is worth nothing."""
    auth.login(request, account, backend=BACKEND)
    request.session[TENANT] = request.tenant.pk


def refuse_foreign(request: HttpRequest) -> None:
    """Take the visitor for signed out when their session was opened on another host.

    There the session stays alive: whoever copies a cookie must not be able to end it.
    """
    signed_in = auth.SESSION_KEY in request.session
    if signed_in and request.session.get(TENANT) != request.tenant.pk:
        request.session = type(request.session)()
