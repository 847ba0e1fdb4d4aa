"""Pages behind a token's own link: read-only, without an account, kept by no cache and no search engine."""

from datetime import timedelta
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
from projects.partners import operations, queries, usage
from projects.partners import parts as told
from projects.partners.models import PortalLink
from projects.portal import clients, describing, parts
from projects.portal.examples import example, ids_of
from projects.portal.forms import TryForm
from projects.portal.jobs import Job, jobs
from projects.portal.sandbox import SHOWN
from projects.portal.trying import try_out as tried_out

# So long after its end a token's page still tells why the program is refused.
OPEN_AFTER_END = timedelta(days=90)
ENDING = "odpowiedz"


@visitors_page
@never_cache
@require_safe
def start(request: HttpRequest, portal_link: str) -> HttpResponse:
    link = _link(portal_link)
    at, token = timezone.now(), link.token
    use = usage.use_of([token.pk], at=at)[token.pk]
    page = {
        "state": told.state_of(token, use, at=at),
        "rights": told.rights_of(token),
        "use": use,
        "keys": [(key, told.key_state(key, token, at=at)) for key in use.living(at)],
        "left": max(0, token.per_minute_count - use.requests_this_minute(at)),
    }
    return _answer(request, portal_link, link, "start", page)


@visitors_page
@never_cache
@require_safe
def requests(request: HttpRequest, portal_link: str) -> HttpResponse:
    link, ending = _link(portal_link), request.GET.get(ENDING, "")
    log = usage.page_of_requests(link.token_id, ending=ending, page=request.GET.get(filters.PAGE))
    page = {
        "page": log,
        "table": told.requests_table(log.object_list),
        "filters": [parts.endings_chip(request, ENDING)],
    }
    return _answer(request, portal_link, link, "requests", page)


@visitors_page
@never_cache
@require_safe
def guide(request: HttpRequest, portal_link: str) -> HttpResponse:
    link, root = _link(portal_link), address_of(request.tenant)
    usual = jobs(ids_of(link.token), on=today())
    page = {
        "examples": [example(job, link.token, root=root) for job in usual],
        "problems": parts.problems(),
        "root": root,
        "package": clients.PACKAGE,
    }
    return _answer(request, portal_link, link, "guide", page)


@visitors_page
@never_cache
def try_out(request: HttpRequest, portal_link: str) -> HttpResponse:
    """The console: what is sent here reaches invented people alone, and is taken back at once."""
    link, job = _link(portal_link), _job(request)
    form = TryForm(request.POST or None, initial={"body": job.written})
    page: dict[str, Any] = {"form": form, "job": job, "jobs": parts.job_links(job)}
    if form.is_valid():
        body = form.cleaned_data["body"]
        facts = {"request": request, "on": today(), "at": timezone.now()}
        try:
            page["answer"] = tried_out(link, job, body, **facts)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    return _answer(request, portal_link, link, "try_out", page)


@visitors_page
@never_cache
@require_safe
def changes(request: HttpRequest, portal_link: str) -> HttpResponse:
    return _answer(request, portal_link, _link(portal_link), "changes", {})


@visitors_page
@never_cache
@require_safe
def description(request: HttpRequest, portal_link: str) -> HttpResponse:
    """The API's description, for whoever generates a client from it."""
    _link(portal_link)
    made = HttpResponse(describing.described(), content_type="application/json")
    return _kept_by_nobody(made)


def _link(portal_link: str) -> PortalLink:
    """The link that is meant; a closed one, and one of a token that ended long ago, opens nothing."""
    found = queries.link_named(operations.hash_of(portal_link))
    if found is None or found.token.ends_at + OPEN_AFTER_END < timezone.now():
        raise Http404
    return found


def _job(request: HttpRequest) -> Job:
    usual = {job.code: job for job in jobs(SHOWN, on=today())}
    return usual.get(request.GET.get("co", ""), next(iter(usual.values())))


def _answer(
    request: HttpRequest, portal_link: str, link: PortalLink, name: str, page: dict[str, Any]
) -> HttpResponse:
    around = {
        "token": link.token,
        "partner": told.partner_name(link.token),
        "portal_link": portal_link,
        "tabs": parts.tabs(portal_link, current=name),
        "unit": request.tenant,
    }
    return _kept_by_nobody(render(request, f"portal/{name}.html", {**around, **page}))


def _kept_by_nobody(response: HttpResponse) -> HttpResponse:
    """The address is a secret: no search engine keeps it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
