"""The metropolis's addresses, and one page that has nothing but the frame of every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

handler404 = "config.failures.not_found"


def empty(request: HttpRequest) -> HttpResponse:
    """Through both doors, under the metropolis's role, and nothing asked or shown."""
    return render(request, "ui/base.html")


urlpatterns = [path("pusta/", empty), path("", include("config.urls_public"))]
