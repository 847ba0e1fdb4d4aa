"""Pages of the metropolis: the versions of an indicator, and the draft of the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from core.days import today
from core.doors import platform_page
from core.errors import RuleBroken
from core.permissions import Permission, can, require
from indicators.definitions.models import Definition, Version
from indicators.definitions.vocabulary import Status
from indicators.drafts import fingerprints, operations, parts, queries, refusals
from indicators.drafts.fingerprints import fingerprint
from indicators.drafts.forms import DraftForm, StartForm
from indicators.drafts.models import Preview

SEE, EDIT = Permission.SEE_METROPOLIS, Permission.EDIT_DEFINITIONS


@never_cache
@platform_page
def versions(request: HttpRequest, code: str) -> HttpResponse:
    require(request.actor, SEE)
    definition = get_object_or_404(Definition, pk=code)
    may_edit = can(request.actor, EDIT) and definition.is_counted
    known = queries.published_of(definition)
    page = {
        "definition": definition,
        "told": reversed(list(parts.told(reversed(known)))),
        "count": len(known),
        "draft": queries.draft_of(definition) if may_edit else None,
        "may_edit": may_edit,
    }
    return render(request, "drafts/versions.html", page)


@never_cache
@platform_page
def start(request: HttpRequest, code: str) -> HttpResponse:
    require(request.actor, EDIT)
    definition = get_object_or_404(Definition, pk=code)
    form = StartForm(request.POST or None, initial={"effective_from": today()})
    if form.carry_out(operations.start_draft, definition=definition, by=request.actor):
        return redirect("definition_drafts:edit", code)
    return render(request, "drafts/start.html", {"form": form, "definition": definition})


@never_cache
@platform_page
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Saves and counts; a button at a branch changes what is on the page, and saves nothing."""
    draft = _draft(request, code)
    if "do" not in request.POST and not request.htmx:
        form = _form(request, draft)
        if form.carry_out(operations.save_draft, version=draft, by=request.actor):
            operations.ask_for_preview(version=draft, at=timezone.now(), by=request.actor)
            return redirect("definition_drafts:edit", code)
    else:
        form = DraftForm.changed(request.POST)
    template = "drafts/rule.html" if request.htmx else "drafts/edit.html"
    live = _asked_live(request, draft, form) if request.htmx else {}
    return render(request, template, {**_page(draft, form), **live})


@never_cache
@platform_page
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The part of the page that waits for the publishing worker and asks again each second."""
    draft = _draft(request, code)
    return render(request, "drafts/preview.html", _previewed(draft))


@never_cache
@platform_page
def count(request: HttpRequest, code: str) -> HttpResponse:
    """The count of what is being written, which asks again while the publishing worker is at it."""
    draft = _draft(request, code)
    return render(request, "drafts/live.html", _live(draft, queries.live_count(draft)))


@platform_page
@require_POST
def publish(request: HttpRequest, code: str) -> HttpResponse:
    draft = _draft(request, code)
    try:
        refusals.insist_on_understanding(request.POST)
        operations.publish_draft(version=draft, at=timezone.now(), by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("definition_drafts:edit", code)
    messages.success(
        request,
        _("The version is published. Whoever counts from its day on is being counted anew."),
    )
    return redirect("definition_drafts:versions", code)


@platform_page
@require_POST
def discard(request: HttpRequest, code: str) -> HttpResponse:
    operations.discard_draft(version=_draft(request, code), by=request.actor)
    messages.success(request, _("The draft is discarded."))
    return redirect("definition_drafts:versions", code)


def _draft(request: HttpRequest, code: str) -> Version:
    require(request.actor, EDIT)
    drafts = Version.objects.filter(status=Status.DRAFT).select_related("definition")
    return get_object_or_404(drafts, definition=code)


def _form(request: HttpRequest, draft: Version) -> DraftForm:
    initial = {
        "effective_from": draft.effective_from,
        "note": draft.note,
        "seen": fingerprint(draft),
    }
    return DraftForm.of(request.POST, rule=draft.rule, initial=initial)


def _page(draft: Version, form: DraftForm) -> dict[str, Any]:
    last = queries.published_of(draft.definition)[0]
    (before,) = parts.told([last])
    return {
        "draft": draft,
        "definition": draft.definition,
        "form": form,
        "written": parts.written(form.branch, focus=form.focus, is_refused=form.is_refused),
        "change_url": reverse("definition_drafts:edit", args=[draft.definition_id]),
        "before": before,
        **_previewed(draft),
    }


def _asked_live(request: HttpRequest, draft: Version, form: DraftForm) -> dict[str, Any]:
    """Ask for the count of what stands on the page, once for each state of it."""
    if form.rule is None:
        return {}
    facts: dict[str, Any] = {
        "rule": form.rule,
        "effective_from": form.day(otherwise=draft.effective_from),
    }
    asked = queries.live_count(draft)
    if asked is None or asked.fingerprint != fingerprints.live(draft, **facts):
        try:
            asked = operations.ask_for_count(
                version=draft, at=timezone.now(), by=request.actor, **facts
            )
        except RuleBroken as refusal:
            return {"live": "drafts/live.html", "live_problem": str(refusal)}
    return _live(draft, asked)


def _live(draft: Version, asked: Preview | None) -> dict[str, Any]:
    page: dict[str, Any] = {"live": "drafts/live.html", "asked": asked}
    if asked and asked.state == Preview.State.WAITING:
        page["live_url"] = reverse("definition_drafts:count", args=[draft.definition_id])
    elif asked:
        page["live_sentence"] = parts.live_sentence(asked)
    return page


def _previewed(draft: Version) -> dict[str, Any]:
    found = queries.newest_preview(draft)
    page: dict[str, Any] = {"draft": draft, "definition": draft.definition, "preview": found}
    if found and found.state == Preview.State.DONE:
        closed = queries.closed_from(draft)
        page |= {
            "whole": parts.whole_table(found.result),
            "lines": parts.lines_table(found.result),
            "units": parts.units_in(found.result),
            "result": found.result,
            "closed": closed,
            "may_publish": not closed.projects,
        }
    return page
