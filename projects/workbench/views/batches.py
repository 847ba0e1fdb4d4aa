"""Pages of changes in bulk: how many it will be, done, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import RuleBroken
from projects import filters
from projects.workbench import bulk, operations, parts, queries, selection
from projects.workbench.bulk import BulkAction
from projects.workbench.lists import ListPage
from projects.workbench.models import Batch
from projects.workbench.selection import Selection
from projects.workbench.views.lists import asked_list, back_to


@never_cache
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Say how many records it will be, and ask what is still to be known."""
    page = asked_list(request)
    try:
        action = _action(request, page)
        chosen = _chosen(request, page, action)
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
        return redirect(back_to(page, request))
    form = action.form(rows=action.editable(request.actor).filter(pk__in=chosen.ids))
    return _asked(request, page, action, chosen, form)


@never_cache
@require_POST
def carry_out(request: HttpRequest) -> HttpResponse:
    """Change exactly the records that the preview counted."""
    page = asked_list(request)
    action = _action(request, page)
    chosen = selection.signed_before(request.POST.get("chosen", ""), action)
    rows, at = action.editable(request.actor).filter(pk__in=chosen.ids), timezone.now()
    form = action.form(request.POST, rows=rows)
    if form.carry_out(
        operations.change_many, action=action, ids=chosen.ids, at=at, by=request.actor
    ):
        query = QueryDict(chosen.query, mutable=True)
        query[filters.BATCH] = str(form.outcome.pk)
        return redirect(f"{page.url}?{query.urlencode()}")
    return _asked(request, page, action, chosen, form)


@never_cache
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """Changes in bulk of the last two weeks that the member could have made."""
    return render(request, "workbench/batches.html", {"table": parts.batches(request.actor)})


@never_cache
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    found = _visible(request, batch_id)
    page = parts.batch(found, request.actor, at=timezone.now())
    return render(request, "workbench/batch.html", page)


@require_POST
def undo(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    found, only = _visible(request, batch_id), "only_untouched" in request.POST
    try:
        operations.undo(batch=found, only_untouched=only, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("workbench:batch", found.pk)
    messages.success(request, _("The change is undone: the records hold what they held before."))
    if request.POST.get("list"):
        return redirect(back_to(asked_list(request), request))
    return redirect("workbench:batch", found.pk)


def _visible(request: HttpRequest, batch_id: UUID) -> Batch:
    return get_object_or_404(queries.batches_open_to(request.actor), pk=batch_id)


def _action(request: HttpRequest, page: ListPage) -> BulkAction:
    offered = {action.code: action for action in bulk.actions_of(page.code, request.actor)}
    wanted = request.POST.get("action", "")
    if wanted not in offered:
        raise Http404
    return offered[wanted]


def _chosen(request: HttpRequest, page: ListPage, action: BulkAction) -> Selection:
    if token := request.POST.get("everything"):
        return selection.matching(page, action, request.actor, token=token)
    query, rows = request.POST.get("query", ""), request.POST.getlist("row")
    return selection.ticked(page, action, request.actor, rows=rows, query=query)


def _asked(
    request: HttpRequest, page: ListPage, action: BulkAction, chosen: Selection, form: object
) -> HttpResponse:
    around = {"of": page, "action": action, "chosen": chosen, "form": form}
    around |= {"signed": chosen.signed(action), "query": chosen.query}
    around |= {"back": f"{page.url}?{chosen.query}".rstrip("?")}
    return render(request, "workbench/preview.html", around)
