"""The list of deadlines with its filters in the address, and what was marked as done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import RuleBroken
from projects import filters
from projects.deadlines import operations, parts, queries
from projects.deadlines.items import Item
from projects.deadlines.operations import Term
from projects.deadlines.queries import settled as settled_queries
from ui import drawn
from ui.parts import Filter

PER_PAGE = 50


@never_cache
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    found = _found(request)
    fitting = parts.fitting(found, request.GET, by=request.actor)
    page = drawn.page_of(request, fitting, PER_PAGE)
    shown = {
        "page": page,
        "rows": parts.rows(page, by=request.actor, names_project=parts.are_of_many_projects(found)),
        "table": parts.duties_table(page),
        "late": sum(item.is_late for item in fitting),
        "filters": _chips(request, found),
        "is_empty": not found,
    }
    return render(request, "deadlines/list.html", shown)


def _chips(request: HttpRequest, found: list[Item]) -> list[Filter]:
    chips = parts.chips(found, request.GET, by=request.actor)
    return [filters.chip(request, **chip) for chip in chips]


@never_cache
@require_POST
def settle(request: HttpRequest) -> HttpResponse:
    """Mark as done what was ticked; only what the list shows this member can be ticked."""
    wanted = set(request.POST.getlist("term"))
    ticked = [
        item
        for item in _found(request)
        if item.key in wanted and item.may_be_settled_by(request.actor)
    ]
    if ticked:
        _settle(request, [Term.of(item) for item in ticked])
    else:
        messages.warning(request, _("Nothing was ticked, or it is done already."))
    return redirect(_back(request))


@never_cache
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    rows = settled_queries.settled_visible_to(request.actor)
    page = drawn.page_of(request, rows, PER_PAGE)
    found = parts.done_rows(page, by=request.actor)
    shown = {"page": page, "rows": found, "table": parts.done_table(found)}
    return render(request, "deadlines/done.html", shown)


@never_cache
@require_POST
def reopen(request: HttpRequest, settled_id: UUID) -> HttpResponse:
    rows = settled_queries.settled_visible_to(request.actor)
    settled = get_object_or_404(rows, pk=settled_id)
    operations.reopen(settled=settled, by=request.actor)
    messages.success(request, _("It waits again."))
    return redirect("deadlines:done")


def _found(request: HttpRequest) -> list[Item]:
    """Everything that the list can show this member today."""
    on = today()
    return queries.due_for(request.actor, on, parts.until(on))


def _settle(request: HttpRequest, terms: list[Term]) -> None:
    try:
        count = len(operations.settle(terms=terms, by=request.actor, on=today()))
    except RuleBroken as refusal:
        messages.warning(request, str(refusal))
        return
    sentence = ngettext(
        "Marked as done. You can take it back under “Marked as done”.",
        "%(n)s marked as done. You can take them back under “Marked as done”.",
        count,
    )
    messages.success(request, sentence % {"n": count})


def _back(request: HttpRequest) -> str:
    """The page from which the form was sent, if it is one of ours."""
    wanted = request.POST.get("next", "")
    if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        return wanted
    return "deadlines:list"
