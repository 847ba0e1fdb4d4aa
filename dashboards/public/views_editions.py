"""The editions that were approved, and taking one back. They run under the web role, as operations do."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.doors import Request, platform_page
from core.permissions import Permission, require
from dashboards.public import operations, parts, queries
from dashboards.public.forms import WithdrawForm

APPROVE = Permission.APPROVE_EDITIONS


@platform_page
@never_cache
@require_safe
def editions(request: Request) -> HttpResponse:
    require(request.actor, APPROVE)
    every: list[Any] = list(queries.editions())
    in_force = next((one for one in every if one.withdrawn_at is None), None)
    page = {
        "candidate": queries.candidate(),
        "editions": every,
        "table": parts.editions(every),
        "in_force": in_force,
        "quarter": parts.quarter(in_force.of_day) if in_force else "",
    }
    return render(request, "editions/list.html", page)


@platform_page
@never_cache
def withdraw(request: Request, edition_id: UUID) -> HttpResponse:
    require(request.actor, APPROVE)
    edition = get_object_or_404(queries.editions(), pk=edition_id)
    form = WithdrawForm(request.POST or None)
    facts = {"edition": edition, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.withdraw_edition, **facts):
        messages.success(request, _("The edition is withdrawn; nobody reads it any more."))
        return redirect("editions:list")
    return render(request, "editions/withdraw.html", {"form": form, "edition": edition})
