"""The scoring grid: its criteria, a copy from elsewhere, and a new version with what it changes."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from core.permissions import Permission
from projects.recruitment import operations, parts, queries, shipped
from projects.recruitment.forms import CopyGridForm, CriterionForm
from projects.recruitment.models import Criterion, Grid, Recruitment
from projects.recruitment.operations.grids import entry_of
from projects.recruitment.views.reaching import the_round


@require_safe
def grid(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    """The version in force, or the one being prepared with what it would change."""
    found = the_round(request, recruitment_id, Permission.SEE_PEOPLE)
    prepared = queries.grid_being_prepared(found)
    page = {
        "recruitment": found,
        "is_prepared": prepared is not None,
        "rescored": parts.rescored_table(queries.rescoring(prepared)) if prepared else None,
        "may": parts.rights(request.actor, found),
        **parts.grid_cards(_editable(found)),
    }
    return render(request, "recruitment/grid.html", page)


def add_criterion(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    form = CriterionForm(request.POST or None)
    if form.carry_out(operations.set_criterion, grid=_editable(found), by=request.actor):
        messages.success(request, _("The criterion is in the grid."))
        return redirect("recruitment:grid", found.pk)
    return render(request, "recruitment/criterion.html", {"form": form, "recruitment": found})


def correct_criterion(
    request: HttpRequest, recruitment_id: UUID, criterion_id: UUID
) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    criterion = _criterion(found, criterion_id)
    form = CriterionForm(request.POST or None, criterion=criterion)
    known = {"grid": criterion.grid, "criterion": criterion, "by": request.actor}
    if form.carry_out(operations.set_criterion, **known):
        messages.success(request, _("The criterion is changed."))
        return redirect("recruitment:grid", found.pk)
    page = {"form": form, "recruitment": found, "criterion": criterion}
    return render(request, "recruitment/criterion.html", page)


@require_POST
def remove_criterion(
    request: HttpRequest, recruitment_id: UUID, criterion_id: UUID
) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    criterion = _criterion(found, criterion_id)
    return _done(request, found, operations.remove_criterion, criterion=criterion)


def copy_grid(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    seen = queries.recruitments_visible_to(request.actor, Permission.SEE_PEOPLE)
    rounds = list(seen.exclude(pk=found.pk).filter(grids__criteria__isnull=False).distinct())
    form = CopyGridForm(request.POST or None, rounds=rounds)
    if form.is_bound and form.is_valid():
        copied = _copied(form.chosen, rounds)
        return _done(request, found, operations.copy_grid, grid=_editable(found), **copied)
    page = {"form": form, "recruitment": found, "shipped": shipped.grids()}
    return render(request, "recruitment/copy_grid.html", page)


@require_POST
def prepare_version(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    return _done(request, found, operations.prepare_version, recruitment=found)


@require_POST
def put_in_force(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    prepared = get_object_or_404(found.grids, in_force_at=None)
    return _done(request, found, operations.put_in_force, grid=prepared, at=timezone.now())


def _done(
    request: HttpRequest, found: Recruitment, operation: Callable[..., Any], **arguments: Any
) -> HttpResponse:
    """Carry it out and go back to the grid, with the refusal's sentence if there is one."""
    try:
        operation(**arguments, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    return redirect("recruitment:grid", found.pk)


def _editable(found: Recruitment) -> Grid:
    return queries.grid_being_prepared(found) or queries.grid_in_force(found)


def _criterion(found: Recruitment, criterion_id: UUID) -> Criterion:
    rows = Criterion.objects.filter(grid__recruitment=found).select_related("grid__recruitment")
    return get_object_or_404(rows, pk=criterion_id)


def _copied(chosen: tuple[str, str], rounds: list[Recruitment]) -> dict[str, Any]:
    """The entries of the chosen grid, and where they come from."""
    kind, which = chosen
    if kind == "wzor":
        template = shipped.grid(which)
        return {"entries": template.criteria, "source": parts.shipped_source(template)}
    earlier = next(each for each in rounds if str(each.pk) == which)
    criteria = queries.criteria_of(queries.grid_in_force(earlier))
    entries = [entry_of(criterion) for criterion in criteria]
    return {"entries": entries, "source": f"{earlier.project}: {earlier.name}"}
