"""Pages; being written."""

from django.http import HttpRequest, HttpResponse


def dashboard(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("dashboard")


def units(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("units")


def unit(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("unit")


def project(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("project")


def indicators(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("indicators")


def indicator(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("indicator")


def table_csv(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("table_csv")
