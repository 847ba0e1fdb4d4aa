"""Which language a page speaks: the visitor's choice, then the account's, then Polish."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


def own_language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Polish first: unlike Django's own, the browser's preference is not asked."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = answer(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware
