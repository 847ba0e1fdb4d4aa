"""Pages about members: who they are, invite, take a role away, leave, come in by a link."""

from uuid import UUID

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.doors import platform_page, public_page
from core.errors import RuleBroken
from core.permissions import HELD_BY, Permission, System, require
from tenants import operations, queries
from tenants.actors import ROLE_NAMES
from tenants.forms import AcceptForm, InviteForm
from tenants.models import Invitation, Membership

BACKEND = "django.contrib.auth.backends.ModelBackend"


@platform_page
def members(request: HttpRequest) -> HttpResponse:
    require(request.actor, Permission.INVITE_MEMBERS)
    known = {role for role, _name in InviteForm(tenant=request.tenant).fields["role"].choices}
    return render(
        request,
        "tenants/members.html",
        {
            "memberships": queries.members(request.tenant),
            "invitations": queries.open_invitations(request.tenant),
            "roles": [
                (name, sorted(str(p) for p in HELD_BY[role]))
                for role, name in ROLE_NAMES.items()
                if role in known
            ],
        },
    )


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
    invitation = get_object_or_404(Invitation, pk=invitation_id, tenant=request.tenant)
    operations.withdraw_invitation(invitation=invitation, by=request.actor)
    messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    return redirect("tenants:members")


@platform_page
@require_POST
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    live = Membership.objects.live().filter(tenant=request.tenant)
    membership = get_object_or_404(live.select_related("account", "tenant"), pk=membership_id)
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
    return render(request, "tenants/leave.html")


@public_page
def accept(request: HttpRequest, token: str) -> HttpResponse:
    invitation = queries.invitation_of(token, request.tenant)
    if invitation is None:
        return render(request, "tenants/link_used_up.html", status=410)
    known = queries.has_account(invitation.email)
    if known and getattr(request.user, "email", None) != invitation.email:
        return render(request, "tenants/sign_in_first.html", {"invitation": invitation})
    form = None
    if not known:
        form = AcceptForm(
            request.POST or None, initial={"display_name": invitation.display_name}
        )
    if request.method == "POST" and (form is None or form.is_valid()):
        return _let_in(request, invitation, form)
    return render(request, "tenants/accept.html", {"form": form, "invitation": invitation})


def _let_in(request: HttpRequest, invitation: Invitation, form: AcceptForm | None) -> HttpResponse:
    typed = form.cleaned_data if form else {}
    by = request.user if request.user.is_authenticated else System(invitation.display_name)
    account = operations.accept_invitation(
        invitation=invitation,
        display_name=typed.get("display_name", ""),
        password=typed.get("password"),
        by=by,
    )
    auth.login(request, account, backend=BACKEND)
    messages.success(request, _("Welcome. You are in."))
    return redirect("/")
