"""Pages behind the link of a token of released figures, as a partner's developer has them in a unit."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.doors import Request, public_page
from core.tenancy.hosts import address_of
from dashboards.serving import jobs, parts, queries
from projects.partners.operations import hash_of
from projects.portal import clients, pages
from projects.portal import parts as portal
from projects.portal.examples import VARIABLE, written
from projects.portal.pages import Shown
from projects.portal.ways import OPEN_AFTER_END

TABS = ("start", "requests", "guide", "changes")


@public_page
@never_cache
@require_safe
def start(request: Request, portal_link: str) -> HttpResponse:
    return pages.start(request, _shown(portal_link))


@public_page
@never_cache
@require_safe
def requests(request: Request, portal_link: str) -> HttpResponse:
    return pages.requests(request, _shown(portal_link))


@public_page
@never_cache
@require_safe
def guide(request: Request, portal_link: str) -> HttpResponse:
    shown, root, host = _shown(portal_link), address_of(request.tenant), settings.ROOT_URLCONF
    page = {
        "examples": [written(job, root=root, may=True, host=host) for job in jobs.JOBS],
        "again": jobs.only_when_new(root, variable=VARIABLE),
        "problems": portal.problems(),
        "root": root,
        "package": clients.PACKAGE,
    }
    return pages.answer(request, shown, "guide", page, template="serving/guide.html")


@public_page
@never_cache
@require_safe
def changes(request: Request, portal_link: str) -> HttpResponse:
    return pages.answer(request, _shown(portal_link), "changes", {})


@public_page
@never_cache
@require_safe
def description(request: Request, portal_link: str) -> HttpResponse:
    """The description of the metropolis's API, for whoever generates a client from it."""
    _shown(portal_link)
    return pages.description(settings.ROOT_URLCONF)


def _shown(portal_link: str) -> Shown:
    """The token that is meant; the link of one that ended long ago opens nothing."""
    token = queries.token_behind(hash_of(portal_link))
    if token is None or token.ends_at + OPEN_AFTER_END < timezone.now():
        raise Http404
    rights = parts.rights_of(token)
    return Shown(token, portal_link, holder=token.body_name, rights=rights, tabs=TABS)
