"""Saved views of pages: kept under a name, opened, renamed, shared, deleted and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.doors import platform_page
from core.permissions import Permission, require
from dashboards.watching import operations, pages, parts, queries
from dashboards.watching.forms import ViewForm

SEE = Permission.SEE_METROPOLIS


@never_cache
@platform_page
@require_safe
def saved_views(request: HttpRequest) -> HttpResponse:
    require(request.actor, SEE)
    mine = queries.own_views(request.user)
    deleted = parts.id_in(request.GET.get("usuniety", ""))
    page = {
        "rows": parts.view_rows(queries.views_open_to(request.user), account=request.user),
        "first": queries.first_view(request.user),
        "wants_letter": queries.wants_letter(request.user),
        "deleted": mine.filter(pk=deleted).exclude(deleted_at=None).first() if deleted else None,
    }
    return render(request, "watching/views.html", page)


@never_cache
@platform_page
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the page that the address names, with its filters, under a name."""
    require(request.actor, SEE)
    address = request.POST.get("strona") or request.GET.get("strona", "")
    form = ViewForm(request.POST or None)
    facts = {"account": request.user, "address": address, "by": request.actor}
    if form.carry_out(operations.save_view, **facts):
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": form.outcome})
        return redirect(form.outcome.address)
    kept = pages.kept(address)
    told = pages.told(kept, parts.units_by_code()) if kept else ""
    page = {"form": form, "address": kept, "told": told, "submit": _("Save the view")}
    return render(request, "watching/save_view.html", page)


@never_cache
@platform_page
@require_safe
def open_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """A short address of a view, to be sent to a colleague."""
    require(request.actor, SEE)
    view = get_object_or_404(queries.views_open_to(request.user), pk=view_id)
    return redirect(view.address)


@never_cache
@platform_page
def change_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    require(request.actor, SEE)
    view = get_object_or_404(queries.own_views(request.user), pk=view_id, deleted_at=None)
    form = ViewForm.of_view(view, request.POST or None)
    if form.carry_out(operations.change_view, view=view, by=request.actor):
        messages.success(request, _("The view “%(name)s” is changed.") % {"name": form.outcome})
        return redirect("watching:views")
    title = _("Change the view “%(name)s”") % {"name": view.name}
    page = {"form": form, "title": title, "submit": _("Save the view"), "back": "watching:views"}
    return render(request, "watching/form.html", page)


@platform_page
@require_POST
def delete_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    require(request.actor, SEE)
    view = get_object_or_404(queries.own_views(request.user), pk=view_id, deleted_at=None)
    operations.delete_view(view=view, at=timezone.now(), by=request.actor)
    return redirect(f"{reverse('watching:views')}?usuniety={view.pk}")


@platform_page
@require_POST
def restore_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    require(request.actor, SEE)
    view = get_object_or_404(queries.own_views(request.user), pk=view_id)
    operations.restore_view(view=view, by=request.actor)
    messages.success(request, _("The view “%(name)s” is back.") % {"name": view.name})
    return redirect("watching:views")


@platform_page
@require_POST
def begin_with(request: HttpRequest) -> HttpResponse:
    """With which view one begins after signing in; none is the dashboard."""
    require(request.actor, SEE)
    wanted = parts.id_in(request.POST.get("widok", ""))
    seen = queries.views_open_to(request.user)
    view = get_object_or_404(seen, pk=wanted) if wanted else None
    operations.begin_with(account=request.user, view=view, by=request.actor)
    name = view.name if view else _("Metropolis")
    messages.success(request, _("After signing in you begin with “%(name)s”.") % {"name": name})
    return redirect("watching:views")


@platform_page
@require_POST
def letter(request: HttpRequest) -> HttpResponse:
    require(request.actor, SEE)
    wanted = request.POST.get("wanted") == "yes"
    operations.want_letter(account=request.user, wanted=wanted, on=today(), by=request.actor)
    sentence = _("The letter will come.") if wanted else _("No more letters will come.")
    messages.success(request, sentence)
    return redirect("watching:views")
