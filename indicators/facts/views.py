"""A page of the platform operator: whether published figures agree with the tables behind them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.doors import platform_page
from core.permissions import Permission, require
from indicators.facts import parts
from indicators.facts.models import Reconciliation

SHOWN = 30


@platform_page
def reconciliations(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.OPEN_TENANTS)
    rounds = list(Reconciliation.objects.order_by("-pk")[:SHOWN])
    page = {"latest": rounds[0] if rounds else None, "table": parts.rounds_table(rounds)}
    return render(request, "facts/reconciliations.html", page)
