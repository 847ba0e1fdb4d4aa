"""Pages of a unit's own indicators: the list, one with its versions, the draft and its live counts."""

from typing import Any
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
from core.errors import RuleBroken
from core.forms import OperationForm
from core.permissions import Permission, can, can_anywhere, require
from indicators.drafts import parts as drafted
from indicators.drafts.forms import DraftForm, FirstDraftForm
from indicators.local import operations, parts, queries
from indicators.local.forms import DefineForm, DescribeForm, StartForm, WithdrawForm
from indicators.local.live import counts_of
from indicators.local.models import LocalIndicator, LocalVersion
from projects.workbench import history as trail

SEE, DEFINE = Permission.SEE_FIGURES, Permission.DEFINE_LOCAL_INDICATORS


@never_cache
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    _require_figures(request)
    table = parts.listing(queries.everything())
    page = {"table": table, "may_define": can(request.actor, DEFINE)}
    return render(request, "local/list.html", page)


@never_cache
@require_safe
def indicator(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    _require_figures(request)
    one, may = get_object_or_404(LocalIndicator, pk=indicator_id), can(request.actor, DEFINE)
    published = [queries.as_version(version) for version in queries.published_of(one)]
    page = {
        "indicator": one,
        "tag": parts.tag(),
        "facts": parts.facts(one),
        "told": list(drafted.told(published[::-1]))[::-1],
        "counts_now": one.code in queries.indicators(on=today()),
        "draft": queries.draft_of(one) if may else None,
        "may_define": may,
        "history": trail.of([one.pk], with_reasons=may),
    }
    return render(request, "local/indicator.html", page)


@never_cache
def define(request: HttpRequest) -> HttpResponse:
    require(request.actor, DEFINE)
    initial = {"effective_from": queries.first_day() or today()}
    form = DefineForm(request.POST or None, initial=initial)
    if form.carry_out(operations.define_indicator, by=request.actor):
        return redirect("local_indicators:edit", form.outcome.indicator_id)
    words = {"title": _("Define a local indicator"), "submit": _("Go on to the rule")}
    lead = _("It counts inside the unit alone, and nobody until its rule is published.")
    return _form_page(request, form, lead=lead, back=reverse("local_indicators:list"), **words)


@never_cache
def describe(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    one = _indicator(request, indicator_id)
    form = DescribeForm(request.POST or None, indicator=one)
    if form.carry_out(operations.describe_indicator, indicator=one, by=request.actor):
        return redirect("local_indicators:indicator", one.pk)
    words = {"title": _("Change the description"), "submit": _("Save the description")}
    lead = _("Names may change; what is counted and when stays, once it was published.")
    return _form_page(request, form, one, lead=lead, **words)


@never_cache
def start(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    one = _indicator(request, indicator_id)
    form = StartForm(request.POST or None, initial={"effective_from": today()})
    if form.carry_out(operations.start_version, indicator=one, by=request.actor):
        return redirect("local_indicators:edit", one.pk)
    words = {"title": _("Write a new version"), "submit": _("Start the draft")}
    lead = _("The draft begins as a copy of the version in force. Nobody is judged by it until it is published.")  # fmt: skip
    return _form_page(request, form, one, lead=lead, **words)


@never_cache
def edit(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """Saves, and publishes when asked to; a change of the form is read, counted and not kept."""
    draft = _draft(request, indicator_id)
    if "do" not in request.POST and not request.htmx:
        form = _form(request, draft)
        if form.carry_out(operations.save_version, version=draft, by=request.actor):
            return _saved(request, form.outcome)
    else:
        form = _form_of(draft).changed(request.POST)
    template = "drafts/rule.html" if request.htmx else "local/edit.html"
    return render(request, template, _page(draft, form))


@require_POST
def discard(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    operations.discard_version(version=_draft(request, indicator_id), by=request.actor)
    messages.success(request, _("The draft is discarded."))
    return redirect("local_indicators:list")


@never_cache
def withdraw(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    one = _indicator(request, indicator_id)
    form = WithdrawForm(request.POST or None)
    moment = {"at": timezone.now(), "by": request.actor}
    if form.carry_out(operations.withdraw_indicator, indicator=one, **moment):
        messages.success(request, _("The indicator is withdrawn; its history stays."))
        return redirect("local_indicators:indicator", one.pk)
    words = {"title": _("Withdraw a local indicator"), "submit": _("Withdraw the indicator")}
    lead = _("It counts nobody any more and leaves the pages. Who defined it and what it counted stays to be read.")  # fmt: skip
    return _form_page(request, form, one, lead=lead, **words)


def _require_figures(request: HttpRequest) -> None:
    """Whoever sees figures of one project may read what the unit counts, without the numbers."""
    if not can_anywhere(request.actor, SEE):
        require(request.actor, SEE)


def _indicator(request: HttpRequest, indicator_id: UUID) -> LocalIndicator:
    require(request.actor, DEFINE)
    return get_object_or_404(LocalIndicator, pk=indicator_id)


def _draft(request: HttpRequest, indicator_id: UUID) -> LocalVersion:
    require(request.actor, DEFINE)
    drafts = LocalVersion.objects.filter(status=LocalVersion.Status.DRAFT)
    return get_object_or_404(drafts.select_related("indicator"), indicator=indicator_id)


def _form(request: HttpRequest, draft: LocalVersion) -> DraftForm:
    initial = {
        "effective_from": draft.effective_from,
        "note": draft.note,
        "seen": queries.fingerprint(draft),
    }
    return _form_of(draft).of(request.POST, rule=draft.rule, initial=initial)


def _form_of(draft: LocalVersion) -> type[DraftForm]:
    return FirstDraftForm if draft.number == 1 else DraftForm


def _saved(request: HttpRequest, draft: LocalVersion) -> HttpResponse:
    if request.POST.get("then") != "publish":
        messages.success(request, _("The draft is saved; it counts nobody until it is published."))
        return redirect("local_indicators:edit", draft.indicator_id)
    seen = queries.fingerprint(draft)
    try:
        operations.publish_version(version=draft, seen=seen, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("local_indicators:edit", draft.indicator_id)
    messages.success(request, _("The version is published and counts from its day on."))
    return redirect("local_indicators:indicator", draft.indicator_id)


def _page(draft: LocalVersion, form: DraftForm) -> dict[str, Any]:
    last = queries.published_of(draft.indicator)[:1]
    before = next(drafted.told(map(queries.as_version, last)), None)
    return {
        "draft": draft,
        "indicator": draft.indicator,
        "form": form,
        "written": drafted.written(form.branch, focus=form.focus, is_refused=form.is_refused),
        "before": before,
        "change_url": reverse("local_indicators:edit", args=[draft.indicator_id]),
        "live": "local/counts.html",
        "counts": counts_of(draft, form),
    }


def _form_page(
    request: HttpRequest,
    form: OperationForm,
    one: LocalIndicator | None = None,
    *,
    back: str = "",
    **words: Any,
) -> HttpResponse:
    to = reverse("local_indicators:indicator", args=[one.pk]) if one else back
    page = {"form": form, "indicator": one, "back": to, **words}
    return render(request, "local/form.html", page)
