"""The pages of a whole earlier project: one page shows all of its parts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.errors import RuleBroken
from core.permissions import Permission
from projects.agreements import queries as agreements
from projects.exchange.earlier import operations as operations
from projects.exchange.earlier import shown as earlier_shown
from projects.exchange.earlier.forms import SendEarlierForm, SheetsForm
from projects.exchange.models import EarlierProject


@never_cache
def send(request: HttpRequest, project_id: UUID) -> HttpResponse:
    editable = agreements.projects_visible_to(request.actor, Permission.EDIT_PEOPLE)
    project = get_object_or_404(editable, pk=project_id)
    form = SendEarlierForm(request.POST or None, request.FILES or None)
    facts = {"project": project, "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.send_earlier, **facts):
        return redirect("exchange:earlier", form.outcome.pk)
    return render(request, "exchange/send_earlier.html", {"form": form, "project": project})


@never_cache
def one(request: HttpRequest, earlier_id: UUID) -> HttpResponse:
    """All parts with what is next; where nobody knows what a sheet holds, it is asked here."""
    whole = _found(request, earlier_id)
    form = SheetsForm(request.POST or None, sheets=operations.sheets_of(whole))
    if form.carry_out(operations.name_sheets, of=whole, by=request.actor):
        return redirect("exchange:earlier", whole.pk)
    return render(request, "exchange/earlier.html", {"form": form, **earlier_shown.page_of(whole)})


@never_cache
@require_POST
def drop(request: HttpRequest, earlier_id: UUID) -> HttpResponse:
    whole = _found(request, earlier_id)
    try:
        operations.drop_earlier(of=whole, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("What was not entered is dropped, and what it said forgotten."))
    return redirect("exchange:earlier", whole.pk)


def _found(request: HttpRequest, earlier_id: UUID) -> EarlierProject:
    found: EarlierProject = get_object_or_404(
        earlier_shown.earlier_of(request.actor), pk=earlier_id
    )
    return found
