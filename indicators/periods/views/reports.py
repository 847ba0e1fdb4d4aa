"""A period with what it reported, who is behind it, what differs since, and whether it is whole."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from indicators.definitions.queries import definitions
from indicators.periods import closing_day, parts, queries, refusals
from indicators.periods.models import Closing, SettlementPeriod
from indicators.periods.views.page import EDIT, SEE, closing_of, period_of, to_period
from projects import two_people
from projects.workbench import history as trail


@never_cache
@require_safe
def period(request: HttpRequest, period_id: UUID) -> HttpResponse:
    found = period_of(request, period_id, SEE)
    closing = found.closings.filter(superseded_at=None).select_related("closed_by").first()
    page = {
        "period": found,
        "closing": closing,
        "facts": _facts(request, found, closing),
        "held": getattr(found, "held_back", None) and parts.held_words(found.held_back),
        "is_over": found.is_over(on=today()),
        **_steps(found, closing, may_edit=can(request.actor, EDIT, project=found.project_id)),
        **_reopenings(request, found),
        **(_values(request, closing) if closing else {}),
    }
    return render(request, "periods/period.html", page)


@never_cache
@require_safe
def report(request: HttpRequest, closing_id: UUID) -> HttpResponse:
    closing = closing_of(request, closing_id, SEE)
    page = {
        "period": closing.period,
        "closing": closing,
        "facts": parts.period_facts(closing.period, closing, on=today()),
        **_values(request, closing),
    }
    return render(request, "periods/report.html", page)


@never_cache
@require_safe
def differences(request: HttpRequest, closing_id: UUID) -> HttpResponse:
    closing = closing_of(request, closing_id, SEE)
    found, names = queries.difference_of(closing), definitions()
    own = {"project": closing.period.project_id, "by": request.actor}
    moved = queries.moved(found.moves, found.events, **own)
    page = {
        "period": closing.period,
        "closing": closing,
        "difference": found,
        **parts.difference_tables(found, names),
        "moves": parts.moves_table(moved, names, until=closing.period.ends_on),
    }
    return render(request, "periods/differences.html", page)


@never_cache
@require_safe
def checksum(request: HttpRequest, closing_id: UUID) -> HttpResponse:
    closing = closing_of(request, closing_id, SEE)
    certificate = queries.certificate_of(closing)
    page = {
        "period": closing.period,
        "closing": closing,
        "certificate": certificate,
        "facts": parts.certificate_facts(certificate),
    }
    return render(request, "periods/checksum.html", page)


@never_cache
@require_safe
def who(request: HttpRequest, closing_id: UUID, code: str) -> HttpResponse:
    closing = closing_of(request, closing_id, Permission.SEE_PEOPLE)
    if not closing.definitions.filter(definition_code=code).exists():
        raise Http404
    people = queries.contributors_of(closing, code)
    page = {
        "period": closing.period,
        "closing": closing,
        "name": definitions()[code].short_name if code in definitions() else code,
        "people": people,
        "table": parts.contributors_table(people),
    }
    return render(request, "periods/who.html", page)


@never_cache
@require_safe
def history(request: HttpRequest, period_id: UUID) -> HttpResponse:
    found = period_of(request, period_id, SEE)
    ids = [found.pk, *found.closings.values_list("pk", flat=True)]
    reads = can(request.actor, EDIT, project=found.project_id)
    page = {"back": to_period(found), "history": trail.of(ids, with_reasons=reads)}
    return render(request, "workbench/history_page.html", page)


def _values(request: HttpRequest, closing: Closing) -> dict[str, Any]:
    told, names = queries.told(closing), definitions()
    sees_people = can(request.actor, Permission.SEE_PEOPLE, project=closing.period.project_id)
    return {
        "finding": parts.finding(closing.period, told),
        **parts.told_tables(told, names, closing=closing.pk if sees_people else None),
        "versions": parts.versions_table(told.definitions, names),
    }


def _facts(request: HttpRequest, found: SettlementPeriod, closing: Closing | None) -> list[Any]:
    facts = parts.period_facts(found, closing, on=today())
    if closing is not None:
        return facts
    due = closing_day.waiting_for(found, request.tenant, on=today())
    mended_until = queries.mended_until(found)
    return [*facts, *parts.programme_facts(found, due, mended_until=mended_until)]


def _steps(found: SettlementPeriod, closing: Closing | None, *, may_edit: bool) -> dict[str, Any]:
    """What can be done with the period, and why something cannot: said before anybody tries."""
    if not may_edit:
        return {"may_edit": False}
    if closing is not None:
        return {"may_edit": True, "why_not_reopened": refusals.of_reopening(found)}
    return {
        "may_edit": True,
        "why_not_closed": refusals.of_closing(found, on=today()),
        "may_remove": refusals.of_removing(found) is None,
    }


def _reopenings(request: HttpRequest, found: SettlementPeriod) -> dict[str, Any]:
    asked = queries.waiting_reopening(found, on=today())
    superseded = found.closings.exclude(superseded_at=None).select_related("closed_by")
    return {
        "asked": asked,
        "is_own": asked is not None and two_people.is_own(asked.asked_by_id, by=request.actor),
        "superseded": list(superseded),
    }
