"""Pages of what is paid: the rules of a project, who is entitled, a person's money and account."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.days import today
from core.permissions import Permission, can
from projects.agreements.models import Project
from projects.participants import queries as participants
from projects.participants.models import Participation
from projects.support import operations
from projects.support.forms.allowances import (
    AccountForm,
    ChangeGrantForm,
    CorrectAllowanceForm,
    EnterAllowanceForm,
    GrantForm,
    GrantPersonForm,
)
from projects.support.models import AllowanceRule, PayoutAccount
from projects.support.parts import allowances as words
from projects.support.parts import payrolls as parts
from projects.support.queries.allowances import (
    grants_visible_to,
    grants_with_rules,
    rules_visible_to,
)
from projects.support.queries.payrolls import months_of, months_since
from projects.support.views.page import form_page, person, project_of, visible
from projects.workbench import history
from ui.parts import Link

SEE, EDIT = Permission.SEE_MONEY, Permission.EDIT_MONEY
# A person's page goes back so many months.
MONTHS_SHOWN = 12


@never_cache
@require_safe
def allowance_rules(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, SEE)
    may_edit = can(request.actor, Permission.EDIT_PROJECTS, project=project.pk)
    may_grant = can(request.actor, EDIT, project=project.pk)
    rules = list(_with_people(project.allowance_rules.all()))
    names = {rule.pk: str(rule) for rule in rules}
    page = {
        "project": project,
        "rules": rules,
        "history": history.on_a_card(names, with_reasons=True, names=names),
        "table": parts.rules_table(rules, may_edit=may_edit, may_grant=may_grant),
        "may_edit": may_edit,
        "may_grant": may_grant,
    }
    return render(request, "support/allowance_rules.html", page)


@never_cache
def enter_allowance_rule(request: HttpRequest, project_id: UUID) -> HttpResponse:
    project = project_of(request, project_id, Permission.EDIT_PROJECTS)
    first = {"valid_from": project.starts_on}
    form = EnterAllowanceForm(request.POST or None, project=project, initial=first)
    if form.carry_out(operations.enter_allowance_rule, project=project, by=request.actor):
        messages.success(request, _("The rule is saved. Say now who is entitled to it."))
        return redirect("support:grant-allowance", form.outcome.pk)
    title, submit = _("Add a rule of an allowance"), _("Save the rule")
    back = to_rules(project)
    return form_page(request, form, title=title, submit=submit, back=back, lead=str(project))


@never_cache
def correct_allowance_rule(request: HttpRequest, allowance_rule_id: UUID) -> HttpResponse:
    rows = rules_visible_to(request.actor, Permission.EDIT_PROJECTS)
    rule = visible(rows, allowance_rule_id)
    form = CorrectAllowanceForm(request.POST or None, rule=rule)
    if form.carry_out(operations.correct_allowance_rule, rule=rule, by=request.actor):
        messages.success(request, _("The corrections are saved."))
        return redirect(to_rules(rule.project).url)
    lead = _("Approved months keep their lines; they will say by how much they differ.")
    title, submit = _("Correct the rule"), _("Save the corrections")
    back = to_rules(rule.project)
    return form_page(request, form, title=title, submit=submit, back=back, lead=lead)


@never_cache
def grant_allowance(request: HttpRequest, allowance_rule_id: UUID) -> HttpResponse:
    rule = visible(rules_visible_to(request.actor, EDIT), allowance_rule_id)
    form = GrantForm(request.POST or None, people=_not_entitled(rule), on=today())
    if form.carry_out(operations.grant_allowance, rule=rule, by=request.actor):
        count = len(form.outcome)
        said = ngettext("One person is entitled now.", "%(n)s people are entitled now.", count)
        messages.success(request, said % {"n": count})
        return redirect(to_rules(rule.project).url)
    title = _("Who is entitled: %(rule)s") % {"rule": rule}
    lead, back = words.rate_words(rule), to_rules(rule.project)
    return form_page(request, form, title=title, submit=_("Grant"), back=back, lead=lead)


@never_cache
@require_safe
def money(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found, on = _paid(request, participation_id), today()
    may_edit = can(request.actor, EDIT, project=found.project_id)
    first_on = min((grant.starts_on for grant in found.allowances.all()), default=None)
    shown = months_since(first_on, on=on)[:MONTHS_SHOWN]
    months = months_of(found.project, shown, on=on, participation=found)
    page = {
        "participation": found,
        "kept_and_draft": parts.paid_in_all(months),
        "table": parts.person_months(months, found.project, on=on),
        "grants": parts.grants_of(found, may_edit=may_edit),
        "may_edit": may_edit,
        **_account(request, found, whole=may_edit),
    }
    return render(request, "support/money.html", page)


def _paid(request: HttpRequest, participation_id: UUID) -> Participation:
    """The person with their entitlements and their account, which the page asks for often."""
    rows = participants.participations_visible_to(request.actor, SEE)
    held = Prefetch("allowances", grants_with_rules())
    rows = rows.select_related("person", "project", "payout_account").prefetch_related(held)
    return visible(rows, participation_id)


def _account(request: HttpRequest, found: Participation, *, whole: bool) -> dict[str, Any]:
    """Where the money goes; the whole number only for whoever pays it out."""
    account = getattr(found, "payout_account", None)
    return {
        "account": account,
        "account_words": words.account_words(account, whole=whole),
        "may_note_account": whole or _edits_people(request, found),
    }


@never_cache
def grant_to_person(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = person(request, participation_id, EDIT)
    rules = found.project.allowance_rules.all()
    form = GrantPersonForm(request.POST or None, rules=rules, on=today())
    arguments = {"participations": [found], "by": request.actor}
    if form.carry_out(operations.grant_allowance, **arguments):
        messages.success(request, _("The allowance is granted."))
        return redirect("support:money", found.pk)
    title, submit, back = _("Grant an allowance"), _("Grant"), _to_money(found)
    return form_page(request, form, title=title, submit=submit, back=back, lead=str(found.person))


@never_cache
def change_grant(request: HttpRequest, allowance_grant_id: UUID) -> HttpResponse:
    grant = visible(grants_visible_to(request.actor, EDIT), allowance_grant_id)
    form = ChangeGrantForm(request.POST or None, grant=grant)
    if form.carry_out(operations.change_grant, grant=grant, by=request.actor):
        messages.success(request, _("The entitlement is changed."))
        return redirect("support:money", grant.participation_id)
    title, submit = _("Change or end the entitlement"), _("Save the changes")
    back, lead = _to_money(grant.participation), f"{grant.rule}: {words.rate_words(grant.rule)}"
    return form_page(request, form, title=title, submit=submit, back=back, lead=lead)


@never_cache
def payout_account(request: HttpRequest, participation_id: UUID) -> HttpResponse:
    found = _whose_account(request, participation_id)
    account = PayoutAccount.objects.filter(participation=found).first()
    name = str(found.person)
    form = AccountForm(request.POST or None, account=account, name=name)
    sees = can(request.actor, SEE, project=found.project_id)
    if form.carry_out(operations.note_account, participation=found, by=request.actor):
        messages.success(request, _("The account is written down."))
        return redirect("support:money" if sees else "support:basket", found.pk)
    whole = can(request.actor, EDIT, project=found.project_id)
    lead = f"{name}: {words.account_words(account, whole=whole)}"
    back = _to_money(found) if sees else Link(name, reverse("support:basket", args=[found.pk]))
    title, submit = _("Account for allowances"), _("Save the account")
    return form_page(request, form, title=title, submit=submit, back=back, lead=lead)


def to_rules(project: Project) -> Link:
    return Link(_("Rules of allowances"), reverse("support:allowance-rules", args=[project.pk]))


def _to_money(participation: Participation) -> Link:
    name = _("Money of %(person)s") % {"person": participation.person}
    return Link(name, reverse("support:money", args=[participation.pk]))


def _edits_people(request: HttpRequest, found: Participation) -> bool:
    return can(request.actor, Permission.EDIT_PEOPLE, project=found.project_id)


def _whose_account(request: HttpRequest, participation_id: UUID) -> Participation:
    """Whoever edits money may write an account down, and whoever edits people."""
    try:
        return person(request, participation_id, EDIT)
    except Http404:
        return person(request, participation_id, Permission.EDIT_PEOPLE)


def _with_people(rules: QuerySet[AllowanceRule]) -> QuerySet[AllowanceRule]:
    live = Q(grants__participation__voided_at=None)
    counted = rules.annotate(people=Count("grants__participation", filter=live, distinct=True))
    return counted.prefetch_related("covered__service")


def _not_entitled(rule: AllowanceRule) -> QuerySet[Participation]:
    """Who takes part and has no entitlement without an end."""
    held = rule.grants.filter(ends_on=None).values("participation")
    rows = Participation.objects.filter(project=rule.project_id, voided_at=None, ended_on=None)
    rows = rows.exclude(pk__in=held).select_related("person")
    return rows.order_by("person__sort_key", "pk")
