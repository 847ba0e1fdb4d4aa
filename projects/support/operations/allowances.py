"""Changes of what is paid by which rule, who is entitled to it, and the account it goes to."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError

from core import audit
from core.errors import NotAllowed, RuleBroken, StaleEdit
from core.operation import operation
from core.permissions import Actor, Permission, can, require
from projects.agreements.models import Project
from projects.participants.models import Participation
from projects.support.entries_allowances import AccountEntry, GrantEntry, RuleEntry
from projects.support.models import (
    AllowanceGrant,
    AllowanceRule,
    CoveredService,
    PayoutAccount,
    PayrollLine,
)
from projects.support.operations.basket import locked_participation
from projects.support.rules import allowances as rules
from ui import formats


class AllowanceNameTaken(RuleBroken):
    message = _("The project has an allowance “%(name)s” already. Give this one another name.")
    field = "name"


class FullHoursMissing(RuleBroken):
    message = _(
        "A training stipend is paid by the hours of a full month, and they are missing. Enter them "
        "as the regulations say; most say 150."
    )
    field = "full_hours"


class RuleEndsEarly(RuleBroken):
    message = _("The rule ends on %(ends_on)s, before it begins on %(starts_on)s.")
    field = "valid_to"


class RulePaid(RuleBroken):
    message = _(
        "“%(name)s” is on an approved payroll, so its kind stays. Close it with a last day and "
        "enter another rule."
    )
    field = "kind"


class ForeignService(RuleBroken):
    message = _("“%(service)s” is a service of another project. Choose among those of this one.")
    field = "services"


class OutsideTheRule(RuleBroken):
    message = _(
        "The rule “%(name)s” is in force from %(since)s to %(until)s; %(day)s is outside. "
        "Correct the day, or the rule first."
    )
    field = "starts_on"


class EntitlementEndsEarly(RuleBroken):
    message = _("The entitlement ends on %(ends_on)s, before it begins on %(starts_on)s.")
    field = "ends_on"


class RateTooHigh(RuleBroken):
    message = _(
        "%(rate)s is more than the rule pays: at most %(most)s. Write what the rule allows."
    )
    field = "personal_rate"


class GrantedAlready(RuleBroken):
    message = _(
        "%(person)s is entitled to “%(name)s” since %(since)s. Change that entitlement, or end it "
        "before a new one begins."
    )


class NobodyChosen(RuleBroken):
    message = _("Choose at least one person.")
    field = "participations"


class WrongAccount(RuleBroken):
    message = _(
        "This is no number of an account: its check digits do not agree. Compare all 26 digits "
        "with the statement of the bank."
    )
    field = "iban"


@operation()
def enter_allowance_rule(*, project: Project, entry: RuleEntry, by: Actor) -> AllowanceRule:
    require(by, Permission.EDIT_PROJECTS, project=project.pk)
    rule = AllowanceRule(project=project, **entry.columns)
    _decide(rule)
    rule.save(force_insert=True)
    _name_services(rule, entry)
    audit.record("entered an allowance rule", rule, by=by)
    return rule


@operation()
def correct_allowance_rule(
    *, rule: AllowanceRule, entry: RuleEntry, version: int, by: Actor
) -> AllowanceRule:
    """Correct a rule; months approved before keep their lines and say by how much they differ."""
    require(by, Permission.EDIT_PROJECTS, project=rule.project_id)
    found = AllowanceRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if found.version != version:
        raise StaleEdit
    changed = [name for name, value in entry.columns.items() if getattr(found, name) != value]
    if "kind" in changed and PayrollLine.objects.filter(grant__rule=found).exists():
        raise RulePaid(name=found.name)
    for name in changed:
        setattr(found, name, entry.columns[name])
    _decide(found)
    found.version += 1
    found.save()
    found.covered.all().delete()
    _name_services(found, entry)
    audit.record("corrected an allowance rule", found, by=by, fields=changed)
    return found


@operation()
def grant_allowance(
    *, rule: AllowanceRule, participations: Sequence[Participation], entry: GrantEntry, by: Actor
) -> list[AllowanceGrant]:
    """Entitle these people to one allowance, on the same terms."""
    require(by, Permission.EDIT_MONEY, project=rule.project_id)
    if not participations:
        raise NobodyChosen
    grants = []
    for participation in sorted(participations, key=lambda one: one.pk):
        found = locked_participation(participation)
        if found.project_id != rule.project_id:
            raise NotAllowed
        grants.append(AllowanceGrant(participation=found, rule=rule, **vars(entry)))
        _decide_grant(grants[-1])
    for grant in grants:
        grant.save(force_insert=True)
    subject = grants[0] if len(grants) == 1 else rule
    audit.record("granted an allowance", subject, by=by, count=len(grants))
    return grants


@operation()
def change_grant(
    *, grant: AllowanceGrant, entry: GrantEntry, version: int, by: Actor
) -> AllowanceGrant:
    """Correct the terms of one person, or end them."""
    require(by, Permission.EDIT_MONEY, project=grant.rule.project_id)
    locked_participation(grant.participation)
    rows = AllowanceGrant.objects.select_for_update(of=("self",)).select_related("rule")
    found = rows.get(pk=grant.pk)
    if found.version != version:
        raise StaleEdit
    changed = [name for name, value in vars(entry).items() if (getattr(found, name) or "") != value]
    for name in changed:
        setattr(found, name, getattr(entry, name))
    _decide_grant(found)
    found.version += 1
    found.save()
    audit.record("changed an entitlement", found, by=by, fields=changed)
    return found


@operation()
def note_account(
    *, participation: Participation, entry: AccountEntry, version: int, by: Actor
) -> PayoutAccount:
    """Write down the account, or another one; `version` is 0 where none was seen."""
    project = participation.project_id
    held = (Permission.EDIT_MONEY, Permission.EDIT_PEOPLE)
    if not any(can(by, permission, project=project) for permission in held):
        raise NotAllowed
    found = locked_participation(participation)
    account = PayoutAccount.objects.select_for_update().filter(participation=found).first()
    if (account.version if account else 0) != version:
        raise StaleEdit
    account = account or PayoutAccount(participation=found, version=0)
    account.iban, account.holder_name = account_number(entry.iban), entry.holder_name
    account.version += 1
    account.save()
    audit.record("noted a payout account", account, by=by, fields=["iban", "holder_name"])
    return account


def account_number(typed: str) -> str:
    """As it is kept, without spaces and with its country; raises WrongAccount."""
    plain = ibans.compact(typed)
    try:
        return ibans.validate(f"PL{plain}" if plain.isdigit() else plain)
    except ValidationError as wrong:
        raise WrongAccount from wrong


def _decide(rule: AllowanceRule) -> None:
    same = AllowanceRule.objects.filter(project=rule.project_id, name=rule.name)
    if same.exclude(pk=rule.pk).exists():
        raise AllowanceNameTaken(name=rule.name)
    if rule.valid_to and rule.valid_to < rule.valid_from:
        ends_on, starts_on = formats.day(rule.valid_to), formats.day(rule.valid_from)
        raise RuleEndsEarly(ends_on=ends_on, starts_on=starts_on)
    if rule.kind not in rules.BY_MONTH:
        rule.full_hours = None
    if rule.kind == rules.TRAINING and rule.full_hours is None:
        raise FullHoursMissing


def _name_services(rule: AllowanceRule, entry: RuleEntry) -> None:
    for service in entry.services:
        if service.project_id != rule.project_id:
            raise ForeignService(service=service)
    CoveredService.objects.bulk_create(
        CoveredService(rule=rule, service=service) for service in entry.services
    )


def _decide_grant(grant: AllowanceGrant) -> None:
    rule = grant.rule
    if grant.ends_on and grant.ends_on < grant.starts_on:
        ends_on, starts_on = formats.day(grant.ends_on), formats.day(grant.starts_on)
        raise EntitlementEndsEarly(ends_on=ends_on, starts_on=starts_on)
    if not _in_force(rule, grant.starts_on):
        since, until = formats.day(rule.valid_from), formats.day(rule.valid_to) or "…"
        day = formats.day(grant.starts_on)
        raise OutsideTheRule(name=rule.name, since=since, until=until, day=day)
    _refuse_rate(grant.personal_rate, rule)
    _refuse_twice(grant)


def _in_force(rule: AllowanceRule, day: date) -> bool:
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def _refuse_rate(personal_rate: Decimal | None, rule: AllowanceRule) -> None:
    if personal_rate is not None and personal_rate > rule.rate:
        raise RateTooHigh(rate=formats.money(personal_rate), most=formats.money(rule.rate))


def _refuse_twice(grant: AllowanceGrant) -> None:
    same = AllowanceGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=grant.starts_on),
        participation=grant.participation_id,
        rule=grant.rule_id,
    ).exclude(pk=grant.pk)
    if grant.ends_on:
        same = same.filter(starts_on__lte=grant.ends_on)
    if other := same.first():
        since = formats.day(other.starts_on)
        person = grant.participation.person
        raise GrantedAlready(person=person, name=grant.rule.name, since=since)
