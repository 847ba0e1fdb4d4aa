"""Pages; being written."""

from django.http import HttpRequest, HttpResponse


def start(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("start")


def indicator(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("indicator")
