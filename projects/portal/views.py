"""Pages behind a token's own link: read-only, without an account, kept by no cache and no search engine."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.doors import visitors_page
from core.errors import RuleBroken
from core.tenancy.hosts import address_of
from projects.partners import parts as told
from projects.portal import clients, pages, parts, sheets, ways
from projects.portal.examples import example, ids_of
from projects.portal.forms import TryForm
from projects.portal.jobs import Job, jobs
from projects.portal.pages import Shown
from projects.portal.sandbox import SHOWN
from projects.portal.trying import try_out as tried_out

TABS = ("start", "requests", "guide", "try_out", "changes")


@visitors_page
@never_cache
@require_safe
def start(request: HttpRequest, portal_link: str) -> HttpResponse:
    return pages.start(request, _shown(request, portal_link))


@visitors_page
@never_cache
@require_safe
def requests(request: HttpRequest, portal_link: str) -> HttpResponse:
    return pages.requests(request, _shown(request, portal_link))


@visitors_page
@never_cache
@require_safe
def guide(request: HttpRequest, portal_link: str) -> HttpResponse:
    shown, root = _shown(request, portal_link), address_of(request.tenant)
    ids = ids_of(shown.token)
    page = {
        "examples": [example(job, shown.token, root=root) for job in jobs(ids, on=today())],
        "sheets": sheets.commands(ids, root=root),
        "columns": sheets.columns(),
        "told": sheets.TOLD,
        "listens": shown.token.listens,
        "problems": parts.problems(),
        "root": root,
        "package": clients.PACKAGE,
    }
    return pages.answer(request, shown, "guide", page)


@visitors_page
@never_cache
def try_out(request: HttpRequest, portal_link: str) -> HttpResponse:
    """The console: what is sent here reaches invented people alone, and is taken back at once."""
    shown, job = _shown(request, portal_link), _job(request)
    form = TryForm(request.POST or None, initial={"body": job.written})
    page: dict[str, Any] = {"form": form, "job": job, "jobs": parts.job_links(job)}
    if form.is_valid():
        body = form.cleaned_data["body"]
        facts = {"request": request, "on": today(), "at": timezone.now()}
        try:
            page["answer"] = tried_out(shown.token, job, body, **facts)
        except RuleBroken as refusal:
            form.add_error(None, str(refusal))
    return pages.answer(request, shown, "try_out", page)


@visitors_page
@never_cache
@require_safe
def changes(request: HttpRequest, portal_link: str) -> HttpResponse:
    return pages.answer(request, _shown(request, portal_link), "changes", {})


@visitors_page
@never_cache
@require_safe
def description(request: HttpRequest, portal_link: str) -> HttpResponse:
    """The API's description, for whoever generates a client from it."""
    _shown(request, portal_link)
    return pages.description(settings.TENANT_URLCONF)


def _shown(request: HttpRequest, portal_link: str) -> Shown:
    """The token that is meant; the way of one that ended long ago opens nothing."""
    at = timezone.now()
    found = ways.way_behind(portal_link, request.tenant, at=at)
    if found is None or found.token.ends_at + ways.OPEN_AFTER_END < at:
        raise Http404
    return Shown(
        token=found.token,
        text=found.text,
        holder=told.partner_name(found.token),
        rights=told.rights_of(found.token),
        tabs=TABS,
        back_url=found.back_url,
    )


def _job(request: HttpRequest) -> Job:
    usual = {job.code: job for job in jobs(SHOWN, on=today())}
    return usual.get(request.GET.get("co", ""), next(iter(usual.values())))
