"""Pages of leaving: what the archive is, the two people it takes, and having it made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.days import today
from core.errors import RuleBroken
from core.permissions import Permission, can, require
from projects import two_people
from projects.leaving import operations, parts, preparing, queries
from projects.leaving.forms import AnswerForm, AskForm
from projects.leaving.models import UnitExport


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    by = request.actor
    require(by, Permission.AGREE_TO_EXPORT)
    export = queries.current(on=today())
    shown = {
        "export": export,
        "finding": parts.finding(export),
        "may_ask": can(by, Permission.EXPORT_UNIT),
        "what": parts.what(),
        "history": parts.history(),
        **(_open(request, export) if export else {}),
    }
    return render(request, "leaving/page.html", shown)


def _open(request: HttpRequest, export: UnitExport) -> dict[str, Any]:
    """What the card of an open request shows to this reader."""
    by = request.actor
    is_own = two_people.is_own(export.asked_by_id, by=by)
    prepared = preparing.waiting(at=timezone.now(), by=by) if is_own else None
    return {
        "is_own": is_own,
        "may_agree": parts.who_may_agree(queries.may_agree(but=export.asked_by_id)),
        "waiting": parts.waits_among_files(prepared),
        "drop": parts.dropping(export, by=by)["submit"],
    }


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.EXPORT_UNIT)
    form, names = AskForm(request.POST or None), queries.may_agree(but=request.actor.pk)
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.ask_to_export, **moment):
        messages.success(request, parts.asked(names))
        return redirect("leaving:page")
    words = {"title": _("Ask for the archive of the whole unit"), "submit": _("Ask")}
    notice = {"text": parts.who_may_agree(names), "tone": "" if names else "amber"}
    shown = {"lead": parts.ask_lead(), "what": parts.what(), **words}
    return _form_page(request, form, notice=notice, **shown)


@never_cache
def agree(request: HttpRequest, archive_id: UUID) -> HttpResponse:
    require(request.actor, Permission.AGREE_TO_EXPORT)
    export, form = _export(archive_id), _answer(request)
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.agree_to_export, export=export, **moment):
        messages.success(request, parts.agreed(form.outcome))
        return redirect("leaving:page")
    words = {"title": _("Agree to the archive of the whole unit"), "submit": _("Agree")}
    lead = parts.agree_lead(export, on=today())
    return _form_page(request, form, export=export, lead=lead, what=parts.what(), **words)


@never_cache
def drop(request: HttpRequest, archive_id: UUID) -> HttpResponse:
    require(request.actor, Permission.AGREE_TO_EXPORT)
    export, form = _export(archive_id), _answer(request)
    moment = {"on": today(), "at": timezone.now(), "by": request.actor}
    words = parts.dropping(export, by=request.actor)
    if form.carry_out(operations.drop_export, export=export, **moment):
        messages.success(request, parts.dropped())
        return redirect("leaving:page")
    return _form_page(request, form, export=export, **words)


@never_cache
@require_POST
def prepare(request: HttpRequest, archive_id: UUID) -> HttpResponse:
    require(request.actor, Permission.EXPORT_UNIT)
    try:
        preparing.prepare(_export(archive_id), at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("leaving:page")
    return redirect("workbench:files")


def _export(archive_id: UUID) -> UnitExport:
    return get_object_or_404(queries.exports(), pk=archive_id)


def _answer(request: HttpRequest) -> AnswerForm:
    form = AnswerForm(request.POST or None)
    form.is_bound = request.method == "POST"
    return form


def _form_page(request: HttpRequest, form: Any, **shown: Any) -> HttpResponse:
    return render(request, "leaving/form.html", {"form": form, **shown})
