"""Pages about members: who they are, invite, take a role away, leave, come in by a link."""

from typing import Any
from uuid import UUID

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import queries as accounts
from accounts import sessions
from accounts.views import welcome
from core.doors import platform_page, public_page
from core.errors import RuleBroken
from core.permissions import Permission, System, can, require
from tenants import operations, queries, role_words
from tenants.forms import AcceptForm, InviteForm, MatchingForm
from tenants.models import Invitation, Membership


@platform_page
def members(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.INVITE_MEMBERS)
    page = {
        "people": _people(request),
        "invitations": queries.waiting_invitations(request.tenant),
        "roles": role_words.table(in_metropolis=request.tenant.is_metropolis),
        "may_choose_matching": can(request.actor, Permission.CHOOSE_MATCHING),
        "may_export": can(request.actor, Permission.EXPORT_UNIT),
    }
    return render(request, "tenants/members.html", page)


def _people(request: HttpRequest) -> list[dict[str, Any]]:
    """Each person once, with the roles they hold here and whether it is the reader."""
    people: dict[UUID, dict[str, Any]] = {}
    for membership in queries.members(request.tenant):
        account = membership.account
        person = {"account": account, "is_you": account == request.user, "memberships": []}
        people.setdefault(account.pk, person)["memberships"].append(membership)
    return list(people.values())


@platform_page
def invite(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.INVITE_MEMBERS)
    form = InviteForm(request.POST or None, tenant=request.tenant)
    if form.carry_out(operations.invite, tenant=request.tenant, by=request.actor):
        messages.success(
            request, _("The invitation is on its way to %(email)s.") % form.cleaned_data
        )
        return redirect("tenants:members")
    return render(request, "tenants/invite.html", {"form": form})


@platform_page
@require_POST
def withdraw(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    require(request.actor, Permission.INVITE_MEMBERS)
    waiting = queries.waiting_invitations(request.tenant).select_related("tenant")
    invitation = get_object_or_404(waiting, pk=invitation_id)
    operations.withdraw_invitation(invitation=invitation, by=request.actor)
    messages.success(
        request,
        _("The invitation of %(email)s is withdrawn; its link no longer works.")
        % {"email": invitation.email},
    )
    return redirect("tenants:members")


@platform_page
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    """Ask first: the person is out at once, and the way back is a new invitation."""
    require(request.actor, Permission.INVITE_MEMBERS)
    live = Membership.objects.live().filter(tenant=request.tenant)
    membership = get_object_or_404(live.select_related("account", "tenant"), pk=membership_id)
    if request.method == "POST":
        return _end(request, membership)
    others = live.filter(account=membership.account).exclude(pk=membership.pk)
    page = {"membership": membership, "others": others}
    return render(request, "tenants/end_membership.html", page)


def _end(request: HttpRequest, membership: Membership) -> HttpResponse:
    try:
        operations.end_membership(membership=membership, by=request.actor)
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("%(name)s no longer has the role: %(role)s.")
            % {"name": membership.account.display_name, "role": membership.get_role_display()},
        )
    return redirect("tenants:members")


@platform_page
def matching(request: HttpRequest) -> HttpResponse:
    """Leave or join the counting of people once across all units."""
    require(request.actor, Permission.CHOOSE_MATCHING)
    joined = request.tenant.joins_matching
    choose = operations.leave_matching if joined else operations.join_matching
    form = MatchingForm(request.POST or None)
    if form.carry_out(choose, tenant=request.tenant, by=request.actor):
        messages.success(request, _("Done. The figures follow within a minute."))
        return redirect("unit:matching")
    return render(request, "tenants/matching.html", {"form": form, "joined": joined})


@platform_page
def leave(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            operations.leave(account=request.user, tenant=request.tenant, by=request.actor)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("accounts:account")
        auth.logout(request)
        messages.success(request, _("You have left. Your roles here are gone."))
        return redirect("accounts:sign-in")
    held = queries.memberships_of(request.user).filter(tenant=request.tenant)
    return render(request, "tenants/leave.html", {"memberships": held})


@public_page
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token, request.tenant)
    if invitation is None:
        return _used_up(request)
    known = accounts.account_of(invitation.email)
    if known and request.user != known:
        return render(request, "tenants/sign_in_first.html", {"invitation": invitation})
    form = None if known else AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _let_in(request, invitation, form)
    return render(request, "tenants/accept.html", {"form": form, "invitation": invitation})


def _let_in(request: HttpRequest, invitation: Invitation, form: AcceptForm | None) -> HttpResponse:
    typed = form.cleaned_data if form else {}
    by = request.user if form is None else System(typed["display_name"])
    try:
        account = operations.accept_invitation(
            invitation=invitation,
            display_name=typed.get("display_name", ""),
            password=typed.get("password"),
            by=by,
        )
    except operations.LinkUsedUp:
        return _used_up(request)
    sessions.start(request, account)
    messages.success(request, _("Welcome. You are in."))
    return welcome(request, to="/")


def _used_up(request: HttpRequest) -> HttpResponse:
    return render(request, "tenants/link_used_up.html", status=410)
