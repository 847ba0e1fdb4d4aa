"""Changes of tenants and memberships. Each membership is written twice, here and in the tenant."""

import hashlib
import secrets
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from core import audit, crypto, jobs, mail
from core.errors import NotAllowed, RuleBroken
from core.operation import operation
from core.permissions import (
    HELD_BY,
    Actor,
    MetropolitanRole,
    Permission,
    TenantRole,
    can,
    require,
)
from core.platform_ledger.models import Job
from core.tenancy import members as projections
from core.tenancy.hosts import address_of
from tenants import queries
from tenants.models import (
    RESERVED,
    SCHEMA_NAME,
    Domain,
    Invitation,
    Membership,
    Programme,
    Tenant,
)

INVITATION_LASTS = timedelta(hours=72)
OPEN = "open tenant"


class NameUnusable(RuleBroken):
    message = _("“%(slug)s” cannot be an address. Choose another: small letters, digits, hyphens.")
    field = "slug"


class NameTaken(RuleBroken):
    message = _("The address “%(slug)s” is taken by %(name)s. Choose another.")
    field = "slug"


class LinkUsedUp(RuleBroken):
    message = _("This invitation was used, withdrawn or is older than three days. Ask for another.")


class OwnMembership(RuleBroken):
    message = _("Nobody changes their own roles. Ask another administrator.")


class LastAdministrator(RuleBroken):
    message = _("This is the last administrator. Give the role to somebody else first.")


class RoleElsewhere(RuleBroken):
    message = _("This role does not exist here.")
    field = "role"


class HasRoleAlready(RuleBroken):
    message = _("%(name)s already has this role here.")
    field = "role"


class MoreThanYouHold(RuleBroken):
    message = _("You cannot give a role that may do more than your own.")
    field = "role"


@operation()
def found_programme(
    *, code: str, name: str, starts_on: date, metropolis_name: str, by: Actor
) -> Tenant:
    """Make the programme and its metropolis, once; the shared schema is the metropolis's own."""
    require(by, Permission.OPEN_TENANTS)
    programme = Programme.objects.create(code=code, name=name, starts_on=starts_on)
    metropolis = Tenant.objects.create(
        schema_name="public",
        programme=programme,
        name=metropolis_name,
        short_name=metropolis_name,
        kind=Tenant.Kind.METROPOLIS,
        state=Tenant.State.OPEN,
        wrapped_key=crypto.new_data_key(),
        opened_at=timezone.now(),
    )
    Domain.objects.create(tenant=metropolis, domain=metropolis.host, is_primary=True)
    audit.record("founded the programme", metropolis, by=by)
    return metropolis


@operation()
def ask_to_open(
    *,
    slug: str,
    name: str,
    short_name: str,
    kind: str,
    unit_code: str,
    teryt_code: str,
    by: Actor,
    is_demo: bool = False,
) -> Job:
    """Enter a tenant and the job that will open it; the operations worker does the rest."""
    require(by, Permission.OPEN_TENANTS)
    schema_name = slug.replace("-", "_")
    if not SCHEMA_NAME.match(schema_name) or schema_name in RESERVED:
        raise NameUnusable(slug=slug)
    if taken := Tenant.objects.filter(schema_name=schema_name).first():
        raise NameTaken(slug=slug, name=taken.name)
    tenant = Tenant.objects.create(
        schema_name=schema_name,
        programme=queries.metropolis().programme,
        name=name,
        short_name=short_name,
        kind=kind,
        unit_id=unit_code,
        teryt_code=teryt_code,
        wrapped_key=crypto.new_data_key(),
        is_demo=is_demo,
    )
    Domain.objects.create(tenant=tenant, domain=tenant.host, is_primary=True)
    job = Job.objects.create(kind=OPEN, arguments={"tenant": tenant.pk}, steps_count=4)
    audit.record("asked to open a tenant", tenant, by=by, tenant_id=tenant.pk)
    jobs.send_after_commit("tenants.tasks.open_tenant", str(job.pk))
    return job


@operation()
def declare_open(*, tenant: Tenant, by: Actor) -> None:
    """The last step of opening: from now on the tenant's host answers."""
    require(by, Permission.OPEN_TENANTS)
    tenant.state, tenant.opened_at = Tenant.State.OPEN, timezone.now()
    tenant.save(update_fields=["state", "opened_at"])
    audit.record("opened a tenant", tenant, by=by, tenant_id=tenant.pk)


@operation()
def grant(
    *, account: Account, tenant: Tenant, role: str, by: Actor, project_id: UUID | None = None
) -> Membership:
    """Give a role; the tenant's own copy of the member is written with it."""
    _require_power_over(tenant, role, by=by)
    if getattr(by, "account_id", None) == account.pk:
        raise OwnMembership
    membership = _enter(account, tenant, role, project_id)
    audit.record("gave a role", membership, by=by, tenant_id=tenant.pk, reason=role)
    return membership


