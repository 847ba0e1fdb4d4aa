"""What a page shows when it is not there; rendered without asking any tenant's table."""

from django.http import HttpResponse
from django.shortcuts import render

from core.doors import Request
from core.errors import NoSuchChoice
from tenants import queries


def not_found(request: Request, exception: Exception) -> HttpResponse:
    # An address that leads nowhere never reached the second door; whoever is signed in still is.
    if request.actor is None and request.user.is_authenticated:
        request.actor = queries.steward(request.user, request.tenant)
    choice = exception if isinstance(exception, NoSuchChoice) else None
    return render(request, "404.html", {"choice": choice}, status=404)
