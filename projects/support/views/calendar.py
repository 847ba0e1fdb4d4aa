"""The week of sessions, and what somebody should look at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission
from projects.agreements import queries as agreements
from projects.support import parts, queries
from projects.support.queries.sessions import sessions_between
from projects.support.rules.calendar import week_of
from projects.support.views.page import narrowed, project_chip, refuse_blind


@never_cache
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    refuse_blind(request)
    on = today()
    week = week_of(parts.day_asked(request.GET.get("tydzien", ""), on=on))
    projects = list(agreements.projects_visible_to(request.actor, Permission.SEE_PEOPLE))
    held = narrowed(request, sessions_between(request.actor, week[0], week[-1]), "project")
    late = narrowed(request, queries.sessions_without_attendance(request.actor, on), "project")
    page = {
        **parts.week_page(week, held, on=on),
        "late": late.count(),
        "weeks": parts.weeks_around(request, week, on=on),
        "filters": [project_chip(request, projects)],
        "has_projects": bool(projects),
    }
    return render(request, "support/calendar.html", page)


@never_cache
@require_safe
def warnings(request: HttpRequest) -> HttpResponse:
    refuse_blind(request)
    page = parts.warnings(request.actor, on=today())
    return render(request, "support/warnings.html", page)
