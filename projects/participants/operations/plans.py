"""What is agreed with a person: the path in versions, the action plan, the social contract."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, require
from projects.participants.entries_path import (
    ActionPlanEntry,
    ContractEntry,
    PlanEntry,
    PlannedAreaEntry,
)
from projects.participants.models import (
    ActionPlan,
    Participation,
    PathPlan,
    PlannedArea,
    SocialContract,
)
from projects.participants.operations.records import (
    check_day,
    check_order,
    check_within_project,
    fresh,
    live,
    save_changes,
)
from projects.participants.rules import path as rules_path
from projects.participants.rules.path import Period
from ui import formats


class NothingPlanned(RuleBroken):
    message = _(
        "No area of support is planned. Fill in at least one of the five: which support and "
        "how many hours."
    )


class AreaOutsidePlan(RuleBroken):
    message = _(
        "The days from %(starts)s to %(ends)s go beyond the path, which runs from %(opens)s "
        "to %(closes)s. Correct these days, or those of the path."
    )


class ChangeWithoutReason(RuleBroken):
    message = _("A plan that replaces another says why. Write what has changed.")
    field = "reason"


class AgreedBeforeTheLast(RuleBroken):
    message = _(
        "The version before was agreed on %(before)s, later than %(day)s. "
        "Enter the day on which the change was agreed."
    )
    field = "agreed_on"


class SignedBeforeAgreed(RuleBroken):
    message = _("The plan was agreed on %(agreed)s. It is signed that day or later: correct it.")
    field = "signed_on"


class PlannedThatDay(RuleBroken):
    message = _("There is an action plan of %(day)s already. Correct that one instead.")
    field = "made_on"


class ReviewTooEarly(RuleBroken):
    message = _("The plan is of %(made)s: it is looked at again later than on %(review)s.")
    field = "review_on"


class ContractsOverlap(RuleBroken):
    message = _(
        "Another contract, signed on %(since)s, holds on some of these days. "
        "Record the end of that one first, or correct the days."
    )
    field = "signed_on"


class EndedOutsideContract(RuleBroken):
    message = _(
        "The contract was to hold from %(signed)s to %(valid_to)s; %(ended)s is outside. "
        "Correct the day, or leave it empty when the contract ran to its end."
    )
    field = "ended_on"


@operation()
def agree_plan(
    *, participation: Participation, entry: PlanEntry, based_on: int, on: date, by: Actor
) -> PathPlan:
    """Agree the first plan of a path or its next version; `based_on` is the number it replaces."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    last = found.plans.first()
    if based_on != (last.no if last else 0):
        raise StaleEdit
    _check_plan(found, entry, last, on=on)
    plan = PathPlan.objects.create(
        participation=found,
        no=based_on + 1,
        **{name: value for name, value in vars(entry).items() if name != "areas"},
    )
    PlannedArea.objects.bulk_create(PlannedArea(plan=plan, **vars(area)) for area in entry.areas)
    audit.record("agreed a path plan", found, by=by, fields=[area.area for area in entry.areas])
    return plan


@operation()
def sign_plan(*, plan: PathPlan, signed_on: date, version: int, on: date, by: Actor) -> PathPlan:
    """Note the day on which both sides signed the plan."""
    require(by, Permission.EDIT_PEOPLE, project=plan.participation.project_id)
    found = live(plan.participation)
    locked = fresh(plan, version)
    check_day(signed_on, on=on, field="signed_on", participation=found)
    if signed_on < locked.agreed_on:
        raise SignedBeforeAgreed(agreed=formats.day(locked.agreed_on))
    changed = save_changes(locked, signed_on=signed_on)
    audit.record("noted the signature of a path plan", found, by=by, fields=changed)
    return locked


