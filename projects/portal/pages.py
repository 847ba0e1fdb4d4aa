"""The pages behind a token's own link, as a unit and the metropolis both answer them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.doors import Request
from projects import filters
from projects.partners import parts as told
from projects.partners import usage
from projects.portal import describing, parts

ENDING = "odpowiedz"


@dataclass(frozen=True)
class Shown:
    """Whose page it is: `text` is what stands in the address, `tabs` are its pages by their names."""

    token: Any
    text: str
    holder: str
    rights: Sequence[str | told.Right]
    tabs: Sequence[str]
    back_url: str = ""


def start(request: Request, shown: Shown) -> HttpResponse:
    """What the token may do, in which state it is, its keys."""
    at, token = timezone.now(), shown.token
    use = usage.use_of([token.pk], at=at)[token.pk]
    state = told.state_of(token, use, at=at)
    left = max(0, token.per_minute_count - use.requests_this_minute(at))
    page = {
        "state": state,
        "rights": shown.rights,
        "use": use,
        "keys": [(key, told.key_state(key, token, at=at)) for key in use.living(at)],
        "left": left if state.works else 0,
    }
    return answer(request, shown, "start", page)


def requests(request: Request, shown: Shown) -> HttpResponse:
    """The log of its requests, with what stood against each."""
    ending, number = request.GET.get(ENDING, ""), request.GET.get(filters.PAGE)
    log = usage.page_of_requests(shown.token.pk, ending=ending, page=number)
    page = {
        "page": log,
        "table": told.requests_table(log.object_list),
        "filters": [parts.endings_chip(request, ENDING)],
    }
    return answer(request, shown, "requests", page)


def description(host: str) -> HttpResponse:
    """The description of the API at the host whose addresses are named."""
    return kept_by_nobody(HttpResponse(describing.described(host), content_type="application/json"))


def answer(
    request: Request,
    shown: Shown,
    name: str,
    page: dict[str, Any],
    *,
    template: str = "",
) -> HttpResponse:
    around = {
        "token": shown.token,
        "partner": shown.holder,
        "portal_link": shown.text,
        "tabs": parts.tabs(shown.text, shown.tabs, current=name),
        "may_try": "try_out" in shown.tabs,
        "unit": request.tenant,
        "back_url": shown.back_url,
    }
    return kept_by_nobody(render(request, template or f"portal/{name}.html", {**around, **page}))


def kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no search engine keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
