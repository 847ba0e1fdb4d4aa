"""Asking a unit: one click on a warning, and the list of what was asked.

Whoever asks writes a shared table, and that is the platform's: those pages run under the web role.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.doors import platform_page
from core.errors import RuleBroken
from core.permissions import Permission, can, require
from dashboards.watching import operations, parts, queries
from dashboards.watching.forms import ClickForm
from dashboards.watching.models import UnitRequest, Warned
from ui import formats


@never_cache
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.SEE_METROPOLIS)
    found = list(queries.requests())
    may_ask = can(request.actor, Permission.ASK_UNITS)
    page = {
        "table": parts.requests_table(found, on=today(), may_ask=may_ask),
        "open_count": sum(one.is_open for one in found),
    }
    return render(request, "watching/requests.html", page)


@never_cache
@require_safe
def unit(request: HttpRequest) -> HttpResponse:
    """What one unit can be asked for: where its lateness is seen, one is led here."""
    require(request.actor, Permission.SEE_METROPOLIS)
    name = request.GET.get(parts.TENANT, "").strip()[: parts.LONGEST_NAME]
    found = queries.can_be_asked_of(name)
    page = {
        "unit": found[0].called if found else name,
        "warnings": found,
        "may_ask": can(request.actor, Permission.ASK_UNITS),
    }
    return render(request, "watching/unit.html", page)


@platform_page
@require_POST
def ask(request: HttpRequest, warning_id: UUID) -> HttpResponse:
    require(request.actor, Permission.ASK_UNITS)
    warned = get_object_or_404(Warned, pk=warning_id)
    try:
        asked = operations.ask_unit(warned=warned, on=today(), by=request.actor)
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
    else:
        words = {"unit": asked.tenant_name, "day": formats.day(asked.wanted_by)}
        messages.success(request, _("%(unit)s is asked for it by %(day)s.") % words)
    return redirect(_back(request))


@never_cache
@platform_page
def withdraw(request: HttpRequest, request_id: UUID) -> HttpResponse:
    require(request.actor, Permission.ASK_UNITS)
    found = get_object_or_404(UnitRequest, pk=request_id)
    form = ClickForm.of(request)
    facts = {"request": found, "on": today(), "by": request.actor}
    if form.carry_out(operations.withdraw_request, **facts):
        messages.success(request, _("The request is withdrawn; the unit sees that it was."))
        return redirect("watching:requests")
    title = _("Withdraw the request to %(unit)s") % {"unit": found.tenant_name}
    page = {"form": form, "title": title, "submit": _("Withdraw it"), "back": "watching:requests"}
    return render(request, "watching/form.html", page)


def _back(request: HttpRequest) -> str:
    """The page from which somebody asked, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return "watching:warnings"
