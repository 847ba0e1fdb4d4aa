"""The way of pages that are open to all: no cookie goes in, none comes out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from core import doors


def without_cookies(answer: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Let an open page know no visitor: whatever it answers, it answers to everybody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not _is_open(request):
            return answer(request)
        request.COOKIES = {}
        response = answer(request)
        response.cookies.clear()
        # Looked for and not found: the answer depends on no cookie.
        del response.headers["Vary"]
        return response

    return middleware


def _is_open(request: HttpRequest) -> bool:
    try:
        found = resolve(request.path_info, getattr(request, "urlconf", None))
    except Resolver404:
        return False
    return getattr(found.func, "door", "") == doors.OPEN
