"""Which language a page speaks: the visitor's choice, then the account's, then Polish.

Programs have no cookie: the API speaks the language that a request accepts.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

API = "/api/"


def own_language(answer: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Polish first: unlike Django's own, the browser's preference is not asked on pages."""
    known = dict(settings.LANGUAGES)

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in known else settings.LANGUAGE_CODE
        if request.path_info.startswith(API):
            language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = answer(request)
            response.headers.setdefault("Content-Language", language)
            return response

    return middleware
