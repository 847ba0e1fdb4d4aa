"""Who reads the metropolis's figures by a program. They run under the web role, as operations do."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.doors import Request, platform_page
from core.permissions import Permission, require
from core.tenancy.hosts import address_of
from dashboards.serving import issuing, operations, parts, queries
from dashboards.serving.forms import ReleaseForm
from dashboards.serving.models import ReleaseToken
from projects import filters
from projects.partners import usage
from projects.partners.forms import RotateForm
from projects.partners.parts import endings, key_state, requests_table, state_of
from projects.partners.views.listing import ENDING

SERVE = Permission.SERVE_FIGURES


@platform_page
@never_cache
@require_safe
def tokens(request: Request) -> HttpResponse:
    require(request.actor, SERVE)
    at, found = timezone.now(), list(queries.tokens())
    use = usage.use_of([token.pk for token in found], at=at)
    page = {
        "table": parts.table_of(found, use, at=at),
        "count": len(found),
        "working": sum(state_of(one, use[one.pk], at=at).works for one in found),
        "address": f"{address_of(request.tenant)}/api/v1/",
    }
    return render(request, "serving/list.html", page)


@platform_page
@never_cache
def make(request: Request) -> HttpResponse:
    """Whatever is typed is said as a sentence at once; only the button saves."""
    require(request.actor, SERVE)
    at = timezone.now()
    form = ReleaseForm(request.POST or None, at=at)
    if not request.htmx and form.carry_out(issuing.make_token, at=at, by=request.actor):
        return _shown(request, *form.outcome)
    return render(request, "serving/make.html", {"form": form, "rights": form.rights()})


@platform_page
@never_cache
@require_safe
def token(request: Request, release_token_id: UUID) -> HttpResponse:
    found = _named(request, release_token_id)
    return render(request, "serving/token.html", _facts_of(found, at=timezone.now()))


@platform_page
@never_cache
def rotate(request: Request, release_token_id: UUID) -> HttpResponse:
    found, at = _living(request, release_token_id), timezone.now()
    initial = {"overlap_hours": 72, "version": found.version}
    form = RotateForm(request.POST or None, initial=initial)
    if form.carry_out(issuing.issue_key, token=found, at=at, by=request.actor):
        return _shown(request, found, form.outcome)
    page = {"form": form, **_facts_of(found, at=at)}
    return render(request, "serving/rotate.html", page)


@platform_page
@never_cache
@require_POST
def suspend(request: Request, release_token_id: UUID) -> HttpResponse:
    found = _living(request, release_token_id)
    operations.suspend_token(token=found, at=timezone.now(), by=request.actor)
    messages.success(request, _("The token is suspended; the next request is refused."))
    return redirect("serving:token", found.pk)


@platform_page
@never_cache
@require_POST
def resume(request: Request, release_token_id: UUID) -> HttpResponse:
    found = _living(request, release_token_id)
    operations.resume_token(token=found, by=request.actor)
    messages.success(request, _("The token works again."))
    return redirect("serving:token", found.pk)


@platform_page
@never_cache
def revoke(request: Request, release_token_id: UUID) -> HttpResponse:
    found, at = _living(request, release_token_id), timezone.now()
    if request.method == "POST":
        issuing.revoke_token(token=found, at=at, by=request.actor)
        messages.success(request, _("The token is revoked. It never opens anything again."))
        return redirect("serving:token", found.pk)
    return render(request, "serving/revoke.html", _facts_of(found, at=at))


@platform_page
@never_cache
@require_POST
def open_portal(request: Request, release_token_id: UUID) -> HttpResponse:
    """Answer with the address, this once."""
    found = _living(request, release_token_id)
    text = operations.make_portal_link(token=found, at=timezone.now(), by=request.actor)
    address = address_of(request.tenant) + reverse("portal:start", args=[text])
    return render(request, "serving/link.html", {"token": found, "address": address})


@platform_page
@never_cache
@require_POST
def close_portal(request: Request, release_token_id: UUID) -> HttpResponse:
    found = _named(request, release_token_id)
    operations.close_portal_link(token=found, by=request.actor)
    messages.success(request, _("The address opens nothing any more."))
    return redirect("serving:token", found.pk)


@platform_page
@never_cache
@require_safe
def requests(request: Request, release_token_id: UUID) -> HttpResponse:
    found, ending = _named(request, release_token_id), request.GET.get(ENDING, "")
    log = usage.page_of_requests(found.pk, ending=ending, page=request.GET.get(filters.PAGE))
    chip = filters.chip(request, label=_("Answer"), parameter=ENDING, choices=endings())
    page = {"token": found, "page": log, "table": requests_table(log.object_list)}
    return render(request, "serving/requests.html", {**page, "filters": [chip], "ending": ending})


def _named(request: Request, release_token_id: UUID) -> ReleaseToken:
    require(request.actor, SERVE)
    found = queries.token(release_token_id)
    if found is None:
        raise Http404
    return found


def _living(request: Request, release_token_id: UUID) -> ReleaseToken:
    """For its pages of change; what is over has none."""
    found = _named(request, release_token_id)
    if found.is_over(timezone.now()):
        raise Http404
    return found


def _facts_of(token: ReleaseToken, *, at: datetime) -> dict[str, Any]:
    use = usage.use_of([token.pk], at=at)[token.pk]
    return {
        "token": token,
        "state": state_of(token, use, at=at),
        "rights": parts.rights_of(token),
        "use": use,
        "keys": [(key, key_state(key, token, at=at)) for key in use.keys],
        "requests_url": reverse("serving:requests", args=[token.pk]),
        "link": queries.link_of(token),
        "open_url": reverse("serving:open-portal", args=[token.pk]),
        "close_url": reverse("serving:close-portal", args=[token.pk]),
        "may_change": not token.is_over(at),
        "history": parts.history(token),
    }


def _shown(request: Request, token: ReleaseToken, key: str) -> HttpResponse:
    page = {"token": token, "key": key, "done_url": reverse("serving:token", args=[token.pk])}
    page["address"] = f"{address_of(request.tenant)}/api/v1/"
    return render(request, "serving/key.html", page)
