"""Changes of memberships. Each is written twice in one transaction: here and in the tenant."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Account
from core import audit
from core.errors import NotAllowed, RuleBroken
from core.operation import operation
from core.permissions import Actor, MetropolitanRole, TenantRole
from core.tenancy import members as projections
from tenants import queries
from tenants.models import Invitation, Membership, Tenant
from tenants.operations import powers


class LastAdministrator(RuleBroken):
    message = _("This is the last administrator. Give the role to somebody else first.")


class HasRoleAlready(RuleBroken):
    message = _("%(name)s already has this role here.")
    field = "role"


@operation()
def grant(
    *, account: Account, tenant: Tenant, role: str, by: Actor, project_id: UUID | None = None
) -> Membership:
    """Give a role; the tenant's own copy of the member is written with it."""
    powers.require_power_over(tenant, role, by=by)
    powers.refuse_own(account.pk, by=by)
    if queries.holds(account, tenant, role, project_id):
        raise HasRoleAlready(name=account.display_name)
    membership = enter(account, tenant, role, project_id)
    audit.record("gave a role", membership, by=by, tenant_id=tenant.pk, reason=role)
    return membership


@operation()
def end_membership(*, membership: Membership, by: Actor) -> None:
    """Take a role away; with the last one the person has left."""
    powers.require_power_over(membership.tenant, membership.role, by=by)
    powers.refuse_own(membership.account_id, by=by)
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


def enter(
    account: Account, tenant: Tenant, role: str, project_id: UUID | None = None
) -> Membership:
    """Write the membership; whoever calls this has allowed it and records it."""
    _lock(account)
    membership = Membership.objects.create(
        account=account, tenant=tenant, role=role, project_id=project_id
    )
    _project(account, tenant)
    return membership


def _lock(account: Account) -> None:
    """Roles of one person change one at a time: the tenant's copy must never bring an old one back."""
    Account.objects.select_for_update().get(pk=account.pk)


def _end(memberships: list[Membership]) -> None:
    for membership in memberships[:1]:
        _lock(membership.account)
        # Whoever goes leaves no door open behind them.
        waiting = Invitation.objects.waiting().filter(
            tenant=membership.tenant, invited_by_id=membership.account_id
        )
        waiting.update(withdrawn_at=timezone.now())
    for membership in memberships:
        if membership.role in (TenantRole.ADMINISTRATOR, MetropolitanRole.OPERATOR):
            _refuse_if_last(membership)
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])
    for membership in memberships[:1]:
        _project(membership.account, membership.tenant)


def _refuse_if_last(membership: Membership) -> None:
    # Locked in one order, so that two administrators cannot remove each other at the same moment.
    holders = Membership.objects.live().filter(tenant=membership.tenant, role=membership.role)
    locked = holders.order_by("pk").select_for_update().values_list("account_id", flat=True)
    if len(set(locked)) < 2:
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
