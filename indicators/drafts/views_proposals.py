"""Pages of the metropolis: an indicator that it does not have yet, from its name to its publication."""

from datetime import date
from typing import Any
from uuid import UUID

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
from core.permissions import Permission, require
from indicators.drafts import parts, proposals, proposing, refusals
from indicators.drafts.forms import FirstDraftForm, ProposeForm
from indicators.drafts.models import Preview, Proposal

EDIT = Permission.EDIT_DEFINITIONS


@never_cache
@platform_page
def propose(request: HttpRequest) -> HttpResponse:
    require(request.actor, EDIT)
    form = ProposeForm(request.POST or None, initial={"effective_from": today()})
    if form.carry_out(proposing.propose, by=request.actor):
        return redirect("definition_proposals:edit", form.outcome.pk)
    return render(request, "drafts/propose.html", {"form": form})


@never_cache
@platform_page
def edit(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Saves and counts; a change of the form is read and counted, and not kept."""
    proposal = _proposal(request, proposal_id)
    if "do" not in request.POST and not request.htmx:
        form = _form(request, proposal)
        if form.carry_out(proposing.save_proposal, proposal=proposal, by=request.actor):
            _ask(request, form.outcome, form)
            return redirect("definition_proposals:edit", proposal_id)
    else:
        form = FirstDraftForm.changed(request.POST)
        _ask(request, proposal, form)
    template = "drafts/rule.html" if request.htmx else "drafts/proposal.html"
    return render(request, template, _page(proposal, form))


@never_cache
@platform_page
def count(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    return render(request, "drafts/live.html", _counted(_proposal(request, proposal_id)))


@platform_page
@require_POST
def publish(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    proposal = _proposal(request, proposal_id)
    facts = {"at": timezone.now(), "by": request.actor}
    try:
        refusals.insist_on_understanding(request.POST)
        version = proposing.publish_proposal(proposal=proposal, **facts)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
        return redirect("definition_proposals:edit", proposal_id)
    messages.success(request, _("The indicator is published. Everybody is being counted by it."))
    return redirect("definition_drafts:versions", version.definition_id)


@platform_page
@require_POST
def discard(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    proposing.discard_proposal(proposal=_proposal(request, proposal_id), by=request.actor)
    messages.success(request, _("The proposal is discarded."))
    return redirect("metropolis:indicators")


def _proposal(request: HttpRequest, proposal_id: UUID) -> Proposal:
    require(request.actor, EDIT)
    return get_object_or_404(Proposal, pk=proposal_id)


def _form(request: HttpRequest, proposal: Proposal) -> FirstDraftForm:
    initial = {
        "effective_from": proposal.effective_from,
        "note": proposal.note,
        "seen": proposals.state_of(proposal),
    }
    return FirstDraftForm.of(request.POST, rule=proposal.rule, initial=initial)


def _ask(request: HttpRequest, proposal: Proposal, form: FirstDraftForm) -> None:
    """Ask for the count of what stands on the page, once for each state of it."""
    if form.rule is None:
        return
    day: date = form.day(otherwise=proposal.effective_from)
    asked = proposals.count_of(proposal)
    mark = proposals.fingerprint(proposal, rule=form.rule, effective_from=day)
    if asked is None or asked.fingerprint != mark:
        facts = {"rule": form.rule, "effective_from": day, "at": timezone.now()}
        proposing.count_proposal(proposal=proposal, by=request.actor, **facts)


def _page(proposal: Proposal, form: FirstDraftForm) -> dict[str, Any]:
    return {
        "proposal": proposal,
        "form": form,
        "written": parts.written(form.branch, focus=form.focus, is_refused=form.is_refused),
        "change_url": reverse("definition_proposals:edit", args=[proposal.pk]),
        **(_counted(proposal) if form.rule else {}),
    }


def _counted(proposal: Proposal) -> dict[str, Any]:
    asked, page = proposals.count_of(proposal), {"live": "drafts/live.html"}
    if asked and asked.state == Preview.State.WAITING:
        page["live_url"] = reverse("definition_proposals:count", args=[proposal.pk])
    elif asked:
        page["live_sentence"] = parts.live_sentence(asked)
    return page
