"""What can be asked about tenants, their members and who may enter."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import Account
from core.permissions import MetropolitanRole, TenantRole
from tenants.actors import Steward, role_names
from tenants.models import Invitation, Membership, Tenant


def grants_of(account_id: UUID, tenant: Tenant) -> list[dict[str, Any]]:
    """The live roles of an account in a tenant, as the permission rule reads them."""
    live = Membership.objects.live().filter(account_id=account_id, tenant=tenant)
    held = live.order_by("started_at").values_list("role", "project_id")
    return [_grant(role, project_id) for role, project_id in held]


def steward(account: Any, tenant: Tenant) -> Steward | None:
    """The person as they act in this tenant, or None: a stranger."""
    return steward_by(memberships_of(account), account, tenant)


def steward_by(memberships: Iterable[Membership], account: Any, tenant: Tenant) -> Steward | None:
    """The same from the live memberships of the account, where these are read already."""
    here = [one for one in memberships if one.tenant_id == tenant.pk]
    grants = [_grant(one.role, one.project_id) for one in sorted(here, key=_since)]
    return Steward(account.pk, tenant.pk, account.display_name, grants) if grants else None


def guest(account: Any, tenant: Tenant) -> Steward:
    """Somebody signed in who has no role here."""
    return Steward(account.pk, tenant.pk, account.display_name, [])


def _since(membership: Membership) -> datetime:
    return membership.started_at


def _grant(role: str, project_id: UUID | None) -> dict[str, Any]:
    return {"role": role, "project": str(project_id) if project_id else None}


def holds(account: Account, tenant: Tenant, role: str, project_id: UUID | None = None) -> bool:
    """Whether this very role is held now, for all projects unless one is named."""
    live = Membership.objects.live().filter(account=account, tenant=tenant, role=role)
    return live.filter(project_id=project_id).exists()


def memberships_of(account: Any) -> QuerySet[Membership]:
    """Where a person works: every live membership with its tenant."""
    live = Membership.objects.live().filter(account=account).select_related("tenant")
    return live.order_by("tenant__name")


def members(tenant: Tenant) -> QuerySet[Membership]:
    live = Membership.objects.live().filter(tenant=tenant).select_related("account")
    return live.order_by("account__display_name", "role")


def operators() -> list[Account]:
    """Whoever runs the platform; letters about its state go to them."""
    live = Membership.objects.live().filter(role=MetropolitanRole.OPERATOR)
    ids = live.values_list("account_id", flat=True)
    return list(Account.objects.filter(pk__in=ids, is_active=True).order_by("email"))


def waiting_invitations(tenant: Tenant) -> QuerySet[Invitation]:
    return Invitation.objects.waiting().filter(tenant=tenant).order_by("-invited_at")


def invitation_of(token: str, tenant: Tenant) -> Invitation | None:
    """The open invitation behind a link, or None when it is used up, withdrawn or too old."""
    digest = hashlib.sha256(token.encode()).digest()
    found = Invitation.objects.filter(token_hash=digest, tenant=tenant).first()
    return found if found and found.is_open() else None


def tenants() -> QuerySet[Tenant]:
    return Tenant.objects.exclude(kind=Tenant.Kind.METROPOLIS).order_by("name")


def tenants_with_administrators() -> QuerySet[Tenant]:
    """Each tenant with `administrators_count`, and whether a new one `is_awaited`."""
    holding = Q(memberships__role=TenantRole.ADMINISTRATOR, memberships__ended_at=None)
    invited = Invitation.objects.waiting().filter(tenant=OuterRef("pk"))
    return tenants().annotate(
        administrators_count=Count("memberships", filter=holding),
        is_awaited=Exists(invited.filter(role=TenantRole.ADMINISTRATOR)),
    )


def metropolis() -> Tenant:
    return Tenant.objects.get(kind=Tenant.Kind.METROPOLIS)


@dataclass(frozen=True)
class DemoPerson:
    account_id: UUID
    display_name: str
    roles: str


def demo_people(tenant: Tenant) -> list[DemoPerson]:
    """The demonstration's people of one host, for one-click sign-in."""
    live = Membership.objects.live().filter(tenant=tenant, account__is_demo=True)
    people: dict[UUID, tuple[str, list[dict[str, Any]]]] = {}
    rows = live.order_by("started_at").values_list("account_id", "account__display_name", "role")
    for account_id, name, role in rows:
        people.setdefault(account_id, (name, []))[1].append({"role": role})
    return [
        DemoPerson(account_id, name, ", ".join(role_names(grants)))
        for account_id, (name, grants) in people.items()
    ]
