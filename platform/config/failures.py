"""What a page shows when it is not there, or when we failed; without asking any tenant's table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults

from core.api import problems
from core.doors import Request
from core.errors import NoSuchChoice
from tenants import queries

API = "/api/"


def not_found(request: Request, exception: Exception) -> HttpResponse:
    # An address that leads nowhere never reached the second door; whoever is signed in still is.
    if request.actor is None and request.user.is_authenticated:
        request.actor = queries.steward(request.user, request.tenant)
    choice = exception if isinstance(exception, NoSuchChoice) else None
    return render(request, "404.html", {"choice": choice}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """The page of a failure; a program gets a problem document."""
    if request.path.startswith(API):
        return problems.failed().answer()
    return defaults.server_error(request)
