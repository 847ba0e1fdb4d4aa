"""What the pages share: whose things one sees, and the page that is one form."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from core.forms import OperationForm
from core.permissions import Permission
from indicators.periods import parts, queries
from indicators.periods.models import Closing, Reopening, SettlementPeriod
from projects.agreements import queries as agreements
from projects.agreements.models import Project
from ui.parts import Link

SEE, EDIT, SETTLE = Permission.SEE_FIGURES, Permission.EDIT_PROJECTS, Permission.EDIT_MONEY


def project_of(request: HttpRequest, project_id: UUID, held: Permission) -> Project:
    return get_object_or_404(agreements.projects_visible_to(request.actor, held), pk=project_id)


def period_of(request: HttpRequest, period_id: UUID, held: Permission) -> SettlementPeriod:
    return get_object_or_404(queries.periods_visible_to(request.actor, held), pk=period_id)


def closing_of(request: HttpRequest, closing_id: UUID, held: Permission) -> Closing:
    return get_object_or_404(queries.visible_closings(request.actor, held), pk=closing_id)


def reopening_of(request: HttpRequest, reopening_id: UUID) -> Reopening:
    periods = queries.periods_visible_to(request.actor, EDIT).order_by().values("pk")
    rows = Reopening.objects.select_related("asked_by", "closing__period__project")
    return get_object_or_404(rows.filter(closing__period__in=periods), pk=reopening_id)


def to_list(project: Project) -> Link:
    return Link(str(project), reverse("periods:list", args=[project.pk]))


def to_period(period: SettlementPeriod) -> Link:
    return Link(parts.period_name(period), reverse("periods:period", args=[period.pk]))


def form_page(
    request: HttpRequest,
    form: OperationForm,
    *,
    project: Project,
    back: Link,
    **words: Any,
) -> HttpResponse:
    """A page that is one form: `words` are title, submit and perhaps lead and notice."""
    page = {"form": form, "project": project, "back": back, **words}
    return render(request, "periods/form.html", page)
