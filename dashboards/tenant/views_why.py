"""Every figure opens: its definition, its filters, how fresh it is, who is in it, who is out and why."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NoSuchChoice
from core.permissions import Permission, can, can_anywhere, projects_held
from dashboards.tenant import local, overlaps, parts, parts_why, promises, queries, why
from dashboards.tenant.views import freshness
from dashboards.tenant.why import Question
from indicators.cells import queries as cells
from indicators.definitions.queries import definitions
from indicators.judging import Indicator
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants import queries as participants
from projects.participants.names import told_apart_among
from ui import drawn

PER_PAGE = 50


@never_cache
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    projects = _projects(request)
    ids = [project.pk for project in projects]
    counts = queries.supported(request.actor, ids)
    tables = parts_why.tables_by_family(definitions(), counts, cells.open_results(ids, on=today()))
    page = {
        "tables": tables,
        "overlap": overlaps.sentences(queries.overlap(request.actor), projects),
        "declared": promises.declared_by_hand(ids),
        "local": local.section(request.actor, projects, on=today()),
        "may_define": can(request.actor, Permission.DEFINE_LOCAL_INDICATORS),
        **freshness(request),
    }
    return render(request, "tenant_dashboards/indicators.html", page)


@never_cache
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    one, projects = _indicator(code), _projects(request)
    ids = [each.pk for each in projects]
    question, complaints = why.read(request.GET, projects=ids, on=today())
    for complaint in complaints:
        messages.warning(request, complaint)
    page = {
        **parts_why.rule(one),
        **_figure(request, one, question, projects),
        **_people(request, one, question),
        "declared": promises.declared_by_hand(ids, code),
        **freshness(request),
    }
    return render(request, "tenant_dashboards/indicator.html", page)


def _indicator(code: str) -> Indicator:
    found = queries.indicator(code, on=today())
    if found is None:
        text = _("There is no indicator “%(code)s”.") % {"code": code[:40]}
        raise NoSuchChoice(text, nearest=_("Indicators"), url=reverse("indicators"))
    return found


def _projects(request: HttpRequest) -> list[Project]:
    return list(agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES))


def _figure(
    request: HttpRequest, one: Indicator, question: Question, projects: list[Project]
) -> dict[str, Any]:
    """The published figure, what it is about in words, and the same in each project."""
    whole = question.project or projects_held(request.actor, Permission.SEE_FIGURES) is None
    is_counted_now = one.is_local or question.as_of < today()
    told = local.figure if is_counted_now else _shared
    shown = told(one, question, projects, is_whole=bool(whole), on=today())
    return {
        **vars(shown),
        **local.marks(one),
        "headline": parts_why.headline(one, shown),
        "question": question,
        "is_counted_now": is_counted_now,
        "said": parts_why.said(question, projects),
        "filters": parts_why.filters(request, question, projects),
    }


def _shared(
    one: Indicator, question: Question, projects: list[Project], *, is_whole: bool, on: date
) -> parts_why.Shown:
    """A shared indicator is published in cells, for everybody who asks; of no earlier day than today."""
    code, asked = one.definition.code, [question.project] if question.project else None
    return parts_why.Shown(
        figure=_published(code, question) if is_whole else None,
        opened=cells.open_results(asked, on=on).get(code) if is_whole else None,
        table=parts.by_project_table(code, projects, agreements.figures_of(projects)),
    )


def _published(code: str, question: Question) -> cells.Count:
    return cells.count_of(
        code,
        project_id=question.project,
        period=question.period,
        sex=question.sex,
        disability=question.disability,
    )


def _people(request: HttpRequest, one: Indicator, question: Question) -> dict[str, Any]:
    """Who counts and who does not, each with what decides; only for those who see people."""
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        return {"sees_people": False}
    visible = participants.participations_visible_to(request.actor, Permission.SEE_PEOPLE)
    found = why.answer(participants.alphabetical(visible), one, question)
    wanted = request.GET.get("lista", "") != parts_why.NOT_COUNTED
    chosen = found.counted if wanted else found.others
    shown = drawn.page_of(request, chosen, PER_PAGE)
    rows = visible.in_bulk([listed.participation_id for listed in shown])
    names = told_apart_among(rows.values(), visible)
    projects = agreements.projects_visible_to(request.actor, Permission.SEE_PEOPLE)
    return {
        "sees_people": True,
        "anonymous": why.anonymous(projects, one, question),
        "found": found,
        "page": shown,
        "people": parts_why.people_table(shown, rows, names, counted=wanted),
        "lists": [parts_why.list_chip(request)],
    }
