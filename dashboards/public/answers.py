"""How an open page answers: in its own language, to be kept by caches, and never twice the same."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag

from dashboards.public import queries
from dashboards.public.pages import Page
from dashboards.public.queries import Reading

Make = Callable[[Page], Any]


def page(request: HttpRequest, language: str, template: str, make: Make) -> HttpResponse:
    """A page of the edition in force; a friendly one where there is none, or no such thing in it."""
    reading = queries.reading()
    with translation.override(language):
        if reading is None:
            return _without(request, "public/nothing_yet.html", {"language": language}, 200)
        kept = kept_by_the_reader(request, reading, language)
        if kept is not None:
            return kept
        try:
            facts = make(Page(reading, language))
        except Http404:
            home = {"language": language, "page": Page(reading, language)}
            return _without(request, "public/missing.html", home, 404)
        answer = HttpResponse(render_to_string(template, facts, request))
        answer.headers["Content-Language"] = language
        return of_edition(answer, reading, language)


def data(request: HttpRequest, kind: str, make: Callable[[Reading], str | bytes]) -> HttpResponse:
    """A file of the edition in force."""
    reading = queries.reading()
    if reading is None:
        raise Http404
    kept = kept_by_the_reader(request, reading, kind)
    if kept is not None:
        return kept
    return of_edition(_for_programs(make(reading), kind), reading, kind)


def standing(
    request: HttpRequest, kind: str, make: Callable[[Sequence[Reading]], str]
) -> HttpResponse:
    """A file of all editions that stand: it is another one as soon as any of them is withdrawn."""
    readings = queries.readings()
    if not readings:
        raise Http404
    newest, *others = readings
    variant = " ".join([kind, *(tag(one, kind) for one in others)])
    kept = kept_by_the_reader(request, newest, variant)
    if kept is not None:
        return kept
    return of_edition(_for_programs(make(readings), kind), newest, variant)


def _for_programs(made: str | bytes, kind: str) -> HttpResponse:
    """Anybody's program may read it from anybody's page."""
    return HttpResponse(made, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


def kept_by_the_reader(request: HttpRequest, reading: Reading, variant: str) -> HttpResponse | None:
    """304 where the reader's copy is of this edition still."""
    answer = get_conditional_response(request, etag=tag(reading, variant))
    # Whoever writes gets no page anyway: nothing here is changed by a request.
    return of_edition(answer, reading, variant) if answer is not None else None


def of_edition(answer: HttpResponse, reading: Reading, variant: str) -> HttpResponse:
    """Tell caches to keep it and to ask each time, so that what is withdrawn is gone at once."""
    answer.headers["ETag"] = tag(reading, variant)
    if reading.approved_at:
        answer.headers["Last-Modified"] = http_date(reading.approved_at.timestamp())
    answer.headers["Cache-Control"] = "public, no-cache"
    return answer


def tag(reading: Reading, variant: str) -> str:
    """Made of the edition's number and of which pages are open: both are no secret."""
    open_pages = ",".join(one.id for one in reading.content.projects)
    facts = f"{settings.VERSION} {variant} {open_pages}"
    digest = hashlib.sha256(facts.encode()).hexdigest()[:12]
    return quote_etag(f"{reading.number}-{digest}")


def _without(
    request: HttpRequest, template: str, facts: dict[str, Any], status: int
) -> HttpResponse:
    answer = HttpResponse(render_to_string(template, facts, request), status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