@operation()
def end_membership(*, membership: Membership, by: Actor) -> None:
    """Take a role away; with the last one the person has left."""
    _require_power_over(membership.tenant, membership.role, by=by)
    if getattr(by, "account_id", None) == membership.account_id:
        raise OwnMembership
    _end([membership])
    audit.record(
        "took a role away",
        membership,
        by=by,
        tenant_id=membership.tenant_id,
        reason=membership.role,
    )


@operation()
def leave(*, account: Account, tenant: Tenant, by: Actor) -> None:
    """Give all of one's own roles in a tenant back."""
    if getattr(by, "account_id", None) != account.pk:
        raise NotAllowed
    _end(list(Membership.objects.live().filter(account=account, tenant=tenant)))
    audit.record("left", tenant, by=by, tenant_id=tenant.pk)


@operation()
def invite(*, tenant: Tenant, email: str, display_name: str, role: str, by: Actor) -> Invitation:
    """Send a link that gives one role, once, within three days."""
    _require_power_over(tenant, role, by=by)
    _refuse_if_held(tenant, email, role)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        tenant=tenant,
        email=email.strip().lower(),
        display_name=display_name,
        role=role,
        token_hash=hashlib.sha256(token.encode()).digest(),
        invited_by_id=getattr(by, "account_id", None),
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    mail.write(
        to=invitation.email,
        template="tenants/mail/invitation",
        language="pl",
        tenant=tenant,
        role=invitation.get_role_display(),
        inviter=by.display_name,
        link=f"{address_of(tenant)}/zaproszenie/{token}/",
    )
    audit.record("invited", invitation, by=by, tenant_id=tenant.pk, reason=role)
    return invitation


@operation()
def withdraw_invitation(*, invitation: Invitation, by: Actor) -> None:
    _require_power_over(invitation.tenant, invitation.role, by=by)
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
    account = Account.objects.filter(email=locked.email).first()
    if account is None:
        account = Account(email=locked.email, display_name=display_name)
        account.set_password(password)
        account.save()
    elif getattr(by, "account_id", None) != account.pk:
        raise NotAllowed
    _enter(account, locked.tenant, locked.role, None)
    locked.accepted_at = timezone.now()
    locked.save(update_fields=["accepted_at"])
    audit.record("accepted an invitation", locked, by=by, tenant_id=locked.tenant_id)
    return account


def _require_power_over(tenant: Tenant, role: str, *, by: Actor) -> None:
    """Refuse unless the actor may invite here and holds no less than the role would give."""
    require(by, Permission.INVITE_MEMBERS)
    known = MetropolitanRole if tenant.is_metropolis else TenantRole
    if role not in known.values:
        raise RoleElsewhere
    # An administrator hands out every role of the unit: that is the office, not a borrowed right.
    administers = any(g["role"] == TenantRole.ADMINISTRATOR for g in by.grants)
    if not administers and not all(can(by, permission) for permission in HELD_BY[role]):
        raise MoreThanYouHold


def _refuse_if_held(tenant: Tenant, email: str, role: str) -> None:
    held = Membership.objects.live().filter(
        tenant=tenant, account__email=email.strip().lower(), role=role, project_id=None
    )
    if found := held.select_related("account").first():
        raise HasRoleAlready(name=found.account.display_name)


def _enter(account: Account, tenant: Tenant, role: str, project_id: UUID | None) -> Membership:
    held = Membership.objects.live().filter(
        account=account, tenant=tenant, role=role, project_id=project_id
    )
    if held.exists():
        raise HasRoleAlready(name=account.display_name)
    membership = Membership.objects.create(
        account=account, tenant=tenant, role=role, project_id=project_id
    )
    _project(account, tenant)
    return membership


def _end(memberships: list[Membership]) -> None:
    for membership in memberships:
        if membership.role in (TenantRole.ADMINISTRATOR, MetropolitanRole.OPERATOR):
            _refuse_if_last(membership)
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])
    for membership in memberships[:1]:
        _project(membership.account, membership.tenant)


def _refuse_if_last(membership: Membership) -> None:
    # Locked, so that two administrators cannot remove each other at the same moment.
    holders = Membership.objects.live().filter(tenant=membership.tenant, role=membership.role)
    if len(holders.select_for_update().values_list("account_id", flat=True)) < 2:
        raise LastAdministrator


def _project(account: Account, tenant: Tenant) -> None:
    if tenant.is_metropolis:
        return
    projections.project(
        tenant.schema_name,
        account_id=account.pk,
        display_name=account.display_name,
        grants=queries.grants_of(account.pk, tenant),
    )
