"""Which roles an actor hands out, and where: asked before a role is given, invited to or taken away."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from core.errors import RuleBroken
from core.permissions import (
    HELD_BY,
    Actor,
    MetropolitanRole,
    Permission,
    TenantRole,
    can,
    require,
)
from tenants.models import Tenant


class OwnMembership(RuleBroken):
    message = _("Nobody changes their own roles. Ask another administrator.")


class RoleElsewhere(RuleBroken):
    message = _("This role does not exist here.")
    field = "role"


class MoreThanYouHold(RuleBroken):
    message = _("You cannot give a role that may do more than your own.")
    field = "role"


def require_power_over(tenant: Tenant, role: str, *, by: Actor) -> None:
    """Refuse unless the actor may invite and this role is theirs to hand out in this tenant."""
    require(by, Permission.INVITE_MEMBERS)
    known = MetropolitanRole if tenant.is_metropolis else TenantRole
    if role not in known.values:
        raise RoleElsewhere
    if not _hands_out(role, tenant, by=by):
        raise MoreThanYouHold


def _hands_out(role: str, tenant: Tenant, *, by: Actor) -> bool:
    offices = {grant["role"] for grant in by.grants if grant.get("project") is None}
    if getattr(by, "tenant_id", tenant.pk) != tenant.pk:
        # Away from home only the operator names anybody: an administrator, or a new unit had none.
        return MetropolitanRole.OPERATOR in offices and role == TenantRole.ADMINISTRATOR
    # An administrator hands out every role of the unit, and the platform operator every
    # metropolitan role: that is the office, not a borrowed right.
    office = MetropolitanRole.OPERATOR if tenant.is_metropolis else TenantRole.ADMINISTRATOR
    return office in offices or all(can(by, permission) for permission in HELD_BY[role])


def refuse_own(account_id: UUID, *, by: Actor, field: str | None = None) -> None:
    if getattr(by, "account_id", None) == account_id:
        raise OwnMembership(field=field)
