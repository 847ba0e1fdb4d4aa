"""How a member is told: the morning letter, and a calendar address that only they know."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.doors import visitors_page
from core.tenancy.hosts import address_of
from projects.deadlines import operations, queries
from projects.deadlines.feed import DAYS_AHEAD, DAYS_BACK, calendar_of
from projects.deadlines.models import Feed
from projects.deadlines.queries import telling


@never_cache
@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    return _settings(request)


@never_cache
@require_POST
def digest(request: HttpRequest) -> HttpResponse:
    wanted = request.POST.get("wanted") == "yes"
    operations.want_digest(wanted=wanted, by=request.actor)
    sentence = _("The letter will come.") if wanted else _("No more letters will come.")
    messages.success(request, sentence)
    return redirect("deadlines:settings")


@never_cache
@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the page and the address on it, this once."""
    language = (get_language() or "pl")[:2]
    token = operations.make_feed(language=language, by=request.actor, at=timezone.now())
    return _settings(request, token=token)


@never_cache
@require_POST
def close_feed(request: HttpRequest) -> HttpResponse:
    operations.revoke_feed(by=request.actor)
    messages.success(request, _("The calendar address is closed. Delete it in your calendar too."))
    return redirect("deadlines:settings")


@visitors_page
@never_cache
@require_safe
def feed(request: HttpRequest, feed_token: str) -> HttpResponse:
    """Behind its own secret: calendars do not sign in. Counts and days, never a name."""
    found = telling.feed_of(operations.hash_of(feed_token))
    if found is None:
        raise Http404
    with translation.override(found.language):
        content = _calendar(request, found)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _calendar(request: HttpRequest, found: Feed) -> bytes:
    on = today()
    items = queries.due_for(found.member, on, on + timedelta(days=DAYS_AHEAD))
    earliest = on - timedelta(days=DAYS_BACK)
    return calendar_of(
        [item for item in items if item.is_of(found.member) and item.due.due_on >= earliest],
        unit=request.tenant.short_name,
        address=address_of(request.tenant),
        feed_id=found.pk,
        at=timezone.now(),
    )


def _settings(request: HttpRequest, token: str = "") -> HttpResponse:
    shown = {
        "wants_digest": telling.wants_digest(request.actor),
        "feed": telling.feed_for(request.actor),
        "token": token,
        "address": address_of(request.tenant),
    }
    return render(request, "deadlines/settings.html", shown)
