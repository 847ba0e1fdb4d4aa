"""Pages of saved views: kept under a name, opened, renamed, shared, deleted, begun with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from projects.workbench import listing, lists, operations, parts, queries
from projects.workbench.forms import ViewForm
from projects.workbench.views.lists import asked_list, back_to


@never_cache
@require_safe
def saved_views(request: HttpRequest) -> HttpResponse:
    """Every view the member may open, by list."""
    return render(request, "workbench/views.html", {"lists": parts.views_by_list(request.actor)})


@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep what the list shows under a name."""
    page, form = asked_list(request), ViewForm(request.POST)
    asked, columns = QueryDict(request.POST.get("query", "")), request.POST.getlist("column")
    if form.carry_out(
        operations.save_view, page=page, asked=asked, columns=columns, by=request.actor
    ):
        messages.success(request, _("The view “%(name)s” is saved.") % {"name": form.outcome})
        return redirect(listing.address_of(form.outcome, page))
    around = {"form": form, "of": page, "columns": columns, "query": asked.urlencode()}
    return render(request, "workbench/save_view.html", {**around, "back": back_to(page, request)})


@require_safe
def open_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """A short address of a view, to be sent to a colleague."""
    view = get_object_or_404(queries.views_open_to(request.actor), pk=view_id)
    return redirect(listing.address_of(view, lists.registered[view.list_code]))


@never_cache
@require_POST
def change_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    view = get_object_or_404(queries.own_views(request.actor), pk=view_id)
    form = ViewForm.of(view, request.POST)
    if form.carry_out(operations.change_view, view=view, by=request.actor):
        messages.success(request, _("The view “%(name)s” is changed.") % {"name": form.outcome})
        return redirect("workbench:views")
    page = {"lists": parts.views_by_list(request.actor, being_changed=form, of=view)}
    return render(request, "workbench/views.html", page)


@require_POST
def delete_view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    view = get_object_or_404(queries.own_views(request.actor), pk=view_id)
    operations.delete_view(view=view, by=request.actor)
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return redirect("workbench:views")


@require_POST
def begin_with(request: HttpRequest) -> HttpResponse:
    """Which view the list opens with; no view is everything."""
    page, wanted = asked_list(request), request.POST.get("view", "")
    seen = queries.views_open_to(request.actor).filter(list_code=page.code)
    view = get_object_or_404(seen, pk=wanted) if _is_uuid(wanted) else None
    operations.begin_with(page=page, view=view, by=request.actor)
    words = {"list": page.title, "view": view.name if view else _("Everything")}
    messages.success(request, _("%(list)s: the list begins with “%(view)s” now.") % words)
    return redirect("workbench:views")


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
