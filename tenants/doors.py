"""The second door of a request: who enters, and under which role of the database the page runs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts import sessions
from core import doors, tenancy
from core.errors import NotAllowed, RuleBroken
from core.ledger.models import Member
from core.permissions import Visitor
from tenants import queries
from tenants.credentials import door as credentials
from ui import drawn

VISITOR = Visitor()


class Door:
    """Reads the membership under the web role, then lets the page run under its own."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal that no form caught: a page with its sentence, never a traceback."""
        return _refused(request, error) if isinstance(error, RuleBroken) else None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None
        sessions.refuse_foreign(request)
        response = self.answer(request)
        if not tenancy.is_inside() and request.actor is not None:
            # Pages of the platform run outside of every tenant.
            response = drawn.answered(request, response)
        return _kept_by_nobody(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        door = getattr(view, "door", doors.MEMBERS)
        if door == doors.OPEN:
            return _opened(request, view, args, kwargs)
        if door == doors.PROGRAMS:
            return credentials.entered(request, view, args, kwargs)
        if request.user.is_authenticated:
            request.memberships = list(queries.memberships_of(request.user))
            request.actor = queries.steward_by(request.memberships, request.user, request.tenant)
        if door == doors.PUBLIC:
            return None
        if door == doors.VISITORS:
            return _visited(request, view, args, kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(_page_of(request), reverse("accounts:sign-in"))
        if door == doors.ACCOUNTS and request.tenant.is_metropolis:
            request.actor = request.actor or queries.guest(request.user, request.tenant)
        if request.actor is None:
            # A stranger must not learn whether the page, or what it shows, exists.
            raise Http404
        is_run_outside = door in (doors.PLATFORM, doors.ACCOUNTS)
        return None if is_run_outside else _admitted(request, view, args, kwargs)


def _kept_by_nobody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Whatever is not open to all and names no cache may be kept by none: figures are exact, names real."""
    found = request.resolver_match
    if found is None or getattr(found.func, "door", doors.MEMBERS) != doors.OPEN:
        response.headers.setdefault("Cache-Control", "no-store, private")
    return response


def _page_of(request: HttpRequest) -> str:
    """Where somebody was: the page asked for, or the one whose form was sent.

    The browser comes back with GET, which the address of a form may refuse: its page does not.
    """
    if request.method == "GET":
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    if request.method != "POST" or sent_from.netloc != request.get_host():
        return "/"
    return urlunsplit(("", "", sent_from.path, sent_from.query, "")) or "/"


def _opened(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse:
    """Nobody asks who it is, so that the page is the same for all."""
    with tenancy.acting_as(tenancy.Role.PUBLIC):
        return _whole(view(request, *args, **kwargs))


def _visited(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse:
    """Whoever it is, they are nobody here: their roles elsewhere give them nothing."""
    if request.tenant.is_metropolis:
        raise Http404
    request.actor = VISITOR
    try:
        with tenancy.inside(request.tenant):
            return _whole(view(request, *args, **kwargs))
    except RuleBroken as refusal:
        return _refused(request, refusal)


def _refused(request: HttpRequest, refusal: RuleBroken) -> HttpResponse:
    if isinstance(refusal, NotAllowed):
        return render(request, "403.html", status=403)
    return render(request, "403.html", {"sentence": str(refusal)}, status=409)


def _admitted(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse:
    try:
        return _run(request, view, args, kwargs)
    except RuleBroken as refusal:
        return _refused(request, refusal)


def _run(request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse:
    if request.tenant.is_metropolis:
        with tenancy.acting_as(tenancy.Role.METROPOLIS):
            return _whole(drawn.answered(request, view(request, *args, **kwargs)))
    with tenancy.inside(request.tenant):
        request.actor = Member.objects.get(account_id=request.user.pk)
        return _whole(drawn.answered(request, view(request, *args, **kwargs)))


def _whole(response: HttpResponse) -> HttpResponse:
    if isinstance(response, doors.SentLater):
        return response
    if response.streaming or not getattr(response, "is_rendered", True):
        raise TypeError("A page must be whole before the tenant's role is given back.")
    return response
