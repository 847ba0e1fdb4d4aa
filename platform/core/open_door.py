"""The way of pages that are open to all, and of the API: no cookie goes in, none comes out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from core import doors


def without_cookies(answer: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Let an open page know no visitor, and a program be known by its token alone."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _door(request) not in (doors.OPEN, doors.PROGRAMS):
            return answer(request)
        request.COOKIES = {}
        response = answer(request)
        response.cookies.clear()
        # Looked for and not found: the answer depends on no cookie.
        del response.headers["Vary"]
        return response

    return middleware


def _door(request: HttpRequest) -> str:
    try:
        found = resolve(request.path_info, getattr(request, "urlconf", None))
    except Resolver404:
        return ""
    return getattr(found.func, "door", "")
