"""A participation is voided after a warning, stays readable, and may be restored."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.errors import NotAllowed
from core.permissions import Permission, can, can_anywhere
from projects.participants import operations, parts, queries_path
from projects.participants.forms import RestoreForm, VoidForm
from projects.participants.models import Participation
from projects.participants.parts import path as parts_path
from projects.participants.views.page import visible
from projects.workbench import history
from ui import drawn

PER_PAGE = 50


@never_cache
def void(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """Say what follows, ask why, then take the participation out of every figure."""
    found = visible(request, participation_id, Permission.EDIT_PROJECTS)
    form = VoidForm(request.POST or None, initial={"version": found.version})
    if form.carry_out(operations.void, participation=found, at=timezone.now(), by=request.actor):
        messages.success(request, _("The participation is voided and counts nowhere."))
        return redirect("participants:voided-record", found.pk)
    return render(request, "participants/void.html", {"form": form, "participation": found})


@never_cache
def restore(request: HttpRequest, voided_id: UUID) -> HttpResponse:
    rows = queries_path.voided_visible_to(request.actor, Permission.EDIT_PROJECTS)
    found = get_object_or_404(rows, pk=voided_id)
    form = RestoreForm(request.POST or None, initial={"version": found.version})
    if form.carry_out(operations.restore, participation=found, at=timezone.now(), by=request.actor):
        messages.success(request, _("The participation is restored and counts again."))
        return redirect("desk:person", found.pk)
    page = {"form": form, "participation": found, "voiding": parts_path.current_voiding(found)}
    return render(request, "participants/restore.html", page)


@never_cache
@require_safe
def voided_record(request: HttpRequest, voided_id: UUID) -> HttpResponse:
    """What was written down before it was voided, for whoever audits: nothing can be done here."""
    rows = queries_path.voided_visible_to(request.actor, Permission.SEE_PEOPLE)
    found = get_object_or_404(rows.prefetch_related("outcomes"), pk=voided_id)
    may_restore = can(request.actor, Permission.EDIT_PROJECTS, project=found.project_id)
    page = {**_record(request, found), "may_restore": may_restore}
    return render(request, "participants/voided_record.html", page)


@never_cache
@require_safe
def voided(request: HttpRequest) -> HttpResponse:
    if not can_anywhere(request.actor, Permission.SEE_PEOPLE):
        raise NotAllowed
    rows = queries_path.voided_visible_to(request.actor, Permission.SEE_PEOPLE)
    ordered = rows.order_by("-voided_at", "id")
    page = drawn.page_of(request, ordered, PER_PAGE)
    table = parts_path.voided_table(page)
    return render(request, "participants/voided.html", {"page": page, "table": table})


def _record(request: HttpRequest, found: Participation) -> dict[str, Any]:
    reads_case = can(request.actor, Permission.READ_CASES, project=found.project_id)
    changes = history.of([found.pk, found.person_id], with_reasons=reads_case)
    return {
        "participation": found,
        "person": found.person,
        "masked": parts.masked_pesel(found.person),
        "voiding": parts_path.current_voiding(found),
        "state": parts.state_facts(found, whole=reads_case),
        "address": parts.address_facts(found),
        "may": {"read_case": reads_case},
        "reads_case": reads_case,
        "course": parts.course(found, changes, on=today(), whole=reads_case),
    }
