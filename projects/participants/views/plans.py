"""Forms of what is agreed with a person: the path, its signature, action plan, social contract."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from core.days import today
from projects.participants import operations, queries
from projects.participants.forms import ActionPlanForm, ContractForm, PlanForm, SignForm
from projects.participants.models import Participation
from projects.participants.views.path import (
    editable,
    form_page,
    keep,
    one_of,
    saved,
)
from projects.participants.vocabulary_path import PlanKind


@never_cache
def plan(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    """The first plan of a path, or its next version."""
    found, on = editable(request, participation_id), today()
    last = found.plans.prefetch_related("areas").first()
    form = PlanForm(request.POST or None, last=last, first=_first_plan(found, on))
    if form.carry_out(operations.agree_plan, participation=found, on=on, by=request.actor):
        return saved(request, found, _("The plan is saved."))
    title = _("The next version of the plan") if last else _("Plan of support")
    lead = _("The version before stays readable, with the reason of the change.") if last else ""
    return form_page(request, form, found, title=title, submit=_("Save the plan"), lead=lead)


@never_cache
def sign_plan(request: HttpRequest, participation_id: UUID, plan_id: UUID) -> HttpResponse:
    found = editable(request, participation_id)
    signed = get_object_or_404(found.plans, pk=plan_id)
    first = {"signed_on": signed.signed_on or today(), "version": signed.version}
    form = SignForm(request.POST or None, initial=first)
    if form.carry_out(operations.sign_plan, plan=signed, on=today(), by=request.actor):
        return saved(request, found, _("The signature is noted."))
    lead = _("Version %(no)s: both sides signed it on paper.") % {"no": signed.no}
    title, submit = _("The plan is signed"), _("Save the day")
    return form_page(request, form, found, title=title, submit=submit, lead=lead)


@never_cache
def action_plan(
    request: HttpRequest, participation_id: UUID, action_plan_id: UUID | None = None
) -> HttpResponse:
    found = editable(request, participation_id)
    record = one_of(found.action_plans.select_related("adviser"), action_plan_id)
    team = queries.team_of(found.project)
    form = ActionPlanForm(
        request.POST or None, record=record, team=team, first={"made_on": today()}
    )
    steps = (operations.make_action_plan, operations.correct_action_plan)
    if keep(request, form, found, steps, action_plan=record):
        return saved(request, found, _("The action plan is saved."))
    title, submit = _("Action plan of the career adviser (IPD)"), _("Save the action plan")
    return form_page(request, form, found, title=title, submit=submit)


@never_cache
def contract(
    request: HttpRequest, participation_id: UUID, contract_id: UUID | None = None
) -> HttpResponse:
    found = editable(request, participation_id)
    record = one_of(found.contracts.all(), contract_id)
    form = ContractForm(request.POST or None, record=record, first={})
    steps = (operations.note_contract, operations.correct_contract)
    if keep(request, form, found, steps, contract=record):
        return saved(request, found, _("The social contract is saved."))
    lead = _("Signed with the social welfare centre; whoever joins a KIS needs one.")
    title, submit = _("Social contract"), _("Save the contract")
    return form_page(request, form, found, title=title, submit=submit, lead=lead)


def _first_plan(participation: Participation, on: date) -> dict[str, Any]:
    return {
        "kind": PlanKind.REINTEGRATION_PATH,
        "agreed_on": on,
        "starts_on": participation.started_on or on,
        "ends_on": participation.project.ends_on,
    }
