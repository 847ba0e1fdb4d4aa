"""How one project is doing: its promises and their outlook, its support, its settlement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from dashboards.tenant import (
    awaited,
    delivered,
    gaps,
    pace,
    parts,
    parts_progress,
    parts_settlement,
    parts_support,
    settling,
)
from dashboards.tenant.views import freshness
from dashboards.tenant.views_why import PER_PAGE
from indicators.definitions.queries import definitions
from projects import filters
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from ui import drawn


@never_cache
@require_safe
def promises(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project, known, on = visible(request, project_id), definitions(), today()
    rows = pace.kept([project], on=on)
    page = {
        **surroundings(request, project, "promises"),
        **_promised(request, project, rows, known),
        "countdown": awaited.chart(project, parts.own(known), on=on),
        **freshness(request),
    }
    return render(request, "tenant_dashboards/promises.html", page)


def _promised(
    request: HttpRequest, project: Project, rows: list[pace.Kept], known: Any
) -> dict[str, Any]:
    agreed = parts_progress.in_order(pace.of_agreement(rows), known)
    plans = parts_progress.in_order((row for row in rows if row.promise.plan), known)
    typed = request.GET.get("co", "")
    asked = parts_progress.chosen(agreed, typed)
    if complaint := parts_progress.complaint(agreed, typed, asked, known):
        messages.warning(request, complaint)
    if asked is None:
        return {"promised": []}
    return {
        "promised": agreed,
        "finding": parts_progress.finding(agreed),
        "trouble": parts_progress.lines(pace.in_trouble(agreed), known),
        "pace": parts_progress.pace_chart(asked, known, project, on=today()),
        "chips": [
            filters.chip(
                request,
                label=_("Promise"),
                parameter="co",
                choices=parts_progress.choices(agreed, known),
                in_force=parts_progress.key_of(asked),
            )
        ],
        "table": parts_progress.table(agreed, known, _("Promises of the agreement")),
        "plans": parts_progress.table(plans, known, _("Plans of periods")),
        "plan_lines": parts_progress.lines(plans, known),
    }


@never_cache
@require_safe
def support(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = visible(request, project_id)
    page = surroundings(request, project, "support")
    sees = {"sees_people": page["sees_people"]}
    page |= _recruited(project, **sees) | _delivered(project, **sees)
    return render(request, "tenant_dashboards/delivered.html", page)


def _delivered(project: Project, *, sees_people: bool) -> dict[str, Any]:
    sees = {"sees_people": sees_people}
    sheets, gone = delivered.attended(project.pk), delivered.left(project.pk)
    areas = delivered.basket(project.pk, sheets.given_hours)
    names = delivered.names_of_groups(project.pk)
    return {
        "finding": parts_support.finding(sheets.whole, gone),
        "attendance": parts_support.attendance_chart(sheets, project, on=today()),
        "groups": parts_support.groups_table(sheets, names, **sees),
        "left": parts_support.left_table(gone, project.pk, **sees),
        "left_said": parts_support.left_sentence(gone),
        "basket": parts_support.basket_chart(areas, project, on=today()),
        "basket_said": parts_support.basket_sentence(areas),
    }


def _recruited(project: Project, *, sees_people: bool) -> dict[str, Any]:
    found = delivered.recruited(project.pk)
    if not found.rounds:
        return {}
    sees = {"sees_people": sees_people}
    return {
        "recruitment": parts_support.recruitment_table(project.pk, found, **sees),
        "recruitment_said": parts_support.recruitment_sentence(found, on=today()),
    }


@never_cache
@require_safe
def settlement(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project, on = visible(request, project_id), today()
    page = surroundings(request, project, "settlement")
    found = gaps.counted(project, on=on)
    claims = settling.claims(project, on=on)
    page |= {
        "finding": parts_settlement.finding(claims, found),
        "gaps": parts_settlement.gaps_table(project, found, sees_people=page["sees_people"]),
        **(_money(project, claims) if page["sees_money"] else {}),
    }
    page.setdefault("claim", parts_settlement.claim_lines(claims, None))
    return render(request, "tenant_dashboards/settlement.html", page)


def _money(project: Project, claims: settling.Claims) -> dict[str, Any]:
    """For whoever sees money: what is known of it, and what missed targets may cost."""
    on, known = today(), definitions()
    rows = parts_progress.in_order(pace.kept([project], on=on), known)
    allowances = settling.allowances(project, on=on)
    exposed = parts_settlement.exposure(project, rows)
    over = parts_settlement.is_over(project, on=on)
    return {
        "claim": parts_settlement.claim_lines(claims, allowances),
        "money": parts_settlement.money_table(project, allowances, rows),
        "exposed": exposed and parts_settlement.exposure_sentence(exposed, is_over=over),
        "missed": parts_settlement.exposure_table(rows, known),
    }


@never_cache
@require_safe
def missing(request: HttpRequest, project_id: UUID, gap: str) -> HttpResponse:
    project = visible(request, project_id, Permission.SEE_PEOPLE)
    if gap not in set(gaps.Gap):
        raise Http404
    chosen = gaps.Gap(gap)
    listed = drawn.page_of(request, gaps.people(project, chosen, on=today()), PER_PAGE)
    page = {
        **surroundings(request, project, "settlement"),
        "gap": gaps.NAMES[chosen],
        "page": listed,
        "table": parts_settlement.people_table(listed),
    }
    return render(request, "tenant_dashboards/missing.html", page)


def surroundings(request: HttpRequest, project: Project, here: str) -> dict[str, Any]:
    """What all the pages of one project's figures share."""
    return {
        "project": project,
        "here": here,
        "charts": True,
        "sees_people": can(request.actor, Permission.SEE_PEOPLE, project=project.pk),
        "sees_money": can(request.actor, Permission.SEE_MONEY, project=project.pk),
        "may_set_targets": can(request.actor, Permission.EDIT_PROJECTS, project=project.pk),
        "time_gone": agreements.time_gone(project, on=today()),
    }


def visible(
    request: HttpRequest, project_id: UUID, permission: Permission = Permission.SEE_FIGURES
) -> Project:
    seen = agreements.projects_visible_to(request.actor, permission)
    return get_object_or_404(seen, pk=project_id)
