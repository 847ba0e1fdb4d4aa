"""Pages; being written."""

from django.http import HttpRequest, HttpResponse


def projects(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("projects")


def enter(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("enter")


def project(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("project")


def correct(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("correct")
