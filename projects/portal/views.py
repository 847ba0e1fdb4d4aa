"""Pages behind a token's own link: read-only, without an account, kept by no cache and no search engine."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.doors import visitors_page
from core.errors import RuleBroken
from core.tenancy.hosts import address_of
from projects import filters
from projects.partners import parts as told
from projects.partners import usage
from projects.portal import clients, describing, parts, sheets, ways
from projects.portal.examples import example, ids_of
from projects.portal.forms import TryForm
from projects.portal.jobs import Job, jobs
from projects.portal.sandbox import SHOWN
from projects.portal.trying import try_out as tried_out
from projects.portal.ways import Way

ENDING = "odpowiedz"


@visitors_page
@never_cache
@require_safe
def start(request: HttpRequest, portal_link: str) -> HttpResponse:
    way = _way(request, portal_link)
    at, token = timezone.now(), way.token
    use = usage.use_of([token.pk], at=at)[token.pk]
    state = told.state_of(token, use, at=at)
    left = max(0, token.per_minute_count - use.requests_this_minute(at))
    page = {
        "state": state,
        "rights": told.rights_of(token),
        "use": use,
        "keys": [(key, told.key_state(key, token, at=at)) for key in use.living(at)],
        "left": left if state.works else 0,
    }
    return _answer(request, way, "start", page)


@visitors_page
@never_cache
@require_safe
def requests(request: HttpRequest, portal_link: str) -> HttpResponse:
    way, ending = _way(request, portal_link), request.GET.get(ENDING, "")
    log = usage.page_of_requests(way.token.pk, ending=ending, page=request.GET.get(filters.PAGE))
    page = {
        "page": log,
        "table": told.requests_table(log.object_list),
        "filters": [parts.endings_chip(request, ENDING)],
    }
    return _answer(request, way, "requests", page)


@visitors_page
@never_cache
@require_safe
def guide(request: HttpRequest, portal_link: str) -> HttpResponse:
    way, root = _way(request, portal_link), address_of(request.tenant)
    ids = ids_of(way.token)
    usual = jobs(ids, on=today())
    page = {
        "examples": [example(job, way.token, root=root) for job in usual],
        "sheets": sheets.commands(ids, root=root),
        "columns": sheets.columns(),
        "told": sheets.TOLD,
        "listens": way.token.listens,
        "problems": parts.problems(),
        "root": root,
        "package": clients.PACKAGE,
    }
    return _answer(request, way, "guide", page)


@visitors_page
@never_cache
def try_out(request: HttpRequest, portal_link: str) -> HttpResponse:
    """The console: what is sent here reaches invented people alone, and is taken back at once."""
    way, job = _way(request, portal_link), _job(request)
    form = TryForm(request.POST or None, initial={"body": job.written})
    page: dict[str, Any] = {"form": form, "job": job, "jobs": parts.job_links(job)}
    if form.is_valid():
        body = form.cleaned_data["body"]
        facts = {"request": request, "on": today(), "at": timezone.now()}
        try:
            page["answer"] = tried_out(way.token, job, body, **facts)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    return _answer(request, way, "try_out", page)


@visitors_page
@never_cache
@require_safe
def changes(request: HttpRequest, portal_link: str) -> HttpResponse:
    return _answer(request, _way(request, portal_link), "changes", {})


@visitors_page
@never_cache
@require_safe
def description(request: HttpRequest, portal_link: str) -> HttpResponse:
    """The API's description, for whoever generates a client from it."""
    _way(request, portal_link)
    made = HttpResponse(describing.described(), content_type="application/json")
    return _kept_by_nobody(made)


def _way(request: HttpRequest, portal_link: str) -> Way:
    """The way in that is meant; one of a token that ended long ago opens nothing."""
    at = timezone.now()
    found = ways.way_behind(portal_link, request.tenant, at=at)
    if found is None or found.token.ends_at + ways.OPEN_AFTER_END < at:
        raise Http404
    return found


def _job(request: HttpRequest) -> Job:
    usual = {job.code: job for job in jobs(SHOWN, on=today())}
    return usual.get(request.GET.get("co", ""), next(iter(usual.values())))


def _answer(request: HttpRequest, way: Way, name: str, page: dict[str, Any]) -> HttpResponse:
    around = {
        "token": way.token,
        "partner": told.partner_name(way.token),
        "portal_link": way.text,
        "tabs": parts.tabs(way.text, current=name),
        "unit": request.tenant,
        "back_url": way.back_url,
    }
    return _kept_by_nobody(render(request, f"portal/{name}.html", {**around, **page}))


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no search engine keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
