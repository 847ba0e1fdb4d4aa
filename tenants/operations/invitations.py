"""Changes of invitations: a link sent by e-mail that gives one role once."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import queries as accounts
from accounts.models import Account
from accounts.operations import account_of_letter
from core import audit, mail
from core.errors import RuleBroken
from core.operation import operation
from core.permissions import Actor
from core.tenancy.hosts import address_of
from tenants import queries
from tenants.actors import ROLE_NAMES
from tenants.models import Invitation, Tenant
from tenants.operations import memberships, powers

INVITATION_LASTS = timedelta(hours=72)


class LinkUsedUp(RuleBroken):
    message = _("This invitation was used, withdrawn or is older than three days. Ask for another.")


@operation()
def invite(*, tenant: Tenant, email: str, display_name: str, role: str, by: Actor) -> Invitation:
    """Send a link that gives one role, once, within three days."""
    powers.require_power_over(tenant, role, by=by)
    invitation = write(tenant=tenant, email=email, display_name=display_name, role=role, by=by)
    audit.record("invited", invitation, by=by, tenant_id=tenant.pk, reason=role)
    return invitation


def write(
    *,
    tenant: Tenant,
    email: str,
    display_name: str,
    role: str,
    by: Actor,
    field: str = "email",
) -> Invitation:
    """Write the invitation and its letter; whoever calls this has allowed it and records it.

    `field` names the form's field that asked for the e-mail.
    """
    email = email.strip().lower()
    known = accounts.account_of(email)
    _refuse_own_or_held(known, tenant, role, by=by, field=field)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        tenant=tenant,
        email=email,
        display_name=display_name,
        role=role,
        token_hash=hashlib.sha256(token.encode()).digest(),
        invited_by_id=getattr(by, "account_id", None),
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    mail.write(
        to=email,
        template="tenants/mail/invitation",
        language=known.language if known else settings.LANGUAGE_CODE,
        tenant=tenant,
        # Not yet a word: it becomes one in the reader's language, not in the inviter's.
        role=ROLE_NAMES[role],
        inviter=by.display_name,
        link=f"{address_of(tenant)}/zaproszenie/{token}/",
    )
    return invitation


@operation()
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    powers.require_power_over(invitation.tenant, invitation.role, by=by)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record("withdrew an invitation", invitation, by=by, tenant_id=invitation.tenant_id)


@operation()
def accept_invitation(
    *, invitation: Invitation, display_name: str, password: str | None, by: Actor
) -> Account:
    """Turn the link into an account, or use the one of that e-mail, and give it the role."""
    locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not locked.is_open():
        raise LinkUsedUp
    account = account_of_letter(
        email=locked.email, display_name=display_name, password=password, by=by
    )
    # Of two links for one role the second finds it held; it is used up all the same.
    if not queries.holds(account, locked.tenant, locked.role):
        memberships.enter(account, locked.tenant, locked.role)
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    # By the account, not by what the visitor typed as a name before there was one.
    arrived = queries.steward(account, locked.tenant) or by
    audit.record("accepted an invitation", locked, by=arrived, tenant_id=locked.tenant_id)
    return account


def _refuse_own_or_held(
    known: Account | None, tenant: Tenant, role: str, *, by: Actor, field: str
) -> None:
    if known is None:
        return
    powers.refuse_own(known.pk, by=by, field=field)
    if queries.holds(known, tenant, role):
        raise memberships.HasRoleAlready(name=known.display_name)
