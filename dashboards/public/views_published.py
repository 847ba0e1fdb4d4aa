"""Figures that somebody published officially: the list, entering one, taking one back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.doors import Request, platform_page
from core.permissions import Permission, require
from dashboards.public import operations, parts, queries
from dashboards.public.forms import PublishedForm, subjects_of
from dashboards.public.models import PublishedFigure
from indicators.definitions.queries import definitions

APPROVE = Permission.APPROVE_EDITIONS


@platform_page
@never_cache
@require_safe
def figures(request: Request) -> HttpResponse:
    require(request.actor, APPROVE)
    rows = list(queries.published_figures())
    page = {"rows": rows, "table": parts.published(rows, definitions(), queries.newest_content())}
    return render(request, "editions/published.html", page)


@platform_page
@never_cache
def enter(request: Request) -> HttpResponse:
    require(request.actor, APPROVE)
    places = parts.places(queries.newest_content())
    form = PublishedForm(
        request.POST or None, subjects=subjects_of(definitions().values()), places=places
    )
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.enter_published_figure, **moment):
        messages.success(request, _("The figure will be in the next edition."))
        return redirect("editions:published")
    return render(request, "editions/enter_published.html", {"form": form})


@platform_page
@require_POST
def withdraw(request: Request, figure_id: UUID) -> HttpResponse:
    require(request.actor, APPROVE)
    figure = get_object_or_404(PublishedFigure, pk=figure_id)
    operations.withdraw_published_figure(figure=figure, at=timezone.now(), by=request.actor)
    messages.success(request, _("The figure is withdrawn; the next edition is without it."))
    return redirect("editions:published")
