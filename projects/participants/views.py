"""Pages; being written."""

from django.http import HttpRequest, HttpResponse


def participants(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("participants")


def enter(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("enter")


def participation(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("participation")


def correct_person(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("correct_person")


def correct_start(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("correct_start")


def leave(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("leave")


def record_outcome(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("record_outcome")


def return_to_project(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("return_to_project")


def reveal_pesel(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("reveal_pesel")


def enrol(request: HttpRequest, **named: object) -> HttpResponse:
    return HttpResponse("enrol")
