"""Rounds: the list, one round with its candidates, a new one, corrections."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can_anywhere
from projects import filters
from projects.agreements import queries as agreements
from projects.recruitment import operations, parts, queries
from projects.recruitment.forms import CorrectRecruitmentForm, OpenRecruitmentForm
from projects.recruitment.list_page import CANDIDATES
from projects.recruitment.models import Recruitment
from projects.recruitment.views.reaching import the_round, the_round_set_up
from projects.workbench import listing
from ui import drawn

PER_PAGE = 50


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed
    project_id = filters.id_in(request.GET.get("projekt", ""))
    visible = _visible(request, project_id)
    page = drawn.page_of(request, visible, PER_PAGE)
    figures = queries.figures_of(list(page), on=today())
    told = {
        "page": page,
        "table": parts.rounds_table(list(page), figures=figures, on=today()),
        "open": queries.open_rounds(visible, on=today()).count(),
        "open_url": _open_url(request, project_id),
        "project_id": project_id,
    }
    return render(request, "recruitment/rounds.html", told)


def _visible(request: HttpRequest, project_id: UUID | None) -> QuerySet[Recruitment]:
    """The rounds that one sees people of, of one project or of all."""
    rows = queries.recruitments_visible_to(request.actor, Permission.SEE_PEOPLE)
    return rows.filter(project=project_id) if project_id else rows


def _open_url(request: HttpRequest, project_id: UUID | None) -> str:
    """Where a round is opened, of the project that is looked at; nowhere for whoever may not."""
    if not can_anywhere(request.actor, Permission.EDIT_PROJECTS):
        return ""
    return reverse("recruitment:open") + (f"?projekt={project_id}" if project_id else "")


@never_cache
@require_safe
def recruitment(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round_set_up(request, recruitment_id, Permission.SEE_PEOPLE)
    on, may = today(), parts.rights(request.actor, found)
    figures = queries.figures_of([found], on=on)[found.pk]
    page = {
        "recruitment": found,
        "state": queries.round_state(found, on=on),
        "figures": figures,
        "may": may,
        "todos": parts.round_todos(found, figures, on=on, may=may),
        "table": parts.first_of_ranking(found),
    }
    return render(request, "recruitment/recruitment.html", page)


@never_cache
def candidates(request: HttpRequest) -> HttpResponse:
    """Every candidate whom the actor sees, in the order of the ranking."""
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed
    if request.method == "POST":
        typed = filters.address(request, q=request.POST.get("q", "").strip())
        return redirect(reverse("recruitment:candidates") + typed)
    setting = listing.setting_of(request, CANDIDATES)
    if own_view := listing.beginning(request, CANDIDATES, setting):
        return redirect(own_view)
    page = {
        "listing": listing.opened(request, CANDIDATES, setting, on=today()),
        "words": request.GET.get("q", ""),
    }
    return render(request, "recruitment/candidates.html", page)


@never_cache
def open_recruitment(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.EDIT_PROJECTS):
        raise NotAllowed
    editable = agreements.projects_visible_to(request.actor, Permission.EDIT_PROJECTS)
    projects = editable.filter(ends_on__gte=today())
    first = {"project": request.GET.get("projekt")}
    form = OpenRecruitmentForm(request.POST or None, projects=projects, initial=first)
    if form.carry_out(operations.open_recruitment, at=timezone.now(), by=request.actor):
        messages.success(request, _("The round is entered. Its scoring grid comes next."))
        return redirect("recruitment:grid", form.outcome.pk)
    page = {"form": form, "projects": projects}
    return render(request, "recruitment/open.html", page)


@never_cache
def correct(request: HttpRequest, recruitment_id: UUID) -> HttpResponse:
    found = the_round(request, recruitment_id, Permission.EDIT_PROJECTS)
    form = CorrectRecruitmentForm(request.POST or None, recruitment=found)
    if form.carry_out(operations.correct_recruitment, recruitment=found, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect("recruitment:recruitment", found.pk)
    return render(request, "recruitment/correct.html", {"form": form, "recruitment": found})