@operation()
def make_action_plan(
    *, participation: Participation, entry: ActionPlanEntry, on: date, by: Actor
) -> ActionPlan:
    """Write down the career adviser's plan of action."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    _check_action_plan(found, entry, on=on)
    plan = ActionPlan.objects.create(participation=found, **vars(entry))
    audit.record("made an action plan", found, by=by)
    return plan


@operation()
def correct_action_plan(
    *, action_plan: ActionPlan, entry: ActionPlanEntry, version: int, on: date, by: Actor
) -> ActionPlan:
    require(by, Permission.EDIT_PEOPLE, project=action_plan.participation.project_id)
    found = live(action_plan.participation)
    locked = fresh(action_plan, version)
    _check_action_plan(found, entry, on=on, apart_from=locked)
    changed = save_changes(locked, **vars(entry))
    audit.record("corrected an action plan", found, by=by, fields=changed)
    return locked


@operation()
def note_contract(
    *, participation: Participation, entry: ContractEntry, on: date, by: Actor
) -> SocialContract:
    """Note a social contract signed with the social welfare centre."""
    require(by, Permission.EDIT_PEOPLE, project=participation.project_id)
    found = live(participation)
    _check_contract(found, entry, on=on)
    contract = SocialContract.objects.create(participation=found, **vars(entry))
    audit.record("noted a social contract", found, by=by)
    return contract


@operation()
def correct_contract(
    *, contract: SocialContract, entry: ContractEntry, version: int, on: date, by: Actor
) -> SocialContract:
    """Correct a contract, or note the day on which it ended early."""
    require(by, Permission.EDIT_PEOPLE, project=contract.participation.project_id)
    found = live(contract.participation)
    locked = fresh(contract, version)
    _check_contract(found, entry, on=on, apart_from=locked)
    changed = save_changes(locked, **vars(entry))
    audit.record("corrected a social contract", found, by=by, fields=changed)
    return locked


def _check_plan(
    participation: Participation, entry: PlanEntry, last: PathPlan | None, *, on: date
) -> None:
    check_day(entry.agreed_on, on=on, field="agreed_on", participation=participation)
    whole = Period(entry.starts_on, entry.ends_on)
    check_order(whole, field="ends_on")
    check_within_project(whole, participation, field="starts_on")
    if last is not None and entry.agreed_on < last.agreed_on:
        days = {"before": last.agreed_on, "day": entry.agreed_on}
        raise AgreedBeforeTheLast(**{name: formats.day(day) for name, day in days.items()})
    if last is not None and not entry.reason:
        raise ChangeWithoutReason
    if not entry.areas:
        raise NothingPlanned
    for area in entry.areas:
        _check_area(area, whole)


def _check_area(area: PlannedAreaEntry, whole: Period) -> None:
    own = Period(area.starts_on, area.ends_on)
    check_order(own, field=f"{area.area}_ends_on")
    if not own.lies_within(whole):
        raise AreaOutsidePlan(
            field=f"{area.area}_starts_on",
            starts=formats.day(own.starts_on),
            ends=formats.day(own.ends_on),
            opens=formats.day(whole.starts_on),
            closes=formats.day(whole.ends_on),
        )


def _check_action_plan(
    participation: Participation,
    entry: ActionPlanEntry,
    *,
    on: date,
    apart_from: ActionPlan | None = None,
) -> None:
    check_day(entry.made_on, on=on, field="made_on", participation=participation)
    others = participation.action_plans.filter(made_on=entry.made_on)
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    if others.exists():
        raise PlannedThatDay(day=formats.day(entry.made_on))
    if entry.review_on and entry.review_on <= entry.made_on:
        days = {"made": entry.made_on, "review": entry.review_on}
        raise ReviewTooEarly(**{name: formats.day(day) for name, day in days.items()})


def _check_contract(
    participation: Participation,
    entry: ContractEntry,
    *,
    on: date,
    apart_from: SocialContract | None = None,
) -> None:
    check_day(entry.signed_on, on=on, field="signed_on", participation=participation)
    whole = Period(entry.signed_on, entry.valid_to)
    check_order(whole, field="valid_to")
    if entry.ended_on and not whole.holds(entry.ended_on):
        days = {
            "signed": entry.signed_on,
            "valid_to": entry.valid_to,
            "ended": entry.ended_on,
        }
        raise EndedOutsideContract(**{name: formats.day(day) for name, day in days.items()})
    others = participation.contracts.all()
    if apart_from is not None:
        others = others.exclude(pk=apart_from.pk)
    meeting = rules_path.first_overlapping(
        Period(entry.signed_on, entry.ended_on or entry.valid_to),
        [Period(other.signed_on, other.ended_on or other.valid_to) for other in others],
    )
    if meeting is not None:
        raise ContractsOverlap(since=formats.day(meeting.starts_on))
