"""The unit's own start page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can, can_anywhere
from dashboards.tenant import changes, pace, parts, parts_changes, parts_progress, queries
from indicators.definitions.queries import definitions
from projects.agreements import parts as agreement_parts
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from projects.participants import queries as participants


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    projects = _projects(request)
    page = {
        "projects": projects,
        **_figures(request, projects),
        **_due(request, projects),
        "changed_title": parts_changes.title(changes.since(today())),
        **freshness(request),
    }
    return render(request, "tenant_dashboards/start.html", page)


@never_cache
@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    """What has happened since a month ended: a part of the start page, and a page of its own."""
    on, sees = today(), can_anywhere(request.actor, Permission.SEE_PEOPLE)
    ids = [project.pk for project in _projects(request)]
    told = changes.changes(request.actor, ids, on=on)
    page = {
        "changed_title": parts_changes.title(told.since),
        "changed": parts_changes.lines(told, sees_people=sees, on=on),
    }
    name = "changed" if request.htmx else "changed_page"
    return render(request, f"tenant_dashboards/{name}.html", page)


def _projects(request: HttpRequest) -> list[Project]:
    return list(agreements.projects_visible_to(request.actor, Permission.SEE_FIGURES))


def _figures(request: HttpRequest, projects: list[Project]) -> dict[str, Any]:
    """What is counted and promised; definitions and targets are read once for all of it."""
    ids, known = [project.pk for project in projects], definitions()
    targets = pace.rows_of(ids)
    figures = queries.figures_of(ids, known=known, set_targets=targets)
    counts = queries.supported(request.actor, ids)
    taking_part = sum(each.taking_part for each in figures.values())
    return {
        "tiles": parts.tiles(known, counts, taking_part),
        "indicators": parts.indicators_table(parts.own(known), counts),
        **_by_state(projects, figures, targets),
        **_promised(projects, known, targets),
    }


def _by_state(
    projects: list[Project], figures: dict[Any, agreements.Figures], targets: Any
) -> dict[str, Any]:
    """The running projects with a chart each; the others in one table."""
    on = today()
    running = agreements.found(projects, state=agreements.RUNNING, on=on)
    others = [project for project in projects if project not in running]
    split = {row.project_id for row in targets if row.subset and not row.period_id}
    drawn = [
        (
            project,
            parts.progress_chart(
                project, figures[project.pk], has_subsets=project.pk in split, on=on
            ),
        )
        for project in running
    ]
    return {
        "running": drawn,
        "charts": any(chart for _project, chart in drawn),
        "others": agreement_parts.projects_table(others, figures=figures, on=on),
    }


def _promised(projects: list[Project], known: Any, targets: Any) -> dict[str, Any]:
    """What the running projects will hardly keep, the furthest behind first."""
    on = today()
    running = agreements.found(projects, state=agreements.RUNNING, on=on)
    rows = pace.of_agreement(pace.kept(running, on=on, rows=targets)) if running else []
    names = {project.pk: str(project) for project in running}
    trouble = parts_progress.lines(pace.in_trouble(rows), known, names)
    return {
        "promised": bool(rows),
        "trouble": trouble[: parts.FIRST_DUE],
        "only_project": str(running[0]) if len(running) == 1 else "",
        "more_trouble": max(len(trouble) - parts.FIRST_DUE, 0),
    }


def _due(request: HttpRequest, projects: list[Project]) -> dict[str, Any]:
    """Counts for whoever sees figures, names for whoever sees people."""
    on, actor = today(), request.actor
    counted = participants.participations_visible_to(actor, Permission.SEE_FIGURES)
    named = participants.participations_visible_to(actor, Permission.SEE_PEOPLE)
    everybody = participants.outcomes_due(counted, on=on)
    todos = parts.todos(participants.outcomes_due(named, on=on))
    late = sum(due.is_late for due in everybody)
    running = len(agreements.found(projects, state=agreements.RUNNING, on=on))
    return {
        "finding": parts.finding(running=running, due=len(everybody) - late),
        "late": late,
        "soon": sum(due.is_this_week for due in everybody),
        "waiting": len(everybody),
        "todos": todos[: parts.FIRST_DUE],
        "more": len(todos) - parts.FIRST_DUE,
        "sees_people": can_anywhere(actor, Permission.SEE_PEOPLE),
        "may_enter_projects": can(actor, Permission.EDIT_PROJECTS),
    }


def freshness(request: HttpRequest) -> dict[str, Any]:
    publication = queries.publication_of(request.tenant.pk)
    return {
        "as_of": publication and publication.published_at,
        "trouble_at": publication and publication.problem_at,
        "today": today(),
    }
