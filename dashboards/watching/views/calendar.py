"""The programme's calendar by month, and an address of it that only one person knows."""

from datetime import timedelta
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import tenancy
from core.days import today
from core.doors import platform_page, public_page
from core.permissions import Permission, require
from core.tenancy.hosts import address_of
from dashboards.watching import due, operations, parts, queries
from dashboards.watching.due import Month
from dashboards.watching.feed import calendar_of
from dashboards.watching.operations import hash_of

DAYS_BACK, DAYS_AHEAD = timedelta(days=92), timedelta(days=366)


@never_cache
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    units, chosen, unknown = parts.asked_unit(request.GET)
    month, keep, is_wrong = _month(request, chosen)
    found = due.entries(since=month.first, until=month.last, unit_code=chosen)
    page = {
        "month": month,
        "days": [(day, list(own)) for day, own in groupby(found, key=lambda one: one.day)],
        "count": len(found),
        "filters": [parts.unit_filter(units, chosen, keep=keep)],
        "chosen": chosen,
        "today": today(),
        "wrong": parts.wrong_choice(unknown, is_wrong),
    }
    return render(request, "watching/calendar.html", page)


def _month(request: HttpRequest, unit_code: str) -> tuple[Month, dict[str, str], bool]:
    """The month that is asked for, or that of the next thing due; what keeps it; whether it was wrong."""
    month, is_wrong = Month.read(request.GET.get("miesiac", ""), on=today())
    if "miesiac" in request.GET:
        return month, {"miesiac": month.code}, is_wrong
    return due.month_of_the_next(on=today(), unit_code=unit_code), {}, False


@never_cache
@platform_page
@require_safe
def calendar_address(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    return _address(request)


@never_cache
@platform_page
@require_POST
def open_feed(request: HttpRequest) -> HttpResponse:
    """Answer with the page and the address on it, this once."""
    language = (get_language() or "pl")[:2]
    token = operations.make_feed(
        account=request.user, language=language, by=request.actor, at=timezone.now()
    )
    return _address(request, token)


@never_cache
@platform_page
@require_POST
def close_feed(request: HttpRequest) -> HttpResponse:
    operations.revoke_feed(account=request.user, by=request.actor)
    messages.success(request, _("The calendar address is closed. Delete it in your calendar too."))
    return redirect("watching:calendar-address")


def _address(request: HttpRequest, token: str = "") -> HttpResponse:
    page = {"feed": queries.feed_of_account(request.user)}
    if token:
        path = reverse("watching:feed", args=[token])
        page["address"] = f"{address_of(request.tenant)}{path}"
    return render(request, "watching/calendar_address.html", page)


@public_page
@never_cache
@require_safe
def feed(request: HttpRequest, feed_token: str) -> HttpResponse:
    """Behind its own secret: calendars do not sign in. Days and names of projects, no figure."""
    found = queries.feed_of(hash_of(feed_token), request.tenant)
    if found is None:
        raise Http404
    on = today()
    with tenancy.acting_as(tenancy.Role.METROPOLIS), translation.override(found.language):
        entries = due.entries(since=on - DAYS_BACK, until=on + DAYS_AHEAD)
        content = calendar_of(entries, address=address_of(request.tenant), at=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
